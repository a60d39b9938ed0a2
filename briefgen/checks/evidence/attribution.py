"""Whether a claim says in its own words whose statement it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from briefgen.checks.case import DossierCase
from briefgen.checks.passages import Passage
from briefgen.model.sources import Source
from briefgen.prose import plain_text
from briefgen.prose.languages import is_cjk_language
from briefgen.words import phrase_pattern, wordlist

__all__ = ["Attribution", "says_pattern"]

_IN_BRACKETS = re.compile(r"\s*[(\[（].*?[)\]）]")
_ARTICLE = re.compile(r"(?:the|an?|der|die|das|les?|la)\s+|l['’]", re.IGNORECASE)
_TELLING = (("text",), ("confidence", "reason"))
"""The fields in which a claim says whose it is."""
_WORDS = re.compile(r"\w+")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")


class Attribution:
    """Knows by what names the sources of a dossier go."""

    def __init__(self, case: DossierCase) -> None:
        self._case = case

    @cached_property
    def _other_names(self) -> dict[str, tuple[str, ...]]:
        return dict(_other_names(self._case))

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        """The texts of each claim that may say whose it is."""
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self._case.passages:
            if passage.owner[0] == "claims" and passage.path in _TELLING:
                found[passage.owner[1]].append(passage)
        return found

    def covers(self, claim: str, sources: Iterable[Source]) -> bool:
        """Return whether a claim, or the reason of its confidence, names one of the sources.

        By its author, publisher, publication or title, by what it calls itself, such as
        `editorial`, or in general words: "one newspaper reports", "according to".
        """
        names, genres = set(), set()
        for source in sources:
            names |= set(self._names(source))
            genres.add(_bare((source.genre or "").split(",")[0]).casefold())
        return any(_attributes(p, names, genres - {""}) for p in self._passages[claim])

    def _names(self, source: Source) -> Iterator[str]:
        bodies = [part for author in source.author for part in (author.literal or "").split(",")]
        persons = [author.family or "" for author in source.author]
        titles = [source.title, source.short, source.title_short, source.container_title]
        for name in (*bodies, *persons, *titles, source.publisher):
            if bare := _bare(name or ""):
                yield bare
                yield from self._other_names.get(bare, ())


@cache
def says_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern of what follows a noun that says something: `of 2022 does not mention`."""
    verbs = _any_of(wordlist("says", language))
    if is_cjk_language(language):
        return re.compile(rf"(?:は|では|には|にも|も)[^。]*?{verbs}")
    joints = _any_of(wordlist("says_joints", language))
    complement = rf"\s+{joints}(?:\s+(?:\d+\.|[^\s,;:.]+)){{1,3}}?"
    return re.compile(rf"(?:{complement})?\s+{verbs}(?!\w)", re.IGNORECASE)


def _attributes(passage: Passage, names: set[str], genres: set[str]) -> bool:
    folded = _folded(passage.plain)
    lower = folded.casefold()
    if any(_stands_in(folded, name) for name in names):
        return True
    if any(_stands_in(lower, genre) for genre in genres):
        return True
    return any(pattern.search(passage.plain) for pattern in _general(passage.text.language))


def _stands_in(folded: str, name: str) -> bool:
    return name in folded if _WIDE.search(name) else f" {name} " in folded


@cache
def _general(language: str) -> tuple[re.Pattern[str], ...]:
    nouns = _any_of(wordlist("reports", language))
    return (
        phrase_pattern(wordlist("attributions", language)),
        re.compile(rf"(?<![^\W_]){nouns}{says_pattern(language).pattern}", re.IGNORECASE),
    )


def _other_names(case: DossierCase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (name, short name and aliases) of the actors that have such."""
    language = case.dossier.language
    for actor in case.dossier.actors.values():
        short = [plain_text(text) for text in actor.short.texts(language)] if actor.short else []
        if others := tuple(map(_bare, (*short, *actor.aliases))):
            yield _bare(plain_text(actor.name.choose(language, language))), others


def _bare(name: str) -> str:
    """Return a name as words, without an article before it and what stands in brackets."""
    return _folded(_ARTICLE.sub("", _IN_BRACKETS.sub("", name).strip(), count=1)).strip()


def _folded(text: str) -> str:
    """Return the words of a text between single spaces, with one at either end."""
    return f" {' '.join(_WORDS.findall(text))} "


def _any_of(phrases: tuple[str, ...]) -> str:
    """Return a group that matches any of the phrases, nothing where there is none."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(_spaced, longest_first)) or '(?!)'})"


def _spaced(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split())).replace("'", "['’]")
