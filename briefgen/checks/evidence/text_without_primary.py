"""A statement about what a text says that does not cite a text of that rank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.case import DossierCase
from briefgen.checks.evidence.attribution import Attribution, says_pattern
from briefgen.checks.evidence.support import one_sided
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.model.sources import Source
from briefgen.prose.languages import is_cjk_language
from briefgen.words import phrase_pattern, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG216",
    "text-without-primary",
    "warning",
    what="A claim says what a treaty, a communiqué or another formal text says, or leaves out, and"
    " cites no primary source.",
    why="What a text says can be looked up; a report about it may have misread it.",
    instead="Cite the text itself, with the paragraph; or say whose reading it is.",
    example="""\
claims:
  silent:
    text: The communiqué does not mention the bridge.
    kind: fact
    evidence: ["courier, para. 2"]
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield claims about texts without a primary source."""
    if not case.is_whole:
        return
    attribution = Attribution(case)
    titles = _Titles(tuple(_titles(case)))
    seen = set(one_sided(case))
    for passage in case.passages:
        identifier = passage.owner[1]
        if passage.family != "claims" or passage.field != "text" or identifier in seen:
            continue
        sources = _sources(case, identifier)
        if not sources or any(source.kind == "primary" for source in sources):
            continue
        named = _text_that_speaks(passage, titles)
        if named and not attribution.covers(identifier, sources):
            seen.add(identifier)
            yield Finding(
                passage.owner,
                f"`{identifier}` is about what the `{named}` says, and cites no primary source",
                passage.place,
                named,
            )


def _sources(case: DossierCase, identifier: str) -> tuple[Source, ...]:
    names = [evidence.source for evidence in case.dossier.claims[identifier].evidence]
    names += [citation.key for citation in case.citations.get(("claims", identifier), ())]
    return tuple(case.dossier.sources[name] for name in names)


def _titles(case: DossierCase) -> Iterator[str]:
    """Yield what the primary sources are called."""
    for source in case.dossier.sources.values():
        if source.kind == "primary":
            titles = (source.title, source.short, source.title_short)
            yield from (title for title in titles if title and title.strip())


class _Titles:
    """Finds titles in a text without looking for each of hundreds."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        self._titles = titles
        self._last_words = {title.split()[-1] for title in titles}

    def found_in(self, plain: str, language: str) -> Iterator[tuple[str, int]]:
        """Yield each title that is followed by a space, and where it ends.

        In a language without spaces between words: each, whatever follows it.
        """
        lasts = self._titles if is_cjk_language(language) else self._last_words & {*plain.split()}
        for last in sorted(lasts):
            start = plain.find(last)
            while start >= 0:
                end = start + len(last)
                if plain[:end].endswith(self._titles):
                    yield max((t for t in self._titles if plain[:end].endswith(t)), key=len), end
                start = plain.find(last, end)


def _text_that_speaks(passage: Passage, titles: _Titles) -> str:
    """Return the formal text of which it is said what it says, empty if there is none."""
    words, language = passage.own_words, passage.text.language
    says = says_pattern(language)
    for title, end in titles.found_in(words, language):
        if says.match(words, end):
            return title
    for noun in _noun(language).finditer(words):
        # `in-law` is no law.
        if says.match(words, noun.end()) and words[: noun.start()][-1:] not in ("-", "\u2010"):
            return noun[0]
    return ""


@cache
def _noun(language: str) -> re.Pattern[str]:
    """Return a pattern of a formal text; in German it may be the last part of a word."""
    nouns = wordlist("texts", language)
    if not language.lower().startswith("de"):
        return phrase_pattern(nouns)
    longest_first = sorted(nouns, key=lambda noun: (-len(noun), noun))
    return re.compile(rf"\w*(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
