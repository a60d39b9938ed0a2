"""The documents that are kept as golden files: which they are, and how they are made."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import reading

from briefgen.build import build_documents
from briefgen.project import Document
from briefgen.session import Session, open_session
from briefgen.world import MemoryWorld, builtin_world

__all__ = ["FOLDER", "SPECIMENS", "make"]

FOLDER = Path(__file__).parent / "documents"
"""A folder for each specimen."""

_DOSSIER = "tokyo-liaison-office"
_CHOSEN = (
    ("policy-brief", "public", "A4"),
    ("timeline", "public", "A4"),
    ("one-pager", "public", "A4"),
    ("policy-brief", "staff", "A4"),
    ("one-pager", "public", "Letter"),
)

SPECIMENS = {
    f"{kind}.{audience}.{paper}": Document(_DOSSIER, kind, audience, "en", paper)
    for kind, audience, paper in _CHOSEN
}
"""Document by the name of its folder."""


def make(name: str) -> dict[str, bytes]:
    """Return the golden files of a specimen as they would be now, by name."""
    document = SPECIMENS[name]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        build_documents(_session(), (document,), output, lambda _built: None)
        content = (output / f"{document.stem}.pdf").read_bytes()
        markdown = (output / f"{document.stem}.md").read_bytes()
    pages = enumerate(reading.pictures(content), start=1)
    return {
        "document.md": markdown,
        "text.txt": reading.text(content).encode(),
        "outline.txt": reading.outline(content).encode(),
        "structure.txt": reading.structure(content).encode(),
        **{f"page-{number}.png": reading.png(page) for number, page in pages},
    }


@cache
def _session() -> Session:
    """Return a session over the example that knows neither today's date nor the revision."""
    root = Path(__file__).parents[2]
    paths = [root / "briefgen.yaml", *sorted((root / "content" / _DOSSIER).rglob("*"))]
    contents = {p.relative_to(root).as_posix(): p.read_bytes() for p in paths if p.is_file()}
    session, faults = open_session(MemoryWorld(contents), builtin_world())
    assert session is not None, faults
    return session
