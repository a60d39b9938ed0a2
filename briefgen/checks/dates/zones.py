"""Time zones by their names, as the machine knows them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["latest_day", "moment_in", "zone", "zone_names"]

_FIRST_ZONE = timezone(timedelta(hours=14))
"""Where a day begins first."""


@cache
def zone_names() -> frozenset[str]:
    """Return every name; nothing on a machine that has no list of them and no `tzdata`."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


@cache
def zone(name: str) -> ZoneInfo | None:
    """Return a zone, None if it is not known."""
    if name not in zone_names():
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def latest_day(moment: datetime) -> date:
    """Return the last day that it is anywhere at a moment: what is dated later lies ahead."""
    try:
        return moment.astimezone(_FIRST_ZONE).date()
    except OverflowError:
        return moment.date()


def moment_in(name: str | None, moment: datetime) -> datetime:
    """Return a moment by the clock of a zone; as it is where the zone is none or not known."""
    place = zone(name) if name is not None else None
    try:
        return moment if place is None else moment.astimezone(place)
    except OverflowError:
        # on the first and the last day that can be written it may be another year there
        return moment
