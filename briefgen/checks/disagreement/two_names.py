"""One actor under two names, or two actors under one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from briefgen.checks.case import DossierCase
from briefgen.checks.disagreement.names import Rival, printed_names, rivals
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG333",
    "two-names",
    "warning",
    what="Two actors have the same name, or a text calls an actor by an alias that looks like a"
    " name of its own.",
    why="A reader takes two names for two things, and one name for one.",
    instead="Write the name that the dossier goes by, or give both where the other one matters.",
    example="""\
actors:
  ip4:
    name: Indo-Pacific four
    short: IP4
    aliases: [AP4]
events:
  meeting:
    date: "2023-07-12"
    text: The AP4 meet the Secretary General.
    status: occurred
""",
)

_CAPITAL_BEFORE = re.compile(r"(?<=\w )[A-ZÀ-Þ][\w'’]* $")
_CAPITAL_AFTER = re.compile(r" [A-ZÀ-Þ]")
_IN_WORD = re.compile(r"[A-Za-z0-9À-ɏ]")
_WORD = re.compile(r"(?<![A-Za-z0-9À-ɏ])[A-Z0-9À-ÞĀ-ɏ][A-Za-z0-9À-ɏ]*")
"""Words that a name can begin with."""
_NOT_OWN = ("actors", "discrepancies", "quotes", "sources", "terms")


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield actors that cannot be told apart, and texts that use a second name alone."""
    yield from _alike(case)
    by_first_word: dict[str, list[Rival]] = {}
    for rival in rivals(case.dossier):
        if first := _WORD.match(rival.alias):
            by_first_word.setdefault(first[0], []).append(rival)
    if not by_first_word:
        return
    sides = {name for item in case.dossier.discrepancies.values() for name in item.claims}
    passages = [
        passage
        for passage in case.passages
        if passage.family not in _NOT_OWN
        and passage.field not in ("as_stated", "stand_in")
        and not (passage.family == "claims" and passage.owner[1] in sides)
    ]
    # one search through all texts at once, for the words that names begin with
    texts = [passage.own_words for passage in passages]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    everything = "\n".join(texts)
    told = set()
    for match in _WORD.finditer(everything):
        for rival in by_first_word.get(match[0], ()):
            if _is_alone(everything, match.start(), rival):
                number = bisect_right(starts, match.start()) - 1
                if (number, rival.alias) not in told:
                    told.add((number, rival.alias))
                    yield from _second_name(passages[number], rival)


def _alike(case: DossierCase) -> Iterator[Finding]:
    language = case.dossier.language
    known: dict[tuple[str, str], tuple[str, str]] = {}
    anywhere: dict[str, tuple[str, str]] = {}
    for identifier, actor in case.dossier.actors.items():
        for field, tag, name in printed_names(actor, language):
            first, of_field = known.setdefault((tag, name.casefold()), (identifier, field))
            anywhere.setdefault(name.casefold(), (identifier, field))
            if first != identifier:
                yield Finding(
                    ("actors", identifier),
                    f"`{identifier}` and `{first}` are both called `{name}`",
                    (field, tag),
                    help="tell them apart in `name` and `short`",
                    related=((("actors", first), (of_field,), "the same name"),),
                )
    for identifier, actor in case.dossier.actors.items():
        for index, alias in enumerate(actor.aliases):
            first, of_field = anywhere.get(alias.casefold(), (identifier, ""))
            if first != identifier:
                yield Finding(
                    ("actors", identifier),
                    f"`{alias}` is an alias of `{identifier}` and the name of `{first}`",
                    ("aliases", index),
                    help="remove the alias, or make the two actors one",
                    related=((("actors", first), (of_field,), "the same name"),),
                )


def _is_alone(text: str, start: int, rival: Rival) -> bool:
    """Return whether an alias stands here, and not inside a longer name, known or not."""
    end = start + len(rival.alias)
    if text[start:end] != rival.alias or _IN_WORD.match(text, end):
        return False
    for name in rival.longer:
        begin = start - name.index(rival.alias)
        if begin >= 0 and text.startswith(name, begin):
            return False
    if " " not in rival.alias:
        return True
    before, after = text[max(0, start - 40) : start], text[end : end + 2]
    return not (_CAPITAL_BEFORE.search(before) or _CAPITAL_AFTER.match(after))


def _second_name(passage: Passage, rival: Rival) -> Iterator[Finding]:
    if any(name in passage.plain for name in rival.names):
        return
    yield Finding(
        passage.owner,
        f"`{rival.alias}` is another name of `{rival.actor}`, which is called `{rival.names[0]}`",
        (*passage.path, passage.text.language),
        rival.alias,
        help=f"write `{rival.names[0]}`, or give both names here",
    )
