"""A plan whose day has come and gone."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.certainty import certainly_before
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.events import EventStatus

__all__ = ["RULE", "check"]

RULE = Code(
    "BG324",
    "planned-now-past",
    "warning",
    what="An event is still planned, and its date has passed.",
    why="The reader must know whether it took place; the page says that it is still to come.",
    instead="Say whether it took place: change `status`, or give the new date.",
    example="""\
events:
  vote:
    date: "2023-06-30"
    text: The council votes.
    status: planned
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield planned events that lie before the day that plans are held against."""
    for identifier, event in case.dossier.events.items():
        if event.status is EventStatus.PLANNED and certainly_before(event.date, case.today):
            yield Finding(
                ("events", identifier),
                f"`{identifier}` is planned for `{event.date}`, which is past on {case.today}",
                ("date",),
            )
