"""A time zone that does not exist, or a time that contradicts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.zones import moment_in, zone, zone_names
from briefgen.checks.finding import Finding, Owner
from briefgen.codes import Code
from briefgen.diagnostics import did_you_mean
from briefgen.model.events import Event

__all__ = ["RULE", "check"]

RULE = Code(
    "BG328",
    "unknown-time-zone",
    "warning",
    what="`tz` is no time zone of the IANA database, or the time of the event has another offset.",
    why="A slip of zones puts an event on the wrong day, or before what it answers.",
    instead="Name the zone as `Asia/Tokyo`, and write the time with the offset that holds there.",
    example="""\
events:
  call:
    date: "2023-07-12T21:00:00+02:00"
    tz: Asia/Tokyo
    text: The leaders speak on the telephone.
    status: occurred
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield unknown zones, and times whose offset is not the one of their zone."""
    # a machine without the database knows no zone at all: then nothing can be said
    for identifier, event in case.dossier.events.items():
        if event.tz is not None and zone_names():
            yield from _found(("events", identifier), event, event.tz)


def _found(owner: Owner, event: Event, name: str) -> Iterator[Finding]:
    if zone(name) is None:
        yield Finding(
            owner,
            f"there is no time zone `{name}`",
            ("tz",),
            help=did_you_mean(name, zone_names())
            or "name a zone of the IANA database, such as `Asia/Tokyo`",
        )
        return
    instant = event.date.instant
    # `Z` is a way to write any time, wherever it was
    if instant is None or event.date.text.endswith("Z"):
        return
    there = moment_in(name, instant)
    if there.utcoffset() != instant.utcoffset():
        yield Finding(
            owner,
            f"the offset {_offset(instant)} is not the one of `{name}`, which is {_offset(there)}"
            " at that time",
            ("date",),
            help=f"if the moment is right, write {there.isoformat()}",
            related=((owner, ("tz",), "the zone of the place"),),
        )


def _offset(moment: datetime) -> str:
    """Return it as it is written: `+09:00`."""
    offset = moment.utcoffset() or timedelta()
    minutes = round(abs(offset) / timedelta(minutes=1))
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
