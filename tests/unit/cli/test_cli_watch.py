"""`briefgen build --watch`: built again after each change, until interrupted."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from briefgen.cli import main, watching
from briefgen.cli.bell import Bell
from briefgen.cli.terminal import Terminal
from briefgen.errors import ContentChangedError
from briefgen.order import Order
from briefgen.reuse import Came, Reuse
from briefgen.workers import WorkerHere
from briefgen.world import DiskWorld

PROJECT = """\
documents: [{templates: [timeline]}]
to: [markdown]
"""
HEADING = """\
title: TITLE says what follows
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary.
"""
EVENTS = 'events:\n  e: {date: "2023-05-01", status: occurred, text: Talks began}\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in (
        ("briefgen.yaml", PROJECT),
        ("content/d/dossier.yaml", HEADING.replace("TITLE", "First")),
        ("content/d/items.yaml", EVENTS),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def watched(monkeypatch: pytest.MonkeyPatch, *edits: Callable[[], object]) -> int:
    """Run the command, make an edit whenever it waits, and interrupt it in the end."""
    left: Iterator[Callable[[], object]] = iter(edits)

    def wait(world: DiskWorld) -> None:
        assert not watching.has_changed(world)
        edit = next(left, None)
        if edit is None:
            raise KeyboardInterrupt
        edit()
        assert watching.has_changed(world)

    monkeypatch.setattr(watching, "wait", wait)
    with pytest.raises(SystemExit) as ended:
        main(["build", "--watch"])
    return int(str(ended.value.code))


def test_each_change_is_built(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heading = project / "content/d/dossier.yaml"
    page = project / "output/public/d.timeline.en.md"
    found: list[bool] = []

    def retitle() -> None:
        found.append("First says what follows" in page.read_text("utf-8"))
        heading.write_text(HEADING.replace("TITLE", "Second"), "utf-8")

    def remove() -> None:
        found.append("Second says what follows" in page.read_text("utf-8"))
        (project / "content/d/items.yaml").unlink()

    assert watched(monkeypatch, retitle, remove) == 0
    assert found == [True, True]


def test_what_documents_are_made_with_is_what_was_loaded(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is updated meanwhile is on the disk, and not at work."""
    digests: list[str] = []
    keys: list[str] = []
    prepared = Reuse.prepared

    def digest() -> str:
        digests.append(f"program {len(digests)}")
        return digests[-1]

    def noted(reuse: Reuse, order: Order, *, is_hurried: bool) -> Came:
        came = prepared(reuse, order, is_hurried=is_hurried)
        keys.append(came.key)
        return came

    monkeypatch.setattr("briefgen.stores.program_digest", digest)
    monkeypatch.setattr("briefgen.stores.surroundings", lambda _: str(len(digests)))
    monkeypatch.setattr(Reuse, "prepared", noted)
    monkeypatch.setattr(WorkerHere, "try_out", lambda *_: ())
    heading = project / "content/d/dossier.yaml"
    texts = [HEADING.replace("TITLE", title) for title in ("Second", "First")]
    edits = [partial(heading.write_text, text, "utf-8") for text in texts]
    assert watched(monkeypatch, *edits) == 0
    assert digests == ["program 0"]
    assert keys[0] == keys[2] != keys[1]


def test_faults_do_not_end_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = project / "briefgen.yaml"
    heading = project / "content/d/dossier.yaml"

    assert (
        watched(
            monkeypatch,
            lambda: settings.write_text("documents: 5\n", "utf-8"),
            lambda: settings.write_text("documents: [{audiences: [nobody]}]\n", "utf-8"),
            lambda: settings.write_text(PROJECT, "utf-8"),
            lambda: heading.write_text("title: [", "utf-8"),
            lambda: heading.write_text(HEADING.replace("TITLE", "Third"), "utf-8"),
        )
        == 0
    )
    page = project / "output/public/d.timeline.en.md"
    assert "Third says what follows" in page.read_text("utf-8")
    assert "Traceback" not in capsys.readouterr().err


def test_content_that_changes_while_it_is_worked_with_is_built_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[DiskWorld] = []

    def run(world: DiskWorld) -> int:
        runs.append(world)
        if len(runs) == 1:
            raise ContentChangedError("the files have changed")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watching.watch(Terminal(), DiskWorld(project), run)
    assert len(runs) == 2
    assert runs[0] is not runs[1]


def test_a_file_that_is_being_written_is_waited_for(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor empties a file, and fills it a moment later."""
    heading = project / "content/d/dossier.yaml"
    world = DiskWorld(project)
    world.read("content/d/dossier.yaml")
    left = iter(["", "title: A", "title: A title"])
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        text = next(left, None)
        if text is not None:
            heading.write_text(text, "utf-8")

    monkeypatch.setattr(time, "sleep", sleep)
    monkeypatch.setattr(Bell, "wait", lambda _, seconds: sleep(seconds))
    watching.wait(world)
    assert heading.read_text("utf-8") == "title: A title"
    # seen once while nothing had changed, then until nothing more did
    assert len(pauses) == 4


def test_a_change_is_seen_where_nothing_tells_of_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk of another machine."""
    pauses: list[float] = []

    def wait(_: Bell, seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            (project / "content/d/dossier.yaml").unlink()

    monkeypatch.setattr(Bell, "wait", wait)
    world = DiskWorld(project)
    world.read("content/d/dossier.yaml")
    watching.wait(world)
    assert watching.has_changed(world)
    assert len(pauses) == 3


@pytest.mark.parametrize(
    ("edit", "is_written"),
    [
        (lambda folder: (folder / "dossier.yaml").write_text("title: B", "utf-8"), True),
        (lambda folder: (folder.parent / "d.new").rename(folder / "dossier.yaml"), True),
        (lambda folder: (folder / "dossier.yaml").unlink(), False),
        (lambda folder: (folder / "dossier.yaml").rename(folder / "other.yaml"), False),
        # an editor may be about to write into it
        (lambda folder: (folder / "new.yaml").touch(), False),
        (lambda folder: os.utime(folder / "dossier.yaml"), False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of changes")
def test_a_change_is_told_at_once(
    project: Path, edit: Callable[[Path], object], is_written: bool
) -> None:
    folder = project / "content/d"
    (project / "content/d.new").write_text("title: B", "utf-8")
    with Bell([str(folder), str(project / "there is none")]) as bell:
        edit(folder)
        start = time.monotonic()
        assert bell.wait(60) == is_written
        assert time.monotonic() - start < 30
        # it was told once
        start = time.monotonic()
        assert not bell.wait(0.05)
        assert time.monotonic() - start > 0.04


@pytest.mark.parametrize(
    ("taken", "pause", "rest"), [(0.0001, 0.01, 0.0), (0.002, 0.1, 0.01), (60.0, 1.0, 1.0)]
)
def test_to_look_takes_a_small_part_of_the_time(
    project: Path, monkeypatch: pytest.MonkeyPatch, taken: float, pause: float, rest: float
) -> None:
    """Also where the system tells of one thing after the other, and never of what is waited for."""
    world = DiskWorld(project)
    world.read("content/d/dossier.yaml")
    clock = count(0.0, taken)
    pauses: list[float] = []
    rests: list[float] = []

    def wait(_: Bell, seconds: float) -> None:
        pauses.append(seconds)
        (project / "content/d/dossier.yaml").unlink(missing_ok=True)

    monkeypatch.setattr(watching.time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(watching.time, "sleep", rests.append)
    monkeypatch.setattr(Bell, "wait", wait)
    watching.wait(world)
    assert pauses[0] == pytest.approx(pause)
    # the clock has gone on by two looks meanwhile
    assert rests[0] == pytest.approx(rest if rest else 3 * taken, abs=0.01)


def test_a_file_that_was_written_to_its_end_is_not_waited_for(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = DiskWorld(project)
    world.read("content/d/dossier.yaml")
    rests: list[float] = []

    def wait(_: Bell, seconds: float) -> bool:
        (project / "content/d/dossier.yaml").write_text("title: B", "utf-8")
        return True

    monkeypatch.setattr(watching.time, "sleep", rests.append)
    monkeypatch.setattr(Bell, "wait", wait)
    watching.wait(world)
    assert watching._SETTLED_S not in rests
    assert watching.has_changed(world)


def test_who_waits_is_made_ready_before(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def wait(_world: DiskWorld) -> None:
        done.append("wait")
        if done.count("wait") == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching, "wait", wait)
    watching.watch(Terminal(), DiskWorld(project), lambda _: 0, lambda: done.append("be ready"))
    assert done == ["be ready", "wait", "be ready", "wait"]
