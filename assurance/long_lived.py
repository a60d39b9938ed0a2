"""Documents that are made after one another, and figures of the same name."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from figure import Figure
from hostile_projects import DOSSIER, Hostile, project_of, run, running, write
from killing import digests

THREAT = "Long-lived processes: what one document leaves for the next"
ANSWER = (
    "a process makes documents of the same content for the same readers only, or under `--watch` "
    "one document before and after an edit, by our own templates, and ends with them; all others "
    "have one of their own"
)
NUMBER = 6
_PATIENCE_S, _PAUSE_S = 60.0, 0.02
_IDLE_S = 1.0
"""So long nobody edits: a process makes the last version meanwhile."""
KINDS = ("one-pager", "policy-brief", "timeline")
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
        faults += _in_a_row(Path(scratch, "row"), number)
        faults += _under_watch(Path(scratch, "watch"), number)
    text = (
        f"{number} documents with a figure of the same name and other content, in one build, and "
        f"{number * len(KINDS)} by our own templates, up to {len(KINDS)} of a dossier in a row, "
        f"and {number} versions of one, each in a process that has made the last: each is byte for "
        "byte what it is when it is built alone"
    )
    return Figure(text, not faults, tuple(faults))


def _in_a_row(project: Path, number: int) -> Iterator[str]:
    """Yield what differs between documents that a process made one after another, and alone."""
    rule = f"  - {{templates: [{', '.join(KINDS)}]}}\n"
    write(project, "briefgen.yaml", f"checks: {{severity: {{BG329: off}}}}\ndocuments:\n{rule}")
    for n in range(number):
        write(project, f"content/n{n}/dossier.yaml", _version(n))
    (project / "tmp").mkdir()
    # one after the other, so that rows are long on every machine
    together = run(project, options=("-j", "1", "--no-cache"))
    if together.status:
        yield f"in a row: {together.said[-300:]}"
        return
    made = _documents(project / "output")
    for kind in KINDS:
        for n in range(number):
            run(project, options=(f"n{n}", "-t", kind, "--no-cache", "-o", "alone"))
    alone = _documents(project / "alone")
    if len(alone) < len(KINDS) * number or len(set(alone.values())) < len(alone):
        yield "the documents do not differ: nothing was compared"
    yield from (
        f"{path} is another document in a row" for path in alone if alone[path] != made[path]
    )


def _under_watch(project: Path, number: int) -> Iterator[str]:
    """Yield what differs between versions that `--watch` builds one after another, and alone."""
    write(project, "briefgen.yaml", "documents:\n  - {templates: [timeline]}\n")
    write(project, "content/d/dossier.yaml", _version(0))
    (project / "tmp").mkdir()
    seen: set[str] = set()

    def built() -> str:
        """Return the digest of a version that was not seen before."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            for digest in _documents(project / "output").values():
                if digest not in seen:
                    seen.add(digest)
                    return digest
            time.sleep(_PAUSE_S)
        return "nothing"

    with running(project, options=("--to", "pdf", "--watch")):
        made = [built()]
        for n in range(1, number):
            time.sleep(_IDLE_S)
            write(project, "content/d/dossier.yaml", _version(n))
            made.append(built())
    alone: list[str] = []
    for n in range(number):
        write(project, "content/d/dossier.yaml", _version(n))
        run(project, options=("--to", "pdf", "--no-cache", "-o", "alone"))
        alone += _documents(project / "alone").values()
    if "nothing" in made or len(set(alone)) < number:
        yield "an edit was not built, or changed nothing: nothing was compared"
    elif made != alone:
        yield "a version is another document under `--watch`"


def _version(number: int) -> str:
    return DOSSIER.replace("title: A title", f"title: The title of {number}")


def _documents(output: Path) -> dict[str, str]:
    return {path: sum_ for path, sum_ in digests(output).items() if path.endswith(".pdf")}


def _drawings(path: Path) -> bytes:
    """Return all that a PDF draws, but for its words."""
    with pikepdf.open(path) as pdf:
        return b"".join(
            bytes(stream.read_bytes())
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Form"
        ) + b"".join(page.Contents.read_bytes() for page in pdf.pages)
