"""Where a build writes: the folder for temporary files and that of the project."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen.diagnostics import Severity
from briefgen.doctor.finding import Finding, Group, State
from briefgen.errors import BriefgenError
from briefgen.ledger import MANIFEST, read_manifest
from briefgen.project import PROJECT_FILE, find_root, read_project
from briefgen.report import visible
from briefgen.world import DiskWorld, builtin_world

__all__ = ["clock", "pins", "project_here", "temporary"]

_LEAST_MIB = 100
"""The fonts are copied for the layout engine, and each document may need some room."""


def temporary() -> Iterator[Finding]:
    """Yield whether there is room for temporary files."""
    named = next((os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if name in os.environ), "")
    advice = "make room there, or set TMPDIR to a folder that has some"
    try:
        folder = tempfile.gettempdir()
        free_mib = shutil.disk_usage(folder).free >> 20
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0")
    except OSError as error:
        help_text = f"no room for temporary files ({error.strerror or error}): {advice}"
        yield Finding(
            Group.PLACES, "temporary files", State.MISSING, is_needed=True, help=help_text
        )
        return
    told = f"{folder}, {free_mib} MiB free"
    if free_mib < _LEAST_MIB:
        help_text = f"less than {_LEAST_MIB} MiB are free: {advice}"
        state = State.MISSING
        yield Finding(Group.PLACES, "temporary files", state, told, True, help=help_text)
    elif named and Path(named).resolve() != Path(folder).resolve():
        help_text = f"TMPDIR names {named}, which is no folder that can be written: {advice}"
        state = State.DIFFERENT
        yield Finding(Group.PLACES, "temporary files", state, told, True, help=help_text)
    else:
        yield Finding(Group.PLACES, "temporary files", State.GOOD, told, True)


def clock() -> Iterator[Finding]:
    """Yield what stands for the time, if it is not the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return
    name = "SOURCE_DATE_EPOCH"
    try:
        moment = DiskWorld(Path()).now().isoformat()
    except BriefgenError as error:
        advice = error.help
        yield Finding(Group.PLACES, name, State.MISSING, visible(epoch), True, help=advice)
        return
    if epoch.isdecimal():
        told = f"{moment} stands for now: embargoes and `compare_with: today` are held against it"
        yield Finding(Group.PLACES, name, State.GOOD, told)
    else:
        advice = "it is not seconds since 1970, so the clock is used: correct it, or unset it"
        yield Finding(Group.PLACES, name, State.DIFFERENT, visible(epoch), help=advice)


def _project(start: Path) -> tuple[Path | None, Finding]:
    """Return the output folder of the project around a folder, None if there is no such."""
    name = PROJECT_FILE
    try:
        root = find_root(start)
        found, faults = read_project(DiskWorld(root))
    except BriefgenError as error:
        advice = f"{error.message}: change to a project's folder to know of its output too"
        return None, Finding(Group.PROJECT, name, State.MISSING, help=advice)
    except OSError as error:
        advice = f"{error.strerror or error}: see that it can be read"
        return None, Finding(Group.PROJECT, name, State.MISSING, is_needed=True, help=advice)
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    if found is None or errors:
        advice = f"it has {errors} error{'s' * (errors != 1)}: `briefgen check` shows them"
        return None, Finding(Group.PROJECT, name, State.MISSING, is_needed=True, help=advice)
    told = f"{len(found.audiences)} audience{'s' * (len(found.audiences) != 1)}"
    return root / found.file.output, Finding(Group.PROJECT, name, State.GOOD, told)


def _writable(output: Path) -> Iterator[Finding]:
    """Yield whether a build may write what it makes, there and in the folders of audiences."""
    there = output
    while not there.exists() and there != there.parent:
        there = there.parent
    inside = (path for path in sorted(there.iterdir()) if path.is_dir()) if there == output else ()
    try:
        for folder in (there, *inside):
            with tempfile.TemporaryFile(dir=folder):
                pass
    except OSError as error:
        yield Finding(
            Group.PROJECT,
            "output folder",
            State.MISSING,
            is_needed=True,
            help=f"{visible(str(error.filename or there))}: {error.strerror}; let your user write "
            "there, or build elsewhere with `-o`",
        )
        return
    told = "can be written" if there == output else "not there yet, can be made"
    yield Finding(Group.PROJECT, "output folder", State.GOOD, told, is_needed=True)


def _last_build(output: Path) -> tuple[Mapping[str, str], Finding]:
    """Return the versions with which the last build was made, as far as its manifest says."""
    name = "last build"
    try:
        manifest: Mapping[str, Any] = read_manifest(output)
    except BriefgenError as error:
        return {}, Finding(Group.PROJECT, name, State.MISSING, help=error.message)
    recorded = manifest.get("versions")
    if not isinstance(recorded, dict):
        advice = f"there is no {MANIFEST} that can be read: versions are held against the pins only"
        return {}, Finding(Group.PROJECT, name, State.MISSING, help=advice)
    versions = {
        str(key): visible(value) for key, value in recorded.items() if isinstance(value, str)
    }
    return versions, Finding(Group.PROJECT, name, State.GOOD, f"names {len(versions)} versions")


def project_here() -> tuple[tuple[Finding, ...], Mapping[str, str]]:
    """Return what is to say of the project around this folder, and its last build's versions."""
    try:
        here = Path.cwd()
    except OSError as error:
        advice = f"the current folder is gone ({error.strerror}): change to another one"
        return (Finding(Group.PROJECT, PROJECT_FILE, State.MISSING, "", True, help=advice),), {}
    output, found = _project(here)
    if output is None:
        return (found,), {}
    try:
        about = tuple(_writable(output))
    except OSError as error:
        advice = f"{error.strerror}: let your user read and write there"
        about = (Finding(Group.PROJECT, "output folder", State.MISSING, "", True, help=advice),)
    versions, last = _last_build(output)
    return (found, *about, last), versions


def pins() -> Mapping[str, str]:
    """Return (package, lower case → version) of the versions that briefgen was tried with."""
    try:
        text = builtin_world().read("constraints.txt").decode()
    except (FileNotFoundError, BriefgenError):
        return {}
    lines = (line.partition("==") for line in text.splitlines() if not line.startswith("#"))
    return {name.strip().lower(): number.strip() for name, equals, number in lines if equals}
