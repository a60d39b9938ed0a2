"""Printed dates held against what is known."""

from __future__ import annotations

from datetime import date, timedelta

from briefgen.checks.dates.stated import Grain, Stated
from briefgen.model.dates import EventDate, Precision

__all__ = ["contradiction"]

_GRAINS = {
    Precision.INSTANT: Grain.TIME,
    Precision.DAY: Grain.DAY,
    Precision.MONTH: Grain.MONTH,
    Precision.SEASON: Grain.SEASON,
    Precision.YEAR: Grain.YEAR,
    Precision.DECADE: Grain.DECADE,
}
_NAMES = {
    Grain.TIME: "a time of day",
    Grain.DAY: "a day",
    Grain.MONTH: "a month",
    Grain.SEASON: "a season",
    Grain.YEAR: "a year",
    Grain.DECADE: "a decade",
}
_LOOSE = timedelta(days=366)
"""How far the words may be from the bounds of an approximate or uncertain date."""


def contradiction(stated: Stated, date_: EventDate) -> str | None:
    """Return what printed words say that the date does not, None if they say no more than it."""
    if stated.grain > _grain(date_):
        known = f"the date `{date_}` has none" if _grain(date_) else "the event is undated"
        return f"names {_NAMES[stated.grain]}, and {known}"
    first, last = _bounds(date_)
    return None if stated.is_possible(first, last) else f"is another date than `{date_}`"


def _grain(date_: EventDate) -> Grain:
    """Return how finely it is known, an interval or a choice by its finer end."""
    parts = [part for part in (date_.start, date_.end) if part is not None]
    if parts:
        return max(map(_grain, parts))
    return _GRAINS.get(date_.precision, Grain.NONE)


def _bounds(date_: EventDate) -> tuple[date, date]:
    """Return the first and the last day that the words may name."""
    first, last = date_.earliest or date.min, date_.latest or date.max
    if date_.approximate or date_.uncertain:
        first = first - _LOOSE if first - date.min > _LOOSE else date.min
        last = last + _LOOSE if date.max - last > _LOOSE else date.max
    return first, last
