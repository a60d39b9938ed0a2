"""One acronym spelled out in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding, Owner
from briefgen.checks.language.acronyms import acronyms, spelled_out_after, spelled_out_before
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.model.walk import Path
from briefgen.words import folded, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG341",
    "two-expansions",
    "warning",
    what="An acronym is spelled out in two ways, or otherwise than its term says.",
    why="The reader cannot tell whether one thing is meant or two.",
    instead="Use one name in all places, and the one that the body itself uses.",
    example="""\
claims:
  survey:
    text: The Harbour Traffic Authority (HTA) made the survey.
    kind: fact
  count:
    text: The Harbour Transport Agency (HTA) counted 9,000 vehicles.
    kind: fact
""",
)

# Spellings of one word.
_SPELLINGS = (
    (re.compile(r"is(?=ations?\b|ed\b|ing\b)"), "iz"),
    (re.compile(r"programmes?\b"), "program"),
    (re.compile(r"defence\b"), "defense"),
    (re.compile(r"centre\b"), "center"),
    (re.compile(r"(?<=\w\w)s\b"), ""),
)

_Place = tuple[Owner, Path, str]


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each expansion that is not the one of the term, or of the first use."""
    first: dict[tuple[str, str], _Place] = {}
    for place, key in _of_terms(case):
        yield from _compare(first, key, place)
    for passage in case.passages:
        if passage.is_of_others or passage.family == "terms":
            continue
        if "(" in passage.plain or "（" in passage.plain:
            for name, expansion in dict.fromkeys(_expansions(passage)):
                key = (passage.text.language, name)
                yield from _compare(first, key, (passage.owner, passage.place, expansion))


def _compare(
    first: dict[tuple[str, str], _Place], key: tuple[str, str], here: _Place
) -> Iterator[Finding]:
    known = first.setdefault(key, here)
    if _normal(known[2], key[0]) == _normal(here[2], key[0]):
        return
    owner, place, expansion = here
    yield Finding(
        owner,
        f"`{key[1]}` stands for `{expansion}` here, for `{known[2]}` elsewhere",
        place,
        token=expansion,
        related=((known[0], known[1], f"`{known[2]}`"),),
    )


def _of_terms(case: DossierCase) -> Iterator[tuple[_Place, tuple[str, str]]]:
    shorts: dict[tuple[Owner, str], str] = {}
    for passage in case.passages:
        if passage.family != "terms":
            continue
        key = (passage.owner, passage.text.language)
        if passage.field == "short":
            shorts[key] = passage.plain
        elif passage.field == "expansion" and key in shorts:
            yield (passage.owner, passage.place, passage.plain), (key[1], shorts[key])


def _expansions(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield (acronym, words) of each place where a text spells one out."""
    plain, language = passage.own_words, passage.text.language
    for match in acronyms(plain):
        spelled = spelled_out_before(plain, match, language) or spelled_out_after(
            plain, match, language
        )
        if spelled is not None:
            yield match[0], spelled


def _normal(expansion: str, language: str) -> str:
    """Return an expansion without what does not make another name of it."""
    small = wordlist("small_words", language)
    words = [word for word in folded(expansion).replace("-", " ").split() if word not in small]
    plain = " ".join(words)
    for pattern, spelling in _SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return plain
