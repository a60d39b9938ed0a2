"""The documents of the example and of a new project, built once in a run.

Why: it takes half a minute, so that the processes that run the tests share the work and the result.
"""

from __future__ import annotations

import fcntl
import json
import os
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.build import build_documents
from briefgen.project import Choice
from briefgen.scaffold import EXAMPLE, project_files
from briefgen.session import open_session
from briefgen.shelf import Built
from briefgen.world import DiskWorld, MemoryWorld, World, builtin_world

__all__ = [
    "NAMES",
    "PROJECTS",
    "ROOT",
    "TLP",
    "Made",
    "Project",
    "Shelf",
    "each_document",
    "open_shelf",
]

ROOT = Path(__file__).parents[2]
TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
KINDS = ("one-pager", "policy-brief", "timeline")
AUDIENCES = ("public", "partner", "staff", "principal")
STARTER = project_files("my-briefs")


@dataclass(frozen=True)
class Project:
    """Some documents of a project that are built in one go."""

    dossier: str
    files: Mapping[str, str]
    """The text of every file of the project that matters here, by path."""
    audiences: tuple[str, ...]
    paper: str

    def world(self) -> World:
        return MemoryWorld(self.files) if self.files is STARTER else DiskWorld(ROOT)

    @cached_property
    def settings(self) -> dict[str, Any]:
        return dict(yaml.safe_load(self.files["briefgen.yaml"]))

    @cached_property
    def heading(self) -> dict[str, Any]:
        return dict(yaml.safe_load(self.files[f"content/{self.dossier}/dossier.yaml"]))


def _example_files() -> dict[str, str]:
    paths = [ROOT / "briefgen.yaml", *sorted((ROOT / "content").rglob("*"))]
    texts = [path for path in paths if path.suffix in {".yaml", ".md"}]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in texts}


_EXAMPLE = _example_files()
PROJECTS = {
    "example": Project("tokyo-liaison-office", _EXAMPLE, AUDIENCES, "A4"),
    "letter": Project("tokyo-liaison-office", _EXAMPLE, ("public",), "Letter"),
    "starter": Project(EXAMPLE, STARTER, AUDIENCES, "A4"),
}
NAMES = [
    f"{project}-{audience}-{kind}"
    for project in PROJECTS
    for audience in PROJECTS[project].audiences
    for kind in KINDS
]


@dataclass(frozen=True)
class Made:
    """One finished document."""

    project: str
    audience: str
    kind: str
    pdf: bytes
    markdown: str
    entry: Mapping[str, Any]
    """What the manifest says of it."""
    verdict: Mapping[str, list[str]]
    """The rules that it breaks, by flavour."""

    @property
    def of(self) -> Project:
        return PROJECTS[self.project]

    def clearance(self, audience: str) -> int:
        return TLP.index(self.of.settings["audiences"][audience]["clearance"])


each_document = pytest.mark.parametrize("made", NAMES, indirect=True)
"""Runs a test once for each document, which the fixture `made` takes from the shelf."""

Shelf = Callable[[str], Made]


def open_shelf(tmp_path_factory: pytest.TempPathFactory, verapdf: Callable[..., Any]) -> Shelf:
    """Return what takes a document by its name; a project is built when it is first needed.

    Shape: `verapdf` is the fixture of that name.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder_of(name: str) -> Path:
        # While another process builds what is needed here, there may be something else to do.
        for other in (name, *(other for other in PROJECTS if other != name)):
            with _lock(shared / f"built-{other}.lock", wait=False) as is_ours:
                if is_ours:
                    _build_once(other, shared / f"built-{other}", verapdf)
        with _lock(shared / f"built-{name}.lock", wait=True):
            _build_once(name, shared / f"built-{name}", verapdf)
        return shared / f"built-{name}"

    @cache
    def take(document: str) -> Made:
        name, audience, kind = document.split("-", 2)
        folder = folder_of(name)
        failure = folder / "failure.txt"
        assert not failure.exists(), failure.read_text("utf-8")
        verdicts = json.loads((folder / "verdicts.json").read_text("utf-8"))
        entries = json.loads((folder / "manifest.json").read_text("utf-8"))["documents"]
        (entry,) = (e for e in entries if (e["audience"], e["template"]) == (audience, kind))
        paths = {output["format"]: folder / output["path"] for output in entry["outputs"]}
        return Made(
            name,
            audience,
            kind,
            paths["pdf"].read_bytes(),
            paths["markdown"].read_text("utf-8"),
            entry,
            verdicts[document],
        )

    return take


@contextmanager
def _lock(path: Path, *, wait: bool) -> Iterator[bool]:
    """Yield whether no other process has the lock; with `wait`, when none has it any more."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _build_once(name: str, folder: Path, verapdf: Callable[..., Any]) -> None:
    if folder.exists():
        return
    beside = folder.with_suffix(".unfinished")
    beside.mkdir()
    try:
        _build(name, beside, verapdf)
    except Exception:
        # Told to each test of the project, and not tried again by each.
        (beside / "failure.txt").write_text(traceback.format_exc(), "utf-8")
    beside.rename(folder)


def _build(name: str, folder: Path, verapdf: Callable[..., Any]) -> None:
    """Build a project's documents into a folder, and let veraPDF judge them."""
    project = PROJECTS[name]
    session, faults = open_session(project.world(), builtin_world())
    assert session is not None, faults
    chosen = Choice((project.dossier,), KINDS, project.audiences, paper=project.paper)
    built: list[Built] = []
    build_documents(session, session.documents(chosen), folder, built.append)
    # on Letter the one-pager of the example leaves out an event, and says so
    told = [fault for one in built for fault in one.diagnostics if fault.code != "BG626"]
    assert told == []
    assert len(built) == len(KINDS) * len(project.audiences)
    documents = {
        f"{name}-{one.document.audience}-{one.document.template}": (
            folder / f"{one.document.stem}.pdf"
        ).read_bytes()
        for one in built
    }
    scratch = folder / "checked"
    scratch.mkdir()
    (folder / "verdicts.json").write_text(json.dumps(verapdf(documents, scratch)), "utf-8")
