"""Styles and templates that lose a text in silence, each in a build of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from figure import Figure
from killing import environment

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/unit/prove"))

THREAT = "Content silently missing: hidden, cut off, covered, off the page, left out by a template"
ANSWER = (
    "every selected text is found in the finished files, in order, and in a PDF leaves ink where "
    "it stands; or the build fails and names it"
)


def measure(share: float) -> Figure:
    """Return how many causes of a loss made a build fail by name; without one it must succeed."""
    from silent_loss_causes import CAUSES, PROJECT

    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        done = _build(Path(scratch) / "control", PROJECT)
        if done.returncode or not list(Path(scratch).rglob("*.pdf")):
            faults.append(f"control: the project itself is not built: {done.stderr}")
        for number, (name, cause) in enumerate(CAUSES.items()):
            folder = Path(scratch) / str(number)
            done = _build(folder, cause.project)
            said = done.stdout + done.stderr
            if done.returncode != 1 or f"[{cause.code}]" not in said:
                faults.append(f"{name}: the build ended with {done.returncode}")
            elif cause.item not in said or cause.words not in said:
                faults.append(f"{name}: the item is not named")
            if list((folder / "output").rglob("*.pdf")):
                faults.append(f"{name}: a file was written")
    named = len(CAUSES) - len({fault.split(":")[0] for fault in faults})
    text = f"{named} of {len(CAUSES)} causes planted: the build fails and names block and item"
    return Figure(text, not faults, tuple(faults))


def _build(folder: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "briefgen", "build", "-o", "output"]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
