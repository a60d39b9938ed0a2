"""What a renderer returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefgen.diagnostics import Diagnostic

__all__ = ["GRAVE", "MOST_FLAWS", "Flaw", "FlawKind", "LaidOut", "Rendered"]

FlawKind = Literal[
    "stranded-heading",
    "orphan",
    "widow",
    "split-row",
    "lone-note",
    "overflowing-cell",
    "overflowing-word",
    "overflowing-address",
    "lost-text",
    "overprinted-text",
]
"""What can be wrong with a line on a page."""
GRAVE: frozenset[FlawKind] = frozenset({"overflowing-cell", "lost-text", "overprinted-text"})
"""What a reader misses something by."""
MOST_FLAWS = 200
"""So many are told of one document."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A bad break, or text that is not in its place."""

    kind: FlawKind
    page: int
    """From 1."""
    part: str
    """The part of the document that it is in, or the page's margin, such as `@top-left`; empty
    outside of both."""
    text: str
    """How the block begins that it is in."""
    word: str = ""
    """What leaves its place, or is printed over; empty for a bad break."""


_MOST, _LEAST_LINE = 1e9, 0.01
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What is seen on the pages of a document; empty for a format without pages."""

    part_pages: tuple[tuple[str, int], ...] = ()
    """(element id, page number from 1) of each element whose id starts with `part-`."""
    torn_parts: tuple[str, ...] = ()
    """Element ids of the floated parts that a page break goes through."""
    part_lines: tuple[tuple[str, int], ...] = ()
    """(element id, number of lines in its paragraphs) of each part that has any."""
    last_page_fill: float = 0.0
    """How much of the last page's height is used, from 0 to 1."""
    page_mm: float = 0.0
    """The height of a page's content area."""
    line_mm: float = 0.0
    """The height of most lines of the running text; 0 where there is none."""
    part_mm: tuple[tuple[str, float], ...] = ()
    """(element id, height on all pages together) of each part in the main flow."""
    body_points: float | None = None
    """The size of most of the running text; None where there is none."""
    flaws: tuple[Flaw, ...] = ()
    """What is ugly or lost on the pages, in their order."""

    @property
    def is_possible(self) -> bool:
        """Whether paper can look like this, so that one can reckon with it."""
        heights = [height for _, height in self.part_mm]
        sizes = [self.page_mm, self.line_mm, self.body_points or 0.0, *heights]
        is_finite = all(0 <= size < _MOST for size in sizes)  # not so for what is no number
        has_lines = 0 <= self.last_page_fill <= 1 and not 0 < self.line_mm < _LEAST_LINE
        return is_finite and has_lines and len(self.flaws) <= MOST_FLAWS


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document as bytes, with what was found while it was made.

    Shape: an error among `diagnostics` means that `content` must not be published; it is still
    there, where the renderer could make something, so that a preview can show it.
    """

    content: bytes = field(repr=False)
    pages: int
    """Number of pages; 0 for a format without pages, or where nothing could be made."""
    diagnostics: tuple[Diagnostic, ...] = ()
    laid_out: LaidOut = LaidOut()
    """What is seen on its pages."""
