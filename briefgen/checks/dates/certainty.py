"""What is certain of dates that are known only so closely."""

from __future__ import annotations

from datetime import date, timedelta

from briefgen.model.dates import EventDate

__all__ = ["certainly_after", "certainly_before", "certainly_in_order"]

_LOOSE = timedelta(days=31)
"""How far an approximate or uncertain date may be from its stated bounds."""


def certainly_after(value: EventDate, day: date) -> bool:
    """Return whether all of it lies after a day, an approximate date by more than a month."""
    return value.earliest is not None and value.earliest - day > _slack(value)


def certainly_before(value: EventDate, day: date) -> bool:
    """Return whether all of it lies before a day, an approximate date by more than a month."""
    return value.latest is not None and day - value.latest > _slack(value)


def certainly_in_order(first: EventDate, second: EventDate) -> bool:
    """Return whether all of one date lies before all of another."""
    if first.latest is None or second.earliest is None:
        return False
    return second.earliest - first.latest > max(_slack(first), _slack(second))


def _slack(value: EventDate) -> timedelta:
    return _LOOSE if value.approximate or value.uncertain else timedelta()
