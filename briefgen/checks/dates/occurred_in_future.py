"""Something that is said to have happened, dated later than the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.certainty import certainly_after
from briefgen.checks.dates.zones import latest_day, moment_in, zone
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code
from briefgen.model.dates import EventDate
from briefgen.model.events import Event, EventStatus

__all__ = ["RULE", "check"]

RULE = Code(
    "BG321",
    "occurred-in-future",
    "error",
    what="An event that occurred, or a quote, is dated after the dossier's `as_of`.",
    why="Either the dossier claims to know the future, or its `as_of` is out of date.",
    instead="Correct the date or the status, or bring `as_of` up to date.",
    example="""\
events:
  vote:
    date: "2023-09-01"
    text: The council votes.
    status: occurred
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield events that occurred, and quotes, that are dated after the dossier."""
    as_of = case.dossier.as_of
    related = ((THE_DOSSIER, ("as_of",), "up to when the dossier holds"),)
    for identifier, event in case.dossier.events.items():
        if event.status is EventStatus.OCCURRED and _is_later(case, event):
            yield Finding(
                ("events", identifier),
                f"`{identifier}` is said to have occurred, and `{event.date}` is after"
                f" {as_of.date()}, when the dossier ends",
                ("date",),
                related=related,
            )
    for identifier, quote in case.dossier.quotes.items():
        if _is_after(quote.date, as_of, latest_day(as_of)):
            yield Finding(
                ("quotes", identifier),
                f"these words are dated `{quote.date}`, after {as_of.date()}, when the dossier"
                " ends",
                ("date",),
                help="correct the date, or bring `as_of` up to date",
                related=related,
            )


def _is_later(case: DossierCase, event: Event) -> bool:
    """Return whether it lies after `as_of`, by the clock of its own place where that is known."""
    as_of = case.dossier.as_of
    day = moment_in(event.tz, as_of).date() if zone(event.tz or "") else latest_day(as_of)
    return _is_after(event.date, as_of, day)


def _is_after(when: EventDate, as_of: datetime, day: date) -> bool:
    if when.instant is not None:
        return when.instant > as_of
    return certainly_after(when, day)
