"""Printed words that say more of a date than is known, or another date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.precision import contradiction
from briefgen.checks.dates.stated import stated_dates
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.language_tag import primary
from briefgen.model.events import Event
from briefgen.words import LANGUAGES, phrase_pattern, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG320",
    "shown-date-too-precise",
    "error",
    what="The words that are printed instead of a date say more than the date, or another date.",
    why="A reader takes a printed day for a known day: false precision is a false statement.",
    instead="Print no more than the date holds, or give `date` the precision of the source.",
    example="""\
events:
  office-returns:
    date: "2023-23"
    shown_as: 1 September 2023
    text: Allies return to the office.
    status: planned
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each printed date that is more precise than its event's date, or another one."""
    for passage in case.passages:
        if passage.family != "events" or passage.path != ("shown_as",):
            continue
        event, language = passage.item, primary(passage.text.language)
        if not isinstance(event, Event) or language not in LANGUAGES:
            continue
        if _relations(language).search(passage.plain):
            continue
        for stated in stated_dates(passage.plain, language):
            if what := contradiction(stated, event.date):
                path = ("shown_as", passage.text.language)
                yield Finding(passage.owner, f"`{stated.words}` {what}", path, stated.words)


@cache
def _relations(language: str) -> Pattern[str]:
    """Words beside which a date is not the event's own, as in "before 2023"."""
    return phrase_pattern(wordlist("date_relations", language))
