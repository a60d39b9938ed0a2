"""An archived text in plain words, each of which knows where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

__all__ = ["ArchiveFault", "Extracted", "Extraction"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The words of an archived text."""

    text: str = field(repr=False)
    unit: str
    """What places are counted in: `line` or `page`."""
    starts: tuple[int, ...] = field(repr=False)
    """The offset at which each numbered stretch begins, in order; the first is 0."""
    numbers: tuple[int, ...] = field(repr=False)
    """The line or page of each, counted from 1."""
    has_columns: bool = False
    """Whether the text is that of the file, so that columns can be told."""

    def place(self, offset: int) -> str:
        """Return where a character stands: `line 12, column 3`, `line 12` or `page 4`."""
        index = max(0, bisect_right(self.starts, offset) - 1)
        place = f"{self.unit} {self.numbers[index]}"
        return f"{place}, column {offset - self.starts[index] + 1}" if self.has_columns else place


@dataclass(frozen=True, slots=True)
class ArchiveFault:
    """Why an archived text cannot be read."""

    message: str
    """Lower case, without a full stop; the file is named by whoever reports it."""
    help: str
    """What to do about it."""


Extraction = Extracted | ArchiveFault
"""What became of reading an archived text."""
