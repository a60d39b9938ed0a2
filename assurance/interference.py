"""Whether what a reader may not see shows in anything that they get."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from killing import environment
from made_up_projects import VARIANTS, Project, project

__all__ = ["Found", "Seen", "build_variants", "compared"]

HERE = Path(__file__).resolve().parent
_DETAIL = re.compile(r"  [a-z]")
_TIME = re.compile(r" +\d+\.\d s$", re.MULTILINE)
_AT = re.compile(r"(?<=\.yaml):\d+:\d+|(?<=\.md):\d+:\d+")
_GUTTER = re.compile(r"^ *\d* *\|", re.MULTILINE)
_MARGIN = re.compile(r"^ +(?=--> |= )", re.MULTILINE)
"""It is as wide as the number of the line."""


@dataclass(frozen=True)
class Seen:
    """What one audience gets of a build, and what the log says of it."""

    files: dict[str, str]
    """Path → digest."""
    entries: str
    """Its part of the manifest."""
    log: str
    status: str
    written: int
    """The number of documents."""


Found = dict[tuple[int, str], dict[str, Seen]]
"""(number of the project, variant) → audience → what it gets."""


def build_variants(
    seeds: Iterable[int], top: Path, broken: str | None = None, variants: tuple[str, ...] = VARIANTS
) -> Found:
    """Return what each wide audience gets of each project in each variant.

    The projects of one variant are built in one process. Half of them go into a folder where the
    variant before them was built.
    """
    found: Found = {}
    seeds = tuple(seeds)
    for variant in variants:
        made = {seed: project(seed, variant) for seed in seeds}
        jobs = []
        for seed, one in made.items():
            shutil.rmtree(top / "project" / str(seed), ignore_errors=True)
            for path, content in one.files.items():
                file = top / "project" / str(seed) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            output = top / "output" / str(seed)
            if seed % 2 or variant == variants[0]:
                shutil.rmtree(output, ignore_errors=True)
            job = [str(top / "project" / str(seed)), str(output), str(top / f"{seed}.log")]
            jobs.append(job)
            if not seed % 2 and variant == variants[0]:
                # the others find the files of a build before them, and so shall this one
                jobs.append(job)
        choice = ["--break", broken] if broken else []
        child = subprocess.run(
            [sys.executable, str(HERE / "build_many.py"), *choice],
            input=json.dumps(jobs),
            text=True,
            capture_output=True,
            env={**environment(), "PYTHONPATH": f"{HERE.parent}:{HERE}"},
            check=False,
        )
        if child.returncode:
            sys.exit(f"the builds of `{variant}` ended with {child.returncode}:\n{child.stderr}")
        for seed, one in made.items():
            log = (top / f"{seed}.log").read_text("utf-8")
            output = top / "output" / str(seed)
            found[seed, variant] = {name: _seen(name, one, output, log) for name in one.wide}
    return found


def _seen(audience: str, one: Project, output: Path, log: str) -> Seen:
    manifest = output / "manifest.json"
    documents = json.loads(manifest.read_bytes())["documents"] if manifest.is_file() else []
    entries = [entry for entry in documents if entry["audience"] == audience]
    files = {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((output / audience).rglob("*"))
        if path.is_file()
    }
    about, status = _log_of(audience, log, output, one.is_mixed)
    return Seen(
        files, json.dumps(entries, indent=1, ensure_ascii=False), about, status, len(entries)
    )


def _log_of(audience: str, log: str, output: Path, is_mixed: bool) -> tuple[str, str]:
    """Return the lines on an audience's documents, without the time they took, and the status.

    A document's findings stand before its files, and what is said of these behind them. Left out
    are the lines before the first document, which are on the dossier as a whole, and the last,
    which counts all. Where open and restricted items stand in one file, the numbers of its lines
    are left out too.
    """
    lines = log.replace(str(output), "output").splitlines()
    status = lines.pop()
    kept: list[str] = []
    waiting: list[str] = []
    last: str | None = None
    for line in lines[:-1]:
        named = last if last and _DETAIL.match(line) else _document_of(line)
        waiting.append(line)
        if named is not None:
            kept += waiting if named == audience else []
            waiting = []
        last = named
    text = _TIME.sub("", "\n".join(kept))
    if is_mixed:
        text = _MARGIN.sub("", _GUTTER.sub("|", _AT.sub("", text)))
    return text, status


def _document_of(line: str) -> str | None:
    """Return the audience of the document that a line ends."""
    if line.startswith("output/"):
        return line.split("/")[1]
    if ": up to date" in line:
        return line.split("/")[2]
    if line.startswith("not written  "):
        return line.split("/")[2]
    return None


def compared(found: Found, seed: int, variants: tuple[str, ...] = VARIANTS) -> list[str]:
    """Return what differs between the variants of a project, a line each."""
    faults = []
    first = found[seed, variants[0]]
    for variant in variants[1:]:
        for audience, seen in found[seed, variant].items():
            named = f"{seed}, {audience}, {variants[0]} against {variant}"
            faults += [
                f"{named}: {what} differ"
                for what in ("files", "entries", "log", "status")
                if getattr(seen, what) != getattr(first[audience], what)
            ]
    return faults
