"""Dates that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.certainty import (
    certainly_after,
    certainly_before,
    certainly_in_order,
)
from briefgen.checks.dates.issues import first_day, is_dated_ahead, last_day
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code
from briefgen.model.dates import EventDate
from briefgen.model.sources import Source

__all__ = ["RULE", "check"]

RULE = Code(
    "BG322",
    "dates-out-of-order",
    "warning",
    what="Two dates cannot both be right: something ends before it begins, or is read before it"
    " was printed.",
    why="One of them is wrong, and whoever notices it first will doubt the rest.",
    instead="Correct the wrong one of the two.",
    example="""\
actors:
  france:
    name: France
    member_of:
      - {actor: nato, since: "2009-04", until: "1966"}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield dates that contradict one another."""
    yield from _review(case)
    yield from _memberships(case)
    yield from _positions(case)
    yield from _quotes(case)
    for identifier, source in case.dossier.sources.items():
        yield from _source(identifier, source)
    yield from _recommendations(case)
    yield from _lines(case)


def _review(case: DossierCase) -> Iterator[Finding]:
    written = case.dossier.review_by
    if written is None:
        return
    try:
        review_by = EventDate.parse(written)
    except ValueError as error:
        message = "`review_by` is no date"
        yield Finding(THE_DOSSIER, message, ("review_by",), help=str(error))
        return
    as_of = case.dossier.as_of.date()
    if certainly_before(review_by, as_of):
        yield Finding(
            THE_DOSSIER,
            f"the review is due by `{written}`, before {as_of}, up to when the dossier holds",
            ("review_by",),
            help="set the next review, or correct `as_of`",
            related=((THE_DOSSIER, ("as_of",), "up to when the dossier holds"),),
        )


def _memberships(case: DossierCase) -> Iterator[Finding]:
    for identifier, actor in case.dossier.actors.items():
        for index, membership in enumerate(actor.member_of):
            since, until = membership.since, membership.until
            if since is not None and until is not None and certainly_in_order(until, since):
                yield Finding(
                    ("actors", identifier),
                    f"the membership in `{membership.actor}` ends in `{until}`, before it begins"
                    f" in `{since}`",
                    ("member_of", index, "until"),
                )


def _positions(case: DossierCase) -> Iterator[Finding]:
    as_of = case.dossier.as_of.date()
    for identifier, position in case.dossier.positions.items():
        if position.as_of is not None and certainly_after(position.as_of, as_of):
            yield Finding(
                ("positions", identifier),
                f"the position is known of `{position.as_of}`, after {as_of}, when the dossier"
                " ends",
                ("as_of",),
                help="correct the date, or bring the dossier's `as_of` up to date",
                related=((THE_DOSSIER, ("as_of",), "up to when the dossier holds"),),
            )


def _quotes(case: DossierCase) -> Iterator[Finding]:
    for identifier, quote in case.dossier.quotes.items():
        source = case.dossier.sources[quote.source]
        # what is on the web goes on being written
        if source.type in ("webpage", "post", "post-weblog", "dataset"):
            continue
        printed = last_day(source.issued)
        if printed is not None and _is_days_after(quote.date, printed):
            yield Finding(
                ("quotes", identifier),
                f"these words are dated `{quote.date}`, and `{quote.source}` printed them by"
                f" {printed}",
                ("date",),
                related=((("sources", quote.source), ("issued",), "when it was printed"),),
            )


def _is_days_after(value: EventDate, day: date) -> bool:
    """Return whether it lies more than a day after, which is more than zones can explain."""
    return certainly_after(value, day) and (value.earliest or day).toordinal() > day.toordinal() + 1


def _source(identifier: str, source: Source) -> Iterator[Finding]:
    issued = first_day(source.issued)
    if issued is None or is_dated_ahead(source):
        return
    read = {"accessed": last_day(source.accessed), "captured": source.captured}
    for name, day in read.items():
        # on the other side of the date line it is still yesterday
        if day is not None and day.toordinal() < issued.toordinal() - 1:
            yield Finding(
                ("sources", identifier),
                f"`{identifier}` was {name} by {day}, and issued on {issued} or later",
                (name,),
                related=((("sources", identifier), ("issued",), "when it was issued"),),
            )


def _recommendations(case: DossierCase) -> Iterator[Finding]:
    for identifier, recommendation in case.dossier.recommendations.items():
        for index, name in enumerate(recommendation.depends_on):
            other = case.dossier.recommendations[name]
            if certainly_in_order(recommendation.deadline, other.deadline):
                yield Finding(
                    ("recommendations", identifier),
                    f"`{identifier}` is due by `{recommendation.deadline}`, and `{name}`, which"
                    f" must be done first, by `{other.deadline}`",
                    ("depends_on", index),
                    help="change one of the deadlines, or what depends on what",
                    related=((("recommendations", name), ("deadline",), "the later deadline"),),
                )


def _lines(case: DossierCase) -> Iterator[Finding]:
    """Lines to be spoken that must not be used any more."""
    for family in ("talking_points", "questions"):
        for identifier, line in getattr(case.dossier, family).items():
            if line.expires is not None and certainly_before(line.expires, case.today):
                yield Finding(
                    (family, identifier),
                    f"this line expired on `{line.expires}`, and is here on {case.today}",
                    ("expires",),
                    help="have the line cleared anew, or leave it out",
                )
