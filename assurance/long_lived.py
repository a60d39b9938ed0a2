"""Documents that are made after one another, and figures of the same name."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pikepdf
from figure import Figure
from hostile_projects import Hostile, project_of, run
from killing import digests

THREAT = "Long-lived processes: what one document leaves for the next"
ANSWER = (
    "a process makes documents of the same content for the same readers only, by our own "
    "templates, and ends with them; all others have one of their own"
)
NUMBER = 6
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A</title>{}</svg>'


def measure(share: float) -> Figure:
    """Return whether documents with figures of one name have each their own."""
    number = max(2, round(NUMBER * share))
    figures = {
        f"n{n}": Hostile(drawing=_SVG.format(f'<path d="M0 {n}h9v1h-9z"/>').encode())
        for n in range(number)
    }
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        together = project_of(Path(scratch, "together"), figures)
        runs = {
            "together": run(together),
            "bare": run(together, options=("--no-sandbox", "-o", "bare")),
        }
        faults += [f"{name}: {one.said[-300:]}" for name, one in runs.items() if one.status]
        if digests(together / "output") != digests(together / "bare"):
            faults.append("in one process the documents are others than in one each")
        drawn = {}
        for name, figure in figures.items():
            alone = project_of(Path(scratch, name), {name: figure})
            run(alone)
            path = f"public/x-{name}.k-{name}.en.pdf"
            if (alone / "output" / path).read_bytes() != (together / "output" / path).read_bytes():
                faults.append(f"{name} is another document alone than among others")
            drawn[name] = _drawings(alone / "output" / path)
        if len(set(drawn.values())) != number:
            faults.append("the documents do not differ in their figures: nothing was compared")
    text = (
        f"{number} documents with a figure of the same name and other content, in one build: each "
        "is byte for byte what it is when it is built alone"
    )
    return Figure(text, not faults, tuple(faults))


def _drawings(path: Path) -> bytes:
    """Return all that a PDF draws, but for its words."""
    with pikepdf.open(path) as pdf:
        return b"".join(
            bytes(stream.read_bytes())
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Form"
        ) + b"".join(page.Contents.read_bytes() for page in pdf.pages)
