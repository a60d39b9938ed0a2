"""What composing a document needs besides its content and its template, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefgen.job import FontFile
from briefgen.model.markings import Schemes

__all__ = ["Materials"]


@dataclass(frozen=True, slots=True)
class Materials:
    """The project's part in a document, its figures and the house fonts."""

    schemes: Schemes
    fonts: Callable[[bool], tuple[FontFile, ...]]
    """Names the font files; with or without those for Chinese, Japanese and Korean. A function of
    a module, so that it can be sent to another process by its name."""
    files: Mapping[str, bytes]
    """The figures that may be printed, by their paths inside the dossier's folder."""
    paper: str
    """`A4` or `Letter`."""
    audience_label: str
    """The audience's name as printed."""
    versions: tuple[tuple[str, str], ...]
    """(package, version) of what affects the output."""
    standard: str = "ua1-a3a"
    """What the PDF conforms to."""
    citation_style: str | None = None
    """The text of a CSL style for the notes; briefgen's own if not given."""
    portion_marks: bool = False
    """Whether each item and paragraph carries its own marking."""
    twin: bool = False
    """Whether the PDF carries the View as JSON."""
