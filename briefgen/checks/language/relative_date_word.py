"""A word whose date only the day of writing tells."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.words import find_phrases, folded

__all__ = ["RULE", "check"]

RULE = Code(
    "BG327",
    "relative-date-word",
    "warning",
    what="A text says when something was or will be by the day of writing: `last week`.",
    why="A brief is read later than it is written, and then the words mean another day.",
    instead="Give the date, or leave the word out.",
    example="""\
claims:
  lane:
    text: One of four lanes was closed last month.
    kind: fact
""",
)

# What others said, and what is spoken on a day that its hearers know.
_NOT_JUDGED = ("quotes", "sources", "questions", "talking_points")
_NOT_PRINTED = ("as_stated", "stand_in")


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each relative word, once a text."""
    for passage in case.passages:
        if passage.family in _NOT_JUDGED or passage.field in _NOT_PRINTED:
            continue
        for word in dict.fromkeys(_words(passage)):
            yield Finding(
                passage.owner,
                f"`{word}` depends on the day of writing",
                passage.place,
                token=word,
            )


def _words(passage: Passage) -> Iterator[str]:
    language = passage.text.language
    if not passage.may_hold("relative_dates"):
        return
    for sentence in passage.own_sentences:
        # "What Ukraine is today, East Asia may be tomorrow" names no day.
        contrasted = find_phrases(sentence, "relative_dates_contrasted", language)
        figures_of_speech = {folded(match[0]) for match in contrasted}
        for match in find_phrases(sentence, "relative_dates", language):
            if len(figures_of_speech) < 2 or folded(match[0]) not in figures_of_speech:
                yield match[0]
