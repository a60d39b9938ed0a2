"""When time alone will change what a build gives: an embargo ends, a day does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from briefgen.model.clearance import marking_of
from briefgen.model.dossier import FAMILIES, Dossier
from briefgen.model.markings import Schemes, moment_of

__all__ = ["next_moment"]


def next_moment(
    dossiers: Iterable[Dossier], schemes: Schemes, now: datetime, max_age_days: int | None
) -> datetime:
    """Return the next moment at which another View, or another finding, may come of the same files.

    At the latest it is the end of the day: deadlines and reviews are held against days.
    """
    moments = [_midnight(now)]
    for dossier in dossiers:
        moments += _moments(dossier, schemes, now, max_age_days)
    return min(moment for moment in moments if moment > now)


def _moments(
    dossier: Dossier, schemes: Schemes, now: datetime, max_age_days: int | None
) -> Iterator[datetime]:
    yield _midnight(now.astimezone(dossier.as_of.tzinfo))
    if max_age_days is not None:
        # one beyond the end of time never comes
        with contextlib.suppress(OverflowError):
            yield moment_of(dossier.as_of) + timedelta(days=max_age_days, microseconds=1)
    if dossier.embargo is not None:
        yield moment_of(dossier.embargo)
    default = schemes.parse(dossier.marking)
    whole = (default, *([schemes.parse(dossier.floor_marking)] if dossier.floor_marking else ()))
    yield from (marking.embargo for marking in whole if marking.embargo is not None)
    for family in FAMILIES:
        for item in getattr(dossier, family).values():
            embargo = marking_of(item, default, schemes).embargo
            if embargo is not None:
                yield embargo


def _midnight(moment: datetime) -> datetime:
    following = moment.date() + timedelta(days=1)
    return datetime.combine(following, time(), moment.tzinfo).astimezone(UTC)
