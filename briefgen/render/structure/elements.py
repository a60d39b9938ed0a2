"""The elements of a logical structure, as it grows.

Source: ISO 32000-1 and -2, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["GROUPING", "Element", "Marked", "Reference"]

# Structure types that may hold elements only, so that text in them needs a paragraph of its own.
GROUPING = frozenset(
    {
        "Document",
        "Part",
        "Art",
        "Sect",
        "Aside",
        "Captioned",
        "Div",
        "BlockQuote",
        "L",
        "LI",
        "Table",
    }
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked stretch of a page's content."""

    page: int
    """Page index, from 0."""
    mcid: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An annotation on a page, such as the active area of a link."""

    page: int
    annotation: Any = field(repr=False)


@dataclass(slots=True, eq=False)
class Element:
    """A structure element under construction."""

    role: str
    """Structure type of PDF 2.0, or of PDF 1.7 where 2.0 has none; `Captioned` is a group."""
    kids: list[Element | Marked | Reference] = field(default_factory=list)
    alternative: str | None = None
    expansion: str | None = None
    """What an abbreviation stands for."""
    language: str | None = None
    identifier: str | None = None
    """Unique in the document; given where another element names it."""
    anonymous: bool = False
    """Whether it stands for no element of the page."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Of the owner that `role` implies: list, table, note or layout."""
    heads_group: bool = False
    """Whether it heads the rows below it as far as their group goes, which no scope says."""
    headers: list[Element] = field(default_factory=list)
    """The header cells of a cell, where their scopes do not tell."""
    related: list[Element] = field(default_factory=list)
    """What it refers to: a mark to its note, a note to its marks."""

    def paragraph(self) -> Element:
        """Return the element that takes text: itself, or its last paragraph if it only groups."""
        if self.role not in GROUPING:
            return self
        last = self.kids[-1] if self.kids else None
        if not (isinstance(last, Element) and last.role == "P" and last.anonymous):
            last = Element("P", anonymous=True)
            self.kids.append(last)
        return last

    def prune(self) -> bool:
        """Drop what holds nothing; return whether anything is left.

        Why: an empty cell is kept, for a row must have all its cells.
        """
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.role in {"TD", "TH", "TR"}

    def descendants(self) -> Iterator[Element]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.descendants()
