"""Events of one date, which a table prints once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

__all__ = ["in_days"]

_MOST = 6
"""Rows under one date. They stay on one page, so that none stands there without its date."""


def in_days(events: Iterable[Any]) -> tuple[tuple[Any, ...], ...]:
    """Return the events in their order, those together that follow each other on one date.

    No run is longer than a page can keep together: what is more becomes runs of about one length.
    A date in the author's own words is for its event alone.
    """
    runs = groupby(enumerate(events), lambda event: _date(*event))
    return tuple(part for _, run in runs for part in _parts(tuple(event for _, event in run)))


def _date(place: int, event: Any) -> tuple[Any, ...]:
    return (place,) if event.shown_as else (event.date,)


def _parts(run: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    number = -(-len(run) // _MOST)
    for part in range(number):
        yield run[part * len(run) // number : (part + 1) * len(run) // number]
