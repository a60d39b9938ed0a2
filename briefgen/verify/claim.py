"""Which document a file claims to be, and what the manifest says of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from briefgen.project import Document
from briefgen.record import ENDINGS
from briefgen.verify.manifest_file import Entry, ManifestFile, RecordedFile

__all__ = ["Claim", "form_of", "identified", "unreadable"]

_FRONT_MATTER = re.compile(rb"\A---\r?\n(.{0,8000}?)\n---\r?\n", re.DOTALL)
_NAMED = {
    name: re.compile(rb"^%s: *['\"]?([^'\"\r\n]+?)['\"]? *\r?$" % name.encode(), re.MULTILINE)
    for name in ("audience", "language", "kind")
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A file, and what it is taken for."""

    shown: str
    """Its path, for messages."""
    path: Path
    form: str
    document: Document
    sha256: str | None = None
    """What it was when the folder was looked at; None where it lies elsewhere."""
    recorded: RecordedFile | None = None
    """What the manifest says of it."""
    entry: Entry | None = None
    """The entry that says it."""
    is_file_of: str = ""
    """The other document whose file it is, byte for byte."""


def form_of(name: str, content: bytes) -> str | None:
    """Return the format of a file, by its content, else by its name."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content[:64].lstrip().lower().startswith(b"<!doctype html"):
        return "html"
    if _FRONT_MATTER.match(content):
        return "markdown"
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return next((form for form, known in ENDINGS.items() if known == ending), None)


def identified(
    path: Path,
    content: bytes,
    manifest: ManifestFile,
    documents: Iterable[Document],
    kind_label: Callable[[Document], str],
) -> tuple[tuple[Document, Entry | None, RecordedFile | None], ...]:
    """Return what a file may be: by its digest in the manifest, else by what it says itself.

    `documents` are those of the project, `kind_label` says what the head of one calls its kind. One
    is returned if it is clear, several if it is not.
    """
    digest = hashlib.sha256(content).hexdigest()
    entries = manifest.entries
    exact = [(e.document, e, o) for e in entries for o in e.outputs if o.sha256 == digest]
    if exact:
        # the same bytes stand for each of them
        named = [one for one in exact if PurePosixPath(one[2].path).name == path.name]
        return ((named or exact)[0],)
    known = {entry.name: entry for entry in reversed(entries)}
    candidates = {document.name: document for document in documents}
    candidates |= {name: entry.document for name, entry in known.items()}
    found = tuple(_by_its_words(path, content, candidates, kind_label))
    return tuple((document, known.get(document.name), None) for document in found)


def _by_its_words(
    path: Path,
    content: bytes,
    candidates: Mapping[str, Document],
    kind_label: Callable[[Document], str],
) -> Iterator[Document]:
    """Yield the documents that a file may be by its identifier, its front matter or its name."""
    if form_of(path.name, content) == "pdf" and (identifier := _identifier(content)):
        for name, document in candidates.items():
            if hashlib.sha256(name.encode()).hexdigest()[:32] == identifier:
                yield document
                return
    alike = [
        document
        for document in candidates.values()
        if path.name.startswith(f"{PurePosixPath(document.stem).name}.")
    ]
    told = _told(content)
    if told:
        alike = [
            document
            for document in alike or candidates.values()
            if all(_says(document, name, kind_label) == value for name, value in told.items())
        ]
    if len(alike) > 1:
        own = [document for document in alike if document.audience == path.resolve().parent.name]
        alike = own or alike
    yield from alike


def _says(document: Document, name: str, kind_label: Callable[[Document], str]) -> str:
    return kind_label(document) if name == "kind" else str(getattr(document, name))


def _told(content: bytes) -> dict[str, str]:
    """Return the audience, the language and the kind that the head of a Markdown file names."""
    head = _FRONT_MATTER.match(content)
    if head is None:
        return {}
    found = {name: pattern.search(head[1]) for name, pattern in _NAMED.items()}
    return {name: match[1].decode("utf-8", "replace") for name, match in found.items() if match}


def unreadable(form: str | None, content: bytes) -> str:
    """Return why a file cannot say which document it is; empty if it could."""
    import pikepdf

    if not content.strip():
        return "it is empty"
    if form != "pdf":
        return ""
    try:
        with pikepdf.open(BytesIO(content)):
            return ""
    except pikepdf.PdfError:
        return "it is a PDF that is damaged, or of which a part is missing"


def _identifier(content: bytes) -> str | None:
    """Return the first half of a PDF's identifier, which is made from the document's name."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return bytes(pdf.trailer.ID[0]).decode("ascii")
    except (pikepdf.PdfError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None
