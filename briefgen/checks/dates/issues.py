"""When sources were issued or read, as far as is certain."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from briefgen.model.sources import CslDate, Source

__all__ = ["first_day", "is_dated_ahead", "last_day"]

_DATED_AHEAD = ("article-journal", "article-magazine", "book", "chapter", "periodical")


def is_dated_ahead(source: Source) -> bool:
    """Return whether it is of a type that is often out before the date on its cover."""
    return source.type in _DATED_AHEAD


def first_day(value: CslDate | None) -> date | None:
    """Return the first day that it can be, None if that is not certain."""
    parts = _parts(value, 0)
    return date(parts[0], *(*parts[1:], 1, 1)[:2]) if parts else None


def last_day(value: CslDate | None) -> date | None:
    """Return the last day that it can be, None if that is not certain."""
    parts = _parts(value, -1)
    if not parts:
        return None
    year, month, day = (*parts, *(0, 0, 0))[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(value: CslDate | None, which: int) -> tuple[int, ...]:
    """Return year, month, day of one end, as far as given; nothing for seasons and the like."""
    if value is None or not value.date_parts or value.circa or value.season is not None:
        return ()
    parts = value.date_parts[which]
    is_calendar = 1 <= parts[0] <= 9999 and all(part <= 31 for part in parts[1:])
    return parts if is_calendar and (len(parts) < 2 or parts[1] <= 12) else ()
