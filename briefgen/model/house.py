"""How a house looks: colours, fonts, logo and contact line, as data and never as style sheets."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.model.base import Line, Model
from briefgen.model.shapes import COLOUR, FONT_PACKAGE

__all__ = ["House", "HouseColours", "HouseFonts", "Logo"]

Colour = Annotated[str, Field(pattern=COLOUR)]
FontPackage = Annotated[str, Field(pattern=FONT_PACKAGE)]


class HouseColours(Model):
    """Colours as `#RRGGBB`. Those of words must be legible on white and on `tint`."""

    ink: Colour = "#171C26"
    """Running text and tables."""
    deep: Colour = "#0E2A47"
    """Heads, and the rules above them."""
    title: Colour | None = None
    """The title, which is large; that of `deep` if not given."""
    accent: Colour = "#A8480F"
    """Numbers of notes, and the bar beside the summary."""
    quiet: Colour = "#535C69"
    """What stands back: dates of issue, remarks, running lines."""
    tint: Colour = "#EEF2F6"
    """The ground of boxes."""
    rule: Colour = "#C9CED6"
    """The thin rules between rows."""

    @property
    def title_or_deep(self) -> str:
        """The colour of the title."""
        return self.title or self.deep


class HouseFonts(Model):
    """Installed packages of fonts, such as `fontpkg-ibm-plex-sans`. Japanese text keeps its own."""

    text: FontPackage = "fontpkg-source-serif-4"
    """What is said: running text, summary, quotations."""
    heads: FontPackage = "fontpkg-source-sans-3"
    """What structures: title, heads, tables, boxes, notes, running lines."""


class Logo(Model):
    """A picture at the head of page 1."""

    file: str
    """PNG or SVG, by its path from the project's folder, such as `house/logo.svg`."""
    alt: Line
    """What it says to those who cannot see it: the name of the house."""


class House(Model):
    """The house style."""

    colours: HouseColours = HouseColours()
    """What is not given keeps briefgen's own colour."""
    fonts: HouseFonts = HouseFonts()
    """The faces of the two voices of a page."""
    logo: Logo | None = None
    """Printed at the head of page 1, at most 10 mm high and 60 mm wide."""
    contact: Line | None = None
    """One line at the end of each document: office, address, telephone."""
