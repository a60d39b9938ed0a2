"""Where a run looks for what was made before, and what may lie there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen import stores
from briefgen.cache import FolderStore, NoStore, UrlStore
from briefgen.errors import ToolMissingError, UsageError
from briefgen.model.markings import Marking
from briefgen.model.project import CacheSettings
from briefgen.private_folder import VARIABLE, private_folder
from briefgen.reuse import NoReuse, Reuse
from briefgen.session import Session
from briefgen.stores import (
    _may_be_shared,
    means_ahead,
    means_here,
    means_of,
    open_reuse,
    shared_store,
    sweep_stores,
)
from briefgen.workers import WorkerHere

KEY = "ab" * 32
A_MONTH_S = 31 * 86_400
SCHEMES = """\
audiences: {public: {clearance: "TLP:CLEAR"}}
marking_schemes: {HOUSE: {levels: [OPEN, INNER]}}
caveats: {EYES: Eyes only}
"""


class Asked(WorkerHere):
    """A worker whose libraries are asked."""

    def __init__(self, top: Path) -> None:
        self.library = top / "lib.so"
        self.library.write_bytes(b"1")
        self.tried: list[tuple[str, ...]] = []
        self.fails: Exception | None = None
        self.knows = True

    def try_out(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        self.tried.append(steps)
        if self.fails is not None:
            raise self.fails
        return ()

    @property
    def native_versions(self) -> dict[str, str]:
        return {"pango": str(len(self.library.read_bytes()))}

    @property
    def libraries(self) -> tuple[str, ...]:
        return (str(self.library),) if self.knows else ()


@pytest.fixture
def worker(tmp_path: Path) -> Asked:
    return Asked(tmp_path)


@pytest.mark.parametrize("place", [".cache/briefgen", "cache", "a/b/c"])
def test_a_folder_inside_the_project_is_one(tmp_path: Path, place: str) -> None:
    store = shared_store(CacheSettings(at=place), tmp_path)
    assert isinstance(store, FolderStore)
    store.put(KEY, b"content")
    assert (tmp_path / place / KEY[:2] / KEY).is_file()


@pytest.mark.parametrize(
    "place",
    [
        "..",
        "../cache",
        "a/../../cache",
        "/srv/cache",
        "C:/cache",
        "\\srv",
        ".",
        "./",
        "link",
        "link/a",
    ],
)
def test_one_that_leads_out_of_it_is_refused(tmp_path: Path, place: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError) as caught:
        shared_store(place, root)
    assert "file:///" in str(caught.value.help)


def test_a_url_is_one(tmp_path: Path) -> None:
    assert isinstance(shared_store(f"file://{tmp_path}/cache", tmp_path), UrlStore)
    assert isinstance(shared_store("memory://x", tmp_path), UrlStore)


CLEAR, RED = Marking((("TLP", 0),)), Marking((("TLP", 4),))
LATER, OVER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2030, 2020))


@pytest.mark.parametrize(
    ("clearance", "marking", "may"),
    [
        (None, Marking(), True),
        (None, CLEAR, True),
        (None, Marking((("HOUSE", 0), ("TLP", 0))), True),
        (None, Marking((("HOUSE", 1), ("TLP", 0))), False),
        (None, Marking((("TLP", 1),)), False),
        (None, CLEAR.join(Marking(caveats=frozenset({"EYES"}))), False),
        (None, CLEAR.join(Marking(releasable_to=frozenset({"JPN"}))), False),
        (None, CLEAR.join(Marking(embargo=LATER)), False),
        (None, CLEAR.join(Marking(embargo=OVER)), True),
        ("TLP:AMBER", Marking((("TLP", 2),)), True),
        ("TLP:AMBER", RED, False),
        # a scheme that is not named is not cleared
        ("TLP:AMBER", Marking((("HOUSE", 0),)), False),
        ("[TLP:RED, HOUSE:INNER]", Marking((("HOUSE", 1), ("TLP", 4))), True),
        ("[TLP:RED, HOUSE:INNER]", RED.join(Marking(embargo=LATER)), False),
    ],
)
def test_nothing_above_its_clearance_may_lie_in_a_cache(
    bench: Callable[..., object], clearance: str | None, marking: Marking, may: bool
) -> None:
    cache = "cache: c\n" if clearance is None else f"cache: {{at: c, clearance: {clearance}}}\n"
    session = bench(project=SCHEMES + cache).session  # type: ignore[attr-defined]
    allows = _may_be_shared(session.project.file, session.project.schemes, session)
    assert allows(marking) is may


def test_the_libraries_are_asked_once_while_none_changes(tmp_path: Path, worker: Asked) -> None:
    first = means_of(worker, tmp_path)
    assert means_of(worker, tmp_path) == first
    assert worker.tried == [("layout",)]
    worker.library.write_bytes(b"12")
    assert means_of(worker, tmp_path) != first
    assert len(worker.tried) == 2


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"libraries": 1}'])
def test_what_is_remembered_of_them_and_damaged_is_asked_anew(
    tmp_path: Path, worker: Asked, content: bytes
) -> None:
    first = means_of(worker, tmp_path)
    (tmp_path / "made-with.json").write_bytes(content)
    assert means_of(worker, tmp_path) == first
    assert len(worker.tried) == 2


def test_where_the_system_does_not_name_them_they_are_asked_each_time(
    tmp_path: Path, worker: Asked
) -> None:
    worker.knows = False
    means_of(worker, tmp_path)
    means_of(worker, tmp_path)
    assert len(worker.tried) == 2


def test_another_program_is_told_apart(
    tmp_path: Path, worker: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = means_of(worker, tmp_path)
    monkeypatch.setattr(stores, "surroundings", lambda _: "other")
    monkeypatch.setattr(stores, "program_digest", lambda: "other")
    assert means_of(worker, tmp_path) != first


def session_with(bench: Callable[..., object], worker: Asked, cache: str = "") -> object:
    session = bench(project=SCHEMES + cache).session  # type: ignore[attr-defined]
    session.worker = worker
    return session


def opened(session: object, root: Path) -> Reuse | NoReuse:
    assert isinstance(session, Session)
    return open_reuse(session, root, lambda: means_here(session.worker, root))


def test_a_run_uses_this_machines_store_and_the_projects_cache(
    bench: Callable[..., object], worker: Asked, tmp_path: Path
) -> None:
    reuse = opened(session_with(bench, worker, "cache: c\n"), tmp_path)
    assert isinstance(reuse, Reuse)
    folder = private_folder(tmp_path)
    assert folder is not None
    assert reuse._own.folder == Path(folder, "made")
    assert isinstance(reuse._shared, FolderStore)
    assert reuse._shared.folder == tmp_path / "c"
    reuse.close()
    alone = opened(session_with(bench, worker), tmp_path)
    assert isinstance(alone, Reuse)
    assert alone._shared is None


def test_without_a_folder_nothing_is_used_again(
    bench: Callable[..., object], worker: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    assert isinstance(opened(session_with(bench, worker), tmp_path), NoReuse)
    sweep_stores(tmp_path)


def test_without_a_folder_the_projects_cache_is_used_all_the_same(
    bench: Callable[..., object], worker: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "none")
    reuse = opened(session_with(bench, worker, "cache: c\n"), tmp_path)
    assert isinstance(reuse, Reuse)
    assert isinstance(reuse._own, NoStore)
    assert isinstance(reuse._shared, FolderStore)
    assert reuse.native == worker.native_versions
    reuse.close()
    worker.fails = AssertionError("nothing could be used again")
    assert isinstance(opened(session_with(bench, worker), tmp_path), NoReuse)


def test_a_cache_that_cannot_be_used_is_told_also_without_a_folder(
    bench: Callable[..., object], worker: Asked, tmp_path: Path
) -> None:
    with pytest.raises(UsageError):
        opened(session_with(bench, worker, "cache: ../c\n"), tmp_path)


@pytest.mark.parametrize("error", [OSError("no process"), RuntimeError("no answer")])
def test_where_no_worker_can_be_started_each_document_says_so(
    bench: Callable[..., object], worker: Asked, tmp_path: Path, error: Exception
) -> None:
    worker.fails = error
    assert isinstance(opened(session_with(bench, worker), tmp_path), NoReuse)


def test_what_every_document_needs_and_is_missing_ends_the_run(
    bench: Callable[..., object], worker: Asked, tmp_path: Path
) -> None:
    worker.fails = ToolMissingError("no Pango")
    with pytest.raises(ToolMissingError):
        opened(session_with(bench, worker), tmp_path)


def _age(path: Path) -> None:
    os.utime(path, (time.time() - A_MONTH_S,) * 2)


def test_what_nobody_uses_goes_once_a_day_also_of_other_projects(tmp_path: Path) -> None:
    folders = [Path(str(private_folder(tmp_path / name))) for name in ("one", "other")]
    old = []
    for folder in folders:
        for kind in ("made", "answers"):
            store = FolderStore(folder / kind)
            for key in (KEY, "cd" * 32):
                store.put(key, b"content")
            old.append(folder / kind / KEY[:2] / KEY)
    foreign = folders[0].parent / "mine" / "made" / "file"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"not of briefgen")
    for path in (*old, foreign):
        _age(path)
    sweep_stores(tmp_path / "one")
    assert not any(path.exists() for path in old)
    assert foreign.exists()
    assert sum(path.is_file() for path in folders[0].parent.rglob("cd*")) == 4
    FolderStore(folders[0] / "made").put(KEY, b"content")
    _age(old[0])
    sweep_stores(tmp_path / "one")
    assert old[0].exists()
    _age(folders[0] / "swept")
    sweep_stores(tmp_path / "one")
    assert not old[0].exists()


def test_means_that_are_worked_out_ahead_are_those_of_here(
    worker: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    means = means_ahead(worker, tmp_path)
    assert means() == means_here(worker, tmp_path)
    assert means() is means()
    assert worker.tried == [("layout",)]

    monkeypatch.setenv(VARIABLE, "none")
    worker.tried.clear()
    late = means_ahead(worker, tmp_path)
    assert worker.tried == []
    assert late() is late()
    assert worker.tried == [("layout",)]


@pytest.mark.parametrize(
    ("error", "ends"),
    [(ToolMissingError("no Pango"), True), (OSError("no process"), False)],
)
def test_what_goes_wrong_ahead_is_said_when_it_is_asked_for(
    worker: Asked, tmp_path: Path, error: Exception, ends: bool
) -> None:
    worker.fails = error
    means = means_ahead(worker, tmp_path)
    if ends:
        with pytest.raises(ToolMissingError):
            means()
    else:
        assert means() is None
