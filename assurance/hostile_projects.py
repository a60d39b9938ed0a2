"""Projects in which one document is hostile and its neighbours are not, and builds of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from killing import environment

__all__ = [
    "DOSSIER",
    "Hostile",
    "Run",
    "innocent_files",
    "parts_of",
    "project_of",
    "run",
    "running",
    "write",
]

DOSSIER = """\
title: A title
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
events: {e: {date: 2023-05-01, text: It happened, status: occurred, sources: ["s, p. 1"]}}
sources: {s: {title: A source}}
"""
KINDS = ("one-pager", "timeline")


@dataclass(frozen=True)
class Hostile:
    """What makes a document hostile."""

    body: str = ""
    """What stands before its own text in the template of its page."""
    css: str = ""
    drawing: bytes = b""
    """A figure, by the ending of its name."""
    ending: str = "svg"


def project_of(folder: Path, hostile: Mapping[str, Hostile], settings: str = "") -> Path:
    """Return a project with a document of each between innocent ones, in dossiers of their own."""
    write(folder, "briefgen.yaml", _project_file(hostile, settings))
    write(folder, "content/good/dossier.yaml", DOSSIER)
    for name, one in hostile.items():
        dossier = DOSSIER
        if one.drawing:
            dossier += (
                f"figures: {{f: {{file: figures/f.{one.ending}, alt: A map of it, "
                "caption: What it is, credit: Us, licence: CC0-1.0}}\n"
            )
            path = folder / f"content/x-{name}/figures/f.{one.ending}"
            path.parent.mkdir(parents=True)
            path.write_bytes(one.drawing)
        write(folder, f"content/x-{name}/dossier.yaml", dossier)
        kind = f"templates/k-{name}"
        parts = "{part: event-table, of: events}, {part: figures, of: figures}, {part: notes}"
        write(folder, f"{kind}/template.yaml", f"label: K\nextends: timeline\nparts: [{parts}]\n")
        page = '{% extends "builtin:_shared/page.html.j2" %}{% block body %}'
        write(folder, f"{kind}/page.html.j2", f"{page}{one.body}{{{{ super() }}}}{{% endblock %}}")
        write(folder, f"{kind}/style.css", one.css)
    (folder / "tmp").mkdir()
    return folder


def _project_file(hostile: Iterable[str], settings: str) -> str:
    rules = [f"  - {{dossiers: [good], templates: [{', '.join(KINDS)}]}}"]
    rules += [f"  - {{dossiers: [x-{name}], templates: [k-{name}]}}" for name in hostile]
    return "\n".join([settings, "checks: {severity: {BG329: off}}", "documents:", *rules, ""])


def write(folder: Path, path: str, text: str) -> None:
    """Write a file of a project."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def innocent_files(project: Path) -> bool:
    """Return whether the innocent documents are there."""
    found = {path.name for path in (project / "output").rglob("good.*")}
    return found == {f"good.{kind}.en.{ending}" for kind in KINDS for ending in ("pdf", "md")}


@dataclass(frozen=True)
class Run:
    """A build that has ended."""

    status: int
    said: str
    wall_s: float
    cpu_s: float
    """Of all its processes."""
    parent_mib: float
    """Most memory that the command's own process held; 0 where /proc does not say."""
    left: int
    """Processes and temporary files that are still there."""


@contextmanager
def running(
    project: Path, *before: str, options: Iterable[str] = (), script: Iterable[str] = ()
) -> Iterator[subprocess.Popen]:
    """Give a running build, with its temporary files in the project's folder.

    `before` is what runs it, `script` what is run in its place.
    """
    with (project / "said").open("w") as said:
        build = subprocess.Popen(
            [*before, sys.executable, "-P", *(script or ("-m", "briefgen", "build", *options))],
            cwd=project,
            env={**environment(), "TMPDIR": str(project / "tmp")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        try:
            yield build
        finally:
            if build.poll() is None:
                build.kill()
                build.wait()


def run(
    project: Path,
    *before: str,
    options: Iterable[str] = (),
    script: Iterable[str] = (),
    until: Callable[[subprocess.Popen], object] = bool,
) -> Run:
    """Return what became of a build; `until` is called with its process as long as it runs."""
    start, peak = time.perf_counter(), 0.0
    used = sum(os.times()[2:4])
    with running(project, *before, options=options, script=script) as build:
        while True:
            peak = max(peak, _peak_mib(build.pid))
            until(build)
            with suppress(subprocess.TimeoutExpired):
                build.wait(0.01)
                break
    said = (project / "said").read_text(encoding="utf-8")
    wall, cpu = time.perf_counter() - start, sum(os.times()[2:4]) - used
    left = _processes_in(project) + len(list((project / "tmp").iterdir()))
    return Run(build.returncode, said, wall, cpu, peak, left)


def parts_of(pid: int) -> list[tuple[int, int]]:
    """Return (zygote, child) of each worker of a build."""
    return [(zygote, child) for zygote in _children(pid) for child in _children(zygote)]


def _children(pid: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _processes_in(folder: Path) -> int:
    """Return how many processes work in a folder or below it, also if it has been removed."""
    found = 0
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            found += str(link.readlink()).startswith(f"{folder}/")
    return found


def _peak_mib(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM")), 0.0)
