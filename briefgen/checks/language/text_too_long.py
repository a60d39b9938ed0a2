"""A text that is longer than its place allows: an event, a talking point, an answer."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.sentences import length_limit, may_be_longer
from briefgen.codes import Code
from briefgen.prose import word_count

__all__ = ["RULE", "check"]

RULE = Code(
    "BG344",
    "text-too-long",
    "warning",
    what="The text of an event, a talking point or an answer has more words than the project"
    " allows; of Japanese, three characters count as a word.",
    why="A row of a timeline is scanned, and a line is spoken in one breath.",
    instead="Keep what happened or is to be said; put the rest into a section or `background`.",
    example="""\
talking_points:
  ferry:
    text: >-
      We welcome the ferry, which we regard as an important step on a long road towards a lasting
      answer for all who live on either side of the river, and for those who work there too.
    purpose: make
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield events, talking points and answers that are too long."""
    settings = case.settings
    limits = {
        ("events", "text"): ("an event", settings.max_event_words),
        ("talking_points", "text"): ("a talking point", settings.max_spoken_words),
        ("questions", "answer"): ("an answer", settings.max_answer_words),
    }
    for passage in case.passages:
        found = limits.get((passage.family, passage.field))
        if found is None:
            continue
        what, words = found
        limit = length_limit(words, passage.text.language)
        if not may_be_longer(passage.plain, words):
            continue
        count = word_count(passage.text)
        if count > limit:
            unit = "words" if limit == words else "characters"
            yield Finding(
                passage.owner,
                f"{count} {unit}, and {what} has at most {limit}",
                passage.place,
            )
