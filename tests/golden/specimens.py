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

__all__ = ["EXAMPLE", "FOLDER", "SPECIMENS", "make", "session_of"]

FOLDER = Path(__file__).parent / "documents"
"""A folder for each specimen."""

_ROOT = Path(__file__).parents[2]
EXAMPLE = "tokyo-liaison-office"
"""The dossier that the project brings."""
_JAPANESE = "minato"
_HERE = {EXAMPLE: _ROOT / "content", _JAPANESE: Path(__file__).parent / "content"}
"""Where each dossier lies."""
_CHOSEN = (
    (EXAMPLE, "policy-brief", "public", "en", "A4"),
    (EXAMPLE, "timeline", "public", "en", "A4"),
    (EXAMPLE, "one-pager", "public", "en", "A4"),
    (EXAMPLE, "policy-brief", "staff", "en", "A4"),
    (EXAMPLE, "policy-brief", "staff", "en", "Letter"),
    (EXAMPLE, "one-pager", "public", "en", "Letter"),
    (_JAPANESE, "timeline", "public", "ja", "A4"),
    (_JAPANESE, "one-pager", "public", "ja", "A4"),
)

SPECIMENS = {
    f"{kind}.{audience}.{paper}{'' if language == 'en' else f'.{language}'}": Document(
        dossier, kind, audience, language, paper
    )
    for dossier, kind, audience, language, paper in _CHOSEN
}
"""Document by the name of its folder."""


def make(name: str) -> dict[str, bytes]:
    """Return the golden files of a specimen as they would be now, by name."""
    document = SPECIMENS[name]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        build_documents(session_of(document.dossier), (document,), output, lambda _built: None)
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
def session_of(dossier: str) -> Session:
    """Return a session over a dossier that knows neither today's date nor the revision."""
    content = _HERE[dossier]
    files = {"briefgen.yaml": (_ROOT / "briefgen.yaml").read_bytes()}
    for path in sorted((content / dossier).rglob("*")):
        if path.is_file():
            files[f"content/{path.relative_to(content).as_posix()}"] = path.read_bytes()
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    return session
