"""Builds of one folder at the same time."""

from __future__ import annotations

import tempfile
from pathlib import Path

from figure import Figure
from killing import at_once, projects_known

THREAT = "Two builds at once"
ANSWER = "a lock of the operating system on the output folder, and temporary names of their own"
TIMES = 20


def measure(share: float) -> Figure:
    """Return what was found after each time that eight builds ran at once."""
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        projects, known, _ = projects_known(top)
        found = at_once(projects[0], known[0], top, max(2, round(TIMES * share)))
    faults = tuple(found["faults"])
    text = f"{found['times']} × 8 builds: {len(faults)} differ from one build, nothing left over"
    return Figure(text, not faults, faults)
