"""Builds that are killed at any moment."""

from __future__ import annotations

import tempfile
from pathlib import Path

from figure import Figure
from killing import killed, projects_known

THREAT = "Torn files: the machine dies at any moment"
ANSWER = (
    "files are written beside their places, flushed and renamed; the manifest says first what is "
    "about to change, and last that it has; the next build removes what is left over"
)
KILLS = 50


def measure(share: float) -> Figure:
    """Return what was found after each kill, and after each whole build that followed."""
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        projects, known, lasts = projects_known(top)
        found = killed(projects, known, top, max(5, round(KILLS * share)), lasts)
    faults = tuple(found.pop("faults"))
    text = (
        f"{found['kills']} × `kill -9`, {found.get('killed while running', 0)} of them while it "
        f"ran: {len(faults)} torn, lost or unknown to the manifest; "
        f"{found.get('left temporary files', 0)} left temporary files, none after the "
        f"{found['whole builds afterwards']} builds that followed; "
        "a torn and an unknown file, planted, are seen"
    )
    return Figure(text, not faults, faults)
