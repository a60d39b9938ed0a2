"""What rules on laid-out pages look at; they can run only when a document is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.model.settings import CheckSettings

__all__ = ["LayoutCase"]


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
