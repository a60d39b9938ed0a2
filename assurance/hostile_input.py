"""Projects with something hostile in them, and what a real `briefgen` does with each."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from killing import ROOT, environment

__all__ = [
    "BASE",
    "EVERYTHING",
    "HEADING",
    "ITEMS",
    "LIMIT",
    "PROJECT",
    "Found",
    "Outcome",
    "memory_mb",
    "on_own",
    "run",
    "unwelcome",
    "write",
]

sys.path.append(str(ROOT / "tests/fuzz"))

LIMIT = 60
"""Seconds that any run may take on a busy machine."""

HEADING = """\
title: The quay opened in May
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
"""
ITEMS = """\
events:
  opening: {date: 2023-05-01, text: The quay opened., status: occurred, sources: ["s, p. 1"]}
sources:
  s: {title: A source}
"""
PROJECT = """\
audiences:
  public: {clearance: TLP:CLEAR}
documents: [{templates: [timeline]}]
"""
BASE: Mapping[str, str | bytes] = {
    "briefgen.yaml": PROJECT,
    "content/d/dossier.yaml": HEADING,
    "content/d/items.yaml": ITEMS,
}
"""A project without any fault."""
EVERYTHING: Mapping[str, str] = {
    "briefgen.yaml": PROJECT.replace("timeline", "everything"),
    "templates/everything/template.yaml": "label: Everything\nextends: timeline\n"
    "parts: [{part: event-list, of: events}, {part: notes}]\n",
}
"""Files of a project whose one kind of document shows every event, however many there are."""

_FINDING = re.compile(
    r"^(error|warning|info)\[(BG\d{3})\]: (.*)\n(?: *--> (.+):(\d+):(\d+)$)?", re.M
)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, as it was printed."""

    severity: str
    code: str
    message: str
    path: str = ""
    """Empty where no place was given."""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    status: int
    """As a shell has it; below 0 for a signal, 999 where it had to be stopped."""
    seconds: float
    said: str

    @property
    def found(self) -> tuple[Found, ...]:
        """The findings that it printed."""
        return tuple(
            Found(sev, code, message, path or "", int(line or 0), int(column or 0))
            for sev, code, message, path, line, column in _FINDING.findall(self.said)
        )

    @property
    def errors(self) -> tuple[Found, ...]:
        """The errors that it printed."""
        return tuple(one for one in self.found if one.severity == "error")


def write(folder: Path, files: Mapping[str, str | bytes | Callable[[Path], object]]) -> Path:
    """Return a folder with a sound project in it, but for the files given.

    A function makes what stands at the path itself.
    """
    for name, content in {**BASE, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            path.write_bytes(raw)
    return folder


def run(folder: Path, *arguments: str, limit: float = LIMIT) -> Outcome:
    """Return what `briefgen` does in a folder."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "briefgen", *arguments]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return Outcome(999, limit, "")
    said = done.stderr.decode("utf-8", "replace")
    return Outcome(done.returncode, time.perf_counter() - start, said)


def unwelcome(outcome: Outcome, wanted: Iterable[str], path: str | None = None) -> list[str]:
    """Return what is wrong with how a run ended that should have told these errors at a path."""
    if outcome.status == 999:
        return [f"did not end in {LIMIT} s"]
    if outcome.status not in (1, 2) or "Traceback" in outcome.said:
        return [f"ended with {outcome.status}: {outcome.said[:200]!r}"]
    faults = [f"{one.code} has no place" for one in outcome.errors if not one.path]
    told = {one.code for one in outcome.errors if path is None or one.path == path}
    if not set(wanted) & told:
        known = sorted({f"{one.code} {one.path}:{one.line}" for one in outcome.errors})
        faults.append(f"did not tell {' or '.join(wanted)} at {path}, but {known}")
    return faults


def on_own(share: float, cases: Mapping[str, object]) -> list[str]:
    """Return the names of the share of cases that are tried, the first and the last among them."""
    names = list(cases)
    step = max(1, round(1 / share))
    return list(dict.fromkeys([*names[::step], names[-1]]))


def memory_mb() -> int:
    """Return the most memory that any run so far took, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
