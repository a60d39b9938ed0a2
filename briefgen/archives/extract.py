"""An archived file becomes plain words with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from briefgen.archives.extracted import ArchiveFault, Extracted, Extraction
from briefgen.load.characters import decode

__all__ = ["EXTRACTORS", "MAX_BYTES", "extract", "path_fault"]

MAX_BYTES = 50_000_000
"""The largest archived file that is read."""


def path_fault(path: str) -> ArchiveFault | None:
    """Return what is wrong with an archive's path: it leads elsewhere, or to no known kind."""
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in parts or re.match("[A-Za-z]:", path):
        return ArchiveFault(
            "leads out of the dossier's folder",
            "keep archived copies in the dossier's folder, such as `sources/report.pdf`",
        )
    if "\\" in path:
        return ArchiveFault("has a backslash in its path", "write `/` between folder and file")
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in EXTRACTORS:
        known = ", ".join(f"`{name}`" for name in EXTRACTORS)
        what = f"is a `{suffix}` file" if suffix else "has no ending such as `.txt`"
        return ArchiveFault(
            f"{what}, which cannot be searched", f"archive the text as one of {known}"
        )
    return None


def extract(content: bytes, path: str) -> Extraction:
    """Return the words of an archived file, by the ending of its name; `path_fault` must be None.

    A file without any words is a fault.
    """
    if len(content) > MAX_BYTES:
        return ArchiveFault(
            f"has {len(content) // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} MB are read",
            "archive the part that is quoted, or its text alone",
        )
    extraction = EXTRACTORS[PurePosixPath(path).suffix.lower()](content, path)
    if isinstance(extraction, Extracted) and not extraction.text.strip():
        is_pdf = extraction.unit == "page"
        return ArchiveFault(
            "holds no words" + (": its pages are pictures" if is_pdf else ""),
            "run text recognition on it, or archive its text" if is_pdf else "archive its text",
        )
    return extraction


def _text(content: bytes, path: str) -> Extraction:
    decoded = _decoded(content, path)
    if isinstance(decoded, ArchiveFault):
        return decoded
    starts = (0, *(match.end() for match in re.finditer("\n", decoded)))
    return Extracted(decoded, "line", starts, tuple(range(1, len(starts) + 1)), has_columns=True)


def _markdown(content: bytes, path: str) -> Extraction:
    from briefgen.archives.markdown import markdown_words

    decoded = _decoded(content, path)
    return decoded if isinstance(decoded, ArchiveFault) else markdown_words(decoded)


def _html(content: bytes, path: str) -> Extraction:
    from briefgen.archives.html import html_words

    return html_words(content)


def _pdf(content: bytes, path: str) -> Extraction:
    from briefgen.archives.pdf import pdf_words

    return pdf_words(content)


def _decoded(content: bytes, path: str) -> str | ArchiveFault:
    text, faults = decode(content, path)
    if text is not None:
        return text
    fault = faults[0]
    return ArchiveFault(
        "; ".join(("is not UTF-8", *fault.notes)), fault.help or "save the file in UTF-8"
    )


EXTRACTORS: Mapping[str, Callable[[bytes, str], Extraction]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
}
"""(content, path) → words, by the ending of the file's name."""
