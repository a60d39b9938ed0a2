"""What rules on laid-out pages look at; they can run only when a document is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.checks.finding import Owner
from briefgen.model.settings import CheckSettings
from briefgen.model.walk import Path

__all__ = ["LayoutCase", "PlacedFlaw"]


@dataclass(frozen=True, slots=True)
class PlacedFlaw:
    """A bad break, or text that is not in its place, and whose text it is."""

    kind: str
    """The name of its rule."""
    page: int
    text: str
    """How the block begins that it is in."""
    word: str
    """What leaves its place, or is printed over."""
    owner: Owner
    """The item that the text is of; the dossier if it is of none, or nobody knows."""
    path: Path
    """The field; empty if nobody knows."""


@dataclass(frozen=True)
class LayoutCase:
    """The pages of one document."""

    kind: str
    """Its template."""
    pages: int
    last_page_percent: float
    """How much of the last page's height is used."""
    part_lines: Mapping[str, int]
    """Part → the number of lines in its paragraphs."""
    body_points: float | None
    """The size of most of the running text; None where there is none."""
    settings: CheckSettings
    """What `briefgen.yaml` says of the linter."""
    flaws: tuple[PlacedFlaw, ...] = ()
    """What is ugly or lost on the pages."""

    def flaws_of(self, kind: str) -> Iterator[PlacedFlaw]:
        """Yield the flaws of a kind, in the order of the pages."""
        return (flaw for flaw in self.flaws if flaw.kind == kind)
