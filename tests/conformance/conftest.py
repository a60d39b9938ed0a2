"""The reference validator, run once for many files."""

from __future__ import annotations

import fcntl
import os
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from example_documents import Made, Shelf, open_shelf
from invented_projects import Judged, judged_combinations, judged_projects
from tag_tree import BookOf, read_book

TOOL = Path(__file__).parents[2] / "tools" / "verapdf" / "verapdf"
FLAVOURS = ("3a", "ua1")

Verdicts = Mapping[str, Mapping[str, tuple[str, ...]]]


@pytest.fixture(scope="session")
def verapdf() -> Callable[..., Verdicts]:
    """Return a check of documents by name: the rules that each breaks, by flavour."""

    def check(
        documents: Mapping[str, bytes], folder: Path, flavours: tuple[str, ...] = FLAVOURS
    ) -> Verdicts:
        for name, content in documents.items():
            (folder / f"{name}.pdf").write_bytes(content)
        names = [f"{name}.pdf" for name in documents]
        command = [sys.executable, str(TOOL), ",".join(flavours), *names]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        broken: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        rules: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for line in ran.stdout.splitlines():
            kind, file, flavour, *rest = line.split("\t")
            if kind == "rule":
                rules[file, flavour].append(rest[0])
                continue
            assert kind == "done"
            found = tuple(rules[file, flavour])
            # A verdict on nothing checked would be worth nothing.
            assert (rest[0] == "pass") == (not found)
            assert rest[0] == "broken" or int(rest[1]) > 20
            broken[file.removesuffix(".pdf")][flavour] = found
        assert broken.keys() == documents.keys(), ran.stderr
        assert all(set(verdict) == set(flavours) for verdict in broken.values())
        return broken

    return check


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, verapdf: Callable[..., Any]) -> Shelf:
    """Return what takes a document by its name."""
    return open_shelf(tmp_path_factory, verapdf)


@pytest.fixture
def made(shelf: Shelf, request: pytest.FixtureRequest) -> Made:
    """Return the document that a test is about."""
    return shelf(request.param)


@pytest.fixture(scope="session")
def invented(
    tmp_path_factory: pytest.TempPathFactory, verapdf: Callable[..., Verdicts]
) -> Mapping[str, Judged]:
    """Return the documents of invented projects by name and standard, each with its verdict."""
    return _made_once("invented", judged_projects, tmp_path_factory, verapdf)


@pytest.fixture(scope="session")
def combined(
    tmp_path_factory: pytest.TempPathFactory, verapdf: Callable[..., Verdicts]
) -> Mapping[str, Judged]:
    """Return a document of each combination by name and standard, each with its verdict."""
    return _made_once("combined", judged_combinations, tmp_path_factory, verapdf)


def _made_once(
    name: str,
    judge: Callable[[Callable[..., Verdicts], Path], Mapping[str, Judged]],
    tmp_path_factory: pytest.TempPathFactory,
    verapdf: Callable[..., Verdicts],
) -> Mapping[str, Judged]:
    """Return what is made once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    kept = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(judge(verapdf, tmp_path_factory.mktemp(name))))
    found: Mapping[str, Judged] = pickle.loads(kept.read_bytes())
    return found


@pytest.fixture(scope="session")
def book_of(tmp_path_factory: pytest.TempPathFactory) -> BookOf:
    """Return a reader of structures that reads each PDF once."""
    scratch = tmp_path_factory.mktemp("read") / "read.pdf"
    return cache(lambda content: read_book(content, scratch))
