"""What a child can do: compute, and nothing else. Each deed is done in a real child."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
import sandbox_deeds

from briefgen.sandbox import Answer, Failure, Limits, Nursery

ROOT = Path(__file__).parents[3]
LIMITS = {"memory_mib": 256, "cpu_s": 1, "wall_s": 20, "file_mib": 2, "answer_mib": 2}
WAYS = ("fork", "spawn")
LAYERS = ["limits", "no new privileges", "Landlock", "seccomp", "Python audit hook"]
NATIVE = sorted(deed for deed in sandbox_deeds.DEEDS if deed.endswith("native"))
IN_PYTHON = (
    "read", "list", "write", "remove", "socket", "resolve", "process", "fork", "shell", "library",
)  # fmt: skip


def run(folder: Path, way: str, *deeds: str, **limits: int) -> dict[str, Any]:
    """Return what came of deeds."""
    outside = folder / "outside"
    outside.mkdir(exist_ok=True)
    for name in ("secret", "other"):
        (outside / name).write_text("a secret")
    (folder / "tmp").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, sandbox_deeds.__file__, way, json.dumps({**LIMITS, **limits}), *deeds],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OUTSIDE": str(outside),
            "A_TOKEN": "a secret too",
            "TMPDIR": str(folder / "tmp"),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list((folder / "tmp").iterdir()) == []
    came: dict[str, Any] = json.loads(done.stdout)
    return came


@pytest.mark.parametrize("way", WAYS)
def test_the_layers_of_this_system(tmp_path: Path, way: str) -> None:
    came = run(tmp_path, way, "compute")["compute"]
    assert came["answer"] == "42"
    expected = LAYERS if platform.system() == "Linux" else ["limits", "Python audit hook"]
    assert came["layers"] == expected


def test_native_code_gets_no_file_network_or_process(tmp_path: Path) -> None:
    came = run(tmp_path, "fork", *NATIVE)
    assert {deed: result.get("answer") for deed, result in came.items()} == dict.fromkeys(
        NATIVE, "refused"
    )
    assert sorted(path.name for path in (tmp_path / "outside").iterdir()) == ["other", "secret"]


def test_without_the_sandbox_native_code_gets_all_of_it(tmp_path: Path) -> None:
    deeds = [deed for deed in NATIVE if deed not in ("exec native", "clone3 native")]
    came = run(tmp_path, "free", *deeds)
    assert {result["answer"] for result in came.values()} == {"done"}


@pytest.mark.parametrize("way", WAYS)
def test_python_code_gets_no_file_network_or_process(tmp_path: Path, way: str) -> None:
    came = run(tmp_path, way, *IN_PYTHON)
    assert {deed: result.get("answer") for deed, result in came.items()} == dict.fromkeys(
        IN_PYTHON, "refused"
    )


def test_without_the_sandbox_python_code_gets_all_of_it(tmp_path: Path) -> None:
    came = run(tmp_path, "free", *(deed for deed in IN_PYTHON if deed != "fork"))
    assert {result["answer"] for result in came.values()} == {"done"}


@pytest.mark.parametrize("way", WAYS)
def test_what_a_child_needs_it_has(tmp_path: Path, way: str) -> None:
    came = run(tmp_path, way, "program", "here", "thread", "prepared")
    assert [result["answer"] for result in came.values()] == [
        "done",
        "a font",
        "done",
        "made before",
    ]


@pytest.mark.parametrize("way", WAYS)
def test_a_child_has_nothing_of_the_environment(tmp_path: Path, way: str) -> None:
    names = run(tmp_path, way, "environment")["environment"]["answer"].split()
    assert "PATH" in names
    assert "A_TOKEN" not in names


@pytest.mark.skipif(platform.system() != "Linux", reason="elsewhere libraries are found by PATH")
@pytest.mark.parametrize("way", WAYS)
def test_a_child_finds_no_programs(tmp_path: Path, way: str) -> None:
    assert run(tmp_path, way, "programs")["programs"]["answer"] == ""
    assert run(tmp_path, "free", "programs")["programs"]["answer"] == "true"


def test_nothing_passes_from_one_child_to_the_next(tmp_path: Path) -> None:
    deeds = ("state", "compute", "state")
    assert run(tmp_path, "fork", *deeds)["state"]["answer"] == "1"


def test_a_child_stays_for_orders_of_which_it_may_see_each(tmp_path: Path) -> None:
    came = run(tmp_path, "row", "state", "state", "other", "state")
    assert [one["answer"] for one in came.values()] == ["1", "2", "1"]


def test_a_child_that_is_ready_has_rehearsed_and_does_one_order(tmp_path: Path) -> None:
    assert run(tmp_path, "ready", "state")["state"]["answer"] == "2"
    assert run(tmp_path, "ready", "compute", "state")["state"]["answer"] == "1"


@pytest.mark.parametrize("may", [True, False])
def test_who_has_come_to_know_something_is_asked_only_by_who_may_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, may: bool
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    limits, asked = Limits(wall_s=20), []

    def may_have_known(known: object) -> bool:
        asked.append(known)
        return may

    with Nursery("sandbox_deeds", may_fork=False) as nursery:
        nursery.be_ready(b"compute", limits, (), knows="an order")
        assert nursery._ready is not None
        nursery._ready.giving.join()
        assert isinstance(nursery.run(b"compute", limits), Answer), "nobody says that it may"
        assert nursery._ready is not None
        with nursery.sitting() as sitting:
            came = sitting.run(b"compute", limits, may_have_known=may_have_known)
        assert isinstance(came, Answer)
        assert asked == ["an order"]
        assert (nursery._ready is None) == may


def test_what_is_not_wanted_any_more_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class _FoundError(Exception):
        pass

    def found() -> None:
        raise _FoundError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    limits = Limits(wall_s=60)
    with Nursery("sandbox_deeds", may_fork=False) as nursery, nursery.sitting() as sitting:
        nursery.be_ready(b"compute", limits, ())
        assert nursery._ready is not None
        nursery._ready.giving.join()
        assert nursery.is_ready(limits, (), lambda _: True)
        assert not nursery.is_ready(Limits(wall_s=59), (), lambda _: True)
        with pytest.raises(_FoundError):
            sitting.run(b"sleep", limits, meanwhile=found)
        assert not nursery.is_ready(limits, (), lambda _: True), "it was given the order"
        assert isinstance(sitting.run(b"compute", limits), Answer)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("rehearsal", "also"), [("crash", ()), ("leave", ()), ("spin", ()), ("compute", ("lack",))]
)
def test_who_is_not_ready_any_more_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rehearsal: str, also: tuple[str, ...]
) -> None:
    """What becomes of a rehearsal, and of what no order needs, is nobody's business."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    limits = Limits(wall_s=20, cpu_s=1)
    with Nursery("sandbox_deeds", may_fork=False) as nursery:
        nursery.be_ready(rehearsal.encode(), limits, (), also)
        assert nursery._ready is not None
        nursery._ready.giving.join()
        came = nursery.run(b"compute", limits)
        assert isinstance(came, Answer), came
        assert nursery._ready is None, "it was asked"
        assert next(nursery._numbers) == 3, "and another did it"
    assert list(tmp_path.iterdir()) == []


def test_who_is_ready_for_other_orders_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    limits = Limits(wall_s=20)
    with Nursery("sandbox_deeds", may_fork=False) as nursery:
        nursery.be_ready(b"compute", Limits(wall_s=19), ())
        assert isinstance(nursery.run(b"compute", limits), Answer)
        assert nursery._ready is not None
        nursery.be_ready(b"compute", limits, ())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(platform.system() != "Linux", reason="elsewhere no process is copied")
def test_there_may_be_any_number_of_children(tmp_path: Path) -> None:
    """None of what is said of them is left for nobody to read."""
    deeds = [deed for _ in range(200) for deed in ("compute", "state")]
    assert run(tmp_path, "fork", *deeds)["state"]["answer"] == "1"


@pytest.mark.parametrize(("deed", "limit"), [("crash", None), ("fail", None), ("spin", "cpu")])
def test_who_fails_in_a_row_is_tried_alone_and_the_next_has_a_new_child(
    tmp_path: Path, deed: str, limit: str | None
) -> None:
    came = run(tmp_path, "row", "state", deed, "state")
    assert came["0 state"]["answer"] == "1"
    assert came[f"1 {deed}"]["limit"] == limit
    assert came["2 state"]["answer"] == "1"


def test_who_fails_for_what_came_before_it_does_well_alone(tmp_path: Path) -> None:
    """The seconds of the processor are those of a child, whatever it does with them."""
    came = run(tmp_path, "row", *["compute a while"] * 4, "state", cpu_s=1)
    assert {one.get("answer") for one in list(came.values())[:4]} == {"42"}


@pytest.mark.parametrize(
    ("deed", "limit", "limits"),
    [
        ("spin", "cpu", {}),
        ("spin", "wall", {"wall_s": 1, "cpu_s": 60}),
        ("sleep", "wall", {"wall_s": 1}),
        ("hoard", "memory", {"cpu_s": 20}),
        ("write much", "file", {}),
        ("say much", "answer", {}),
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_each_limit_ends_a_child_and_the_next_lives(
    tmp_path: Path, way: str, deed: str, limit: str, limits: dict[str, int]
) -> None:
    came = run(tmp_path, way, deed, "compute", **limits)
    assert came[deed]["limit"] == limit
    assert came["compute"]["answer"] == "42"


@pytest.mark.parametrize("way", WAYS)
def test_a_child_that_dies_is_no_more_than_a_failure(tmp_path: Path, way: str) -> None:
    came = run(tmp_path, way, "crash", "leave", "fail", "compute")
    assert "SIGSEGV" in came["crash"]["how"]
    assert "status 3" in came["leave"]["how"]
    assert came["fail"]["how"] == "RuntimeError: a fault of the program"
    assert {came[deed]["limit"] for deed in ("crash", "leave", "fail")} == {None}
    assert came["compute"]["answer"] == "42"


def test_a_child_that_lets_go_of_its_parent_is_ended(tmp_path: Path) -> None:
    came = run(tmp_path, "fork", "linger", "compute")
    assert came["linger"]["limit"] is None
    assert came["compute"]["answer"] == "42"


@pytest.mark.parametrize("way", WAYS)
def test_what_the_machine_lacks_is_the_error_that_it_is(tmp_path: Path, way: str) -> None:
    came = run(tmp_path, way, "lack", "compute")
    assert came["lack"] == {"error": "ToolMissingError", "help": "buy one"}
    assert came["compute"]["answer"] == "42"


def test_who_closes_ends_what_is_at_work_and_starts_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also children that have their own interpreter, which no zygote takes along."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    nursery = Nursery("sandbox_deeds", may_fork=False)
    limits = Limits(wall_s=20)
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(nursery.run, b"sleep", limits)
        while not nursery.facts and not working.done():
            wait((working,), 0.02)
        nursery.close()
        came = working.result()
    assert isinstance(came, Failure)
    assert came.limit is None
    with pytest.raises(RuntimeError):
        nursery.run(b"compute", limits)
    assert list(tmp_path.iterdir()) == []


def test_who_cannot_be_copied_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("briefgen.sandbox.nursery.can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", full)
    with pytest.raises(BlockingIOError):
        Nursery("sandbox_deeds")
    assert list(tmp_path.iterdir()) == []
