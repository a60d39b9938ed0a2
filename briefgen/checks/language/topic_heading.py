"""A title that names a topic and says nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.language_tag import primary
from briefgen.model.analysis import Section, SectionKind
from briefgen.prose import word_count
from briefgen.words import LANGUAGES, find_phrases, folded, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG343",
    "topic-heading",
    "warning",
    what="The title of a section or of the dossier names a topic instead of making a statement.",
    why="Many readers read the titles only: these must add up to the argument.",
    instead="Say in the title what the section concludes.",
    example="""\
sections:
  bridge:
    title: History of the bridge
    kind: background
    body: The bridge was built for lorries of 24 tonnes.
""",
)

_NEED_NO_STATEMENT = (SectionKind.SCOPE, SectionKind.ABOUT, SectionKind.SO_WHAT)
_MOST_WORDS_OF_A_TOPIC = 8
_FEWEST_CHARACTERS = 7
"""Of a Japanese title that can be a statement."""


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield titles of sections, and of the dossier, that are topics."""
    for passage in case.passages:
        if passage.field != "title" or passage.family not in ("", "sections"):
            continue
        if isinstance(passage.item, Section) and passage.item.kind in _NEED_NO_STATEMENT:
            continue
        if _is_topic(passage):
            yield Finding(
                passage.owner,
                f"the title `{passage.plain}` is a topic and no statement",
                passage.place,
            )


def _is_topic(passage: Passage) -> bool:
    title, language = passage.plain.strip(" :.…"), passage.text.language
    if not title or re.search(r"[?？!！]", title):
        return False
    if folded(title) in _topics(language):
        return True
    words = word_count(passage.text)
    if primary(language) in ("ja", "zh"):
        endings = wordlist("topic_endings", language)
        return words < _FEWEST_CHARACTERS or title.endswith(endings)
    if primary(language) not in LANGUAGES:
        return False
    if words <= 2:
        return True
    return (
        words <= _MOST_WORDS_OF_A_TOPIC
        and folded(title).startswith(_openings(language))
        and not any(find_phrases(title, "topic_verbs", language))
    )


@cache
def _openings(language: str) -> tuple[str, ...]:
    return tuple(f"{folded(opening)} " for opening in wordlist("topic_openings", language))


@cache
def _topics(language: str) -> frozenset[str]:
    return frozenset(map(folded, wordlist("topic_headings", language)))
