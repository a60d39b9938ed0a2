"""One source while it is cited: what it gives to the citation processor, and what was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from citeproc import CitationItem
from citeproc.source import LiteralDate
from citeproc.string import String

from briefgen.references import marks

__all__ = ["ALL_PARTS", "CitedItem", "DateInWords", "Title", "Trace"]

ALL_PARTS = ("year", "month", "day")
"""The parts of a date."""
_UNCASED = frozenset(("v", "v.", "vs", "vs.", "al."))
"""Words that a title in capitals leaves small, besides those that citeproc-py knows."""


@dataclass
class Trace:
    """What was asked for and printed of one source."""

    asked: int = 0
    """How many variables were asked for."""
    printed: list[tuple[str, str]] = field(default_factory=list)
    """(family, variable) of each that was not empty."""
    substituted: set[tuple[str, str]] = field(default_factory=set)
    """Those that stood in for missing names: they are empty from then on."""

    def note(self, family: str, variable: str, text: Any) -> None:
        """Count a variable that a style asked for, and what came of it."""
        self.asked += 1
        if text:
            self.printed.append((family, variable))


class CitedItem(CitationItem):  # type: ignore[misc]
    """A source that is cited, and what was printed of it so far."""

    number = marks.NUMBER

    def __init__(self, key: str, **arguments: Any) -> None:
        super().__init__(key, **arguments)
        self["trace"] = Trace()


class Title(String):  # type: ignore[misc]
    """A text whose words can be set in capitals, whatever marks stand before them.

    Source: CSL 1.0.2, text-case: `sentence` leaves the words of a mixed text alone, and no case
    touches `<span class="nocase">`.
    """

    def capitalize_first(self) -> Title:
        """Return it with a capital where its first letter stands."""
        if self in _UNCASED or self.startswith(marks.AS_IT_IS):
            return self
        for index, char in enumerate(self):
            if char.isalnum():
                return Title(self[:index] + char.upper() + self[index + 1 :])
        return self

    def soft_lower(self) -> Title:
        """Return it as it is."""
        return self


class DateInWords(LiteralDate):  # type: ignore[misc]
    """A date that citeproc-py cannot put together itself."""

    def __init__(self, text: str, year: int | None, **arguments: Any) -> None:
        super().__init__(text, **arguments)
        self.text = text
        self["the_year"] = year

    def shown(self, parts: set[str]) -> str:
        """Return what these parts of it come to."""
        text, year = str(self["text"]), self["the_year"]
        if year is None:
            return text
        if "year" not in parts:
            return re.sub(rf",?\s*\b{year}年?", "", text).strip()
        return str(year) if parts == {"year"} else text
