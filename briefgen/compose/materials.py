"""What composing a document needs besides its content and its template, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefgen.job import Asset, FontFile
from briefgen.model.base import LocalText
from briefgen.model.house import HouseColours
from briefgen.model.markings import Schemes

__all__ = ["HouseLook", "Materials"]


@dataclass(frozen=True, slots=True)
class HouseLook:
    """The house style, with what it names found."""

    colours: HouseColours = field(default_factory=HouseColours)
    text_family: str = "Source Serif 4"
    """The font of what is said."""
    heads_family: str = "Source Sans 3"
    """The font of what structures."""
    widening: int = 100
    """Per cent: how wide the letters of heads are against those of Source Sans 3."""
    fonts: tuple[FontFile, ...] = ()
    """The faces of the house beside briefgen's own."""
    logo: Asset | None = None
    """Checked, and with nothing in it but the picture."""
    logo_alt: LocalText | None = None
    contact: LocalText | None = None


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
    house: HouseLook = field(default_factory=HouseLook)
    """How it looks."""
