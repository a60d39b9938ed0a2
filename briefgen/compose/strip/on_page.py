"""The strip of a page: the events that its parts print, drawn as the house looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup

from briefgen.compose.banner import Printed
from briefgen.compose.labels import Labels
from briefgen.compose.materials import Materials
from briefgen.compose.strip.drawing import Look, timeline_strip
from briefgen.compose.strip.happenings import (
    End,
    Form,
    Happening,
    Stretch,
    happenings_of,
    stretch_of,
)
from briefgen.dates_display import TickUnit, format_date, format_day, format_tick
from briefgen.model.dates import EventDate
from briefgen.model.project import STEPS, Layout
from briefgen.view import Record, View

__all__ = ["Strips", "lanes_by"]

_WIDTHS = {"A4": {"wide": 1760, "main": 1130}, "Letter": {"wide": 1819, "main": 1189}}
"""Tenths of a millimetre."""
_LANES = {"wide": (10, 8, 6), "main": (6, 5, 4)}
"""Rows of names by how tightly the document is set."""
_LEAST = 2
"""One mark alone is no strip of time."""
_UNDATED = EventDate.parse("XXXX")
_BY_YEARS, _BY_MONTHS = 20 * 365, 90


def lanes_by(layout: Layout) -> int:
    """Return how far the rows of names give way in a layout, from 0 to 2."""
    return (max(0, layout.tighter) + layout.smaller) * 3 // (2 * STEPS + 1)


class Strips:
    """Draws the strip of one document; a template calls it.

    It is a pure function of the View: whoever has that can draw the same strip and compare.
    """

    def __init__(
        self, view: View, labels: Labels, materials: Materials, layout: Layout, printed: Printed
    ) -> None:
        self._language = view.language
        self._as_of = view.as_of.date()
        self._labels = labels.record
        self._materials = materials
        self._lanes = lanes_by(layout)
        self._portion = printed.portion

    def __call__(self, parts: Iterable[Record], place: str = "wide") -> dict[str, Any]:
        """Return `svg`, the strip of the events in parts, and `key`, the forms that it uses.

        Both are empty where the parts have less than two events.
        """
        place = place if place in _LANES else "main"
        events = happenings_of((item for part in parts for item in part.items), self._portion)
        stretches = [found for one in events if (found := stretch_of(one.date)) is not None]
        if len(events) < _LEAST or not stretches:
            return {"svg": Markup(), "key": ()}
        family = f"{self._materials.house.heads_family}, Source Sans 3, Noto Sans CJK JP"
        look = Look(
            width=_WIDTHS.get(self._materials.paper, _WIDTHS["A4"])[place],
            lanes=_LANES[place][self._lanes],
            family=family,
            colours=self._materials.house.colours,
            widening=self._materials.house.widening,
        )
        svg = timeline_strip(
            events,
            self._as_of,
            look,
            alternative=self._alternative(events, stretches),
            as_of_words=f"{self._labels.as_of} {format_day(self._as_of, self._language, 'short')}",
            undated_words=_upfirst(format_date(_UNDATED, self._language)),
            name_day=self._name_day,
        )
        return {"svg": svg, "key": tuple(_forms(stretches))}

    def _name_day(self, day: date, unit: TickUnit) -> str:
        return format_tick(day, unit, self._language)

    def _alternative(self, events: tuple[Happening, ...], stretches: list[Stretch]) -> str:
        """Return from when to when the strip goes, and how many events of which status it has."""
        days = [day for one in stretches for day in (one.first, one.last) if day is not None]
        first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
        counts = {word: 0 for word, _ in self._labels.status}
        for one in events:
            counts[one.status] = counts.get(one.status, 0) + 1
        inline = dict(self._labels.status_inline)
        return str(self._labels.strip_alt).format(
            first=self._day(first, last - first),
            last=self._day(last, last - first),
            number=len(events),
            statuses=", ".join(
                f"{count} {inline.get(word, word)}" for word, count in counts.items() if count
            ),
        )

    def _day(self, day: date, span: Any) -> str:
        if span.days > _BY_YEARS:
            return format_tick(day, "year", self._language)
        if span.days > _BY_MONTHS:
            return format_tick(day, "month-year", self._language)
        return format_day(day, self._language, "short")


def _forms(stretches: list[Stretch]) -> Iterable[str]:
    """Yield the forms that a strip uses beside plain marks, as the labels name them."""
    long = [one for one in stretches if one.form is not Form.POINT]
    ends = {end for one in long for end in (one.start, one.end)}
    used = {
        "lasted": any(one.form is Form.LASTED for one in long),
        "within": any(one.form is Form.WITHIN for one in long),
        "open": End.OPEN in ends,
        "unknown": End.UNKNOWN in ends,
        "rough": any(one.is_rough for one in stretches),
    }
    return (form for form, is_used in used.items() if is_used)


def _upfirst(words: str) -> str:
    return words[:1].upper() + words[1:]
