"""A word for likelihood that the dossier's yardstick does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.likelihood import likelihood_words
from briefgen.model.evidence import Claim, ClaimKind
from briefgen.model.yardsticks import YARDSTICKS, Yardstick
from briefgen.words import find_phrases, folded, phrase_pattern, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG302",
    "word-outside-yardstick",
    "warning",
    what="A judgement says how likely something is in a word that the yardstick does not know.",
    why="Readers take `perhaps` or `may well` for anything from 10 to 90 per cent.",
    instead="Use a word of the yardstick, or say it without one.",
    example="""\
claims:
  opening:
    text: The new lane will quite likely open this summer.
    kind: forecast
""",
)

# Where the author judges: what others said, what is proposed and what is spoken is not here.
_JUDGED = {
    "": ("title", "subtitle", "summary", "bottom_line"),
    "claims": ("text",),
    "discrepancies": ("assessment",),
    "positions": ("interests", "red_lines"),
    "risks": ("event", "cause", "consequence"),
    "sections": ("title", "body"),
}


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each word for likelihood outside the yardstick, where the author judges."""
    yardstick = case.dossier.yardstick
    for passage in case.passages:
        if passage.field not in _JUDGED.get(passage.family, ()) or _is_fact(passage):
            continue
        words = dict.fromkeys((*_estimates(passage, yardstick), *_modals(passage, yardstick)))
        for word in words:
            yield Finding(
                passage.owner,
                f"`{word}` is not a word of the yardstick `{yardstick.value}`",
                passage.place,
                token=word,
                notes=(f"its words: {_labels(yardstick, passage.text.language)}",),
            )


def _is_fact(passage: Passage) -> bool:
    return isinstance(passage.item, Claim) and passage.item.kind is ClaimKind.FACT


def _estimates(passage: Passage, yardstick: Yardstick) -> Iterator[str]:
    if not passage.may_hold("estimative"):
        return
    pattern, allowed = _estimative(yardstick, passage.text.language)
    for match in pattern.finditer(passage.own_words):
        if folded(match[0]) not in allowed and not _is_reported(passage, match.start()):
            yield match[0]


def _modals(passage: Passage, yardstick: Yardstick) -> Iterator[str]:
    """Yield `may`, `might` or `could` of sentences that say in no other word how likely it is."""
    claim = passage.item
    if not isinstance(claim, Claim) or claim.kind not in (ClaimKind.JUDGEMENT, ClaimKind.FORECAST):
        return
    if not passage.may_hold("modals"):
        return
    language = passage.text.language
    for sentence in passage.own_sentences:
        if any(likelihood_words(sentence, yardstick, language)):
            continue
        if any(find_phrases(sentence, "estimative", language)):
            continue
        # `May` with a capital is the month.
        yield from (m[0] for m in find_phrases(sentence, "modals", language) if not m[0].istitle())


def _is_reported(passage: Passage, position: int) -> bool:
    """Return whether the sentence at a position says what somebody else thinks."""
    language = passage.text.language
    return any(
        any(find_phrases(passage.own_words[start:end], name, language))
        for start, end in passage.spans
        for name in ("stated", "attributions")
        if start <= position < end
    )


@cache
def _estimative(yardstick: Yardstick, language: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Return a pattern of all words for likelihood, and those of them that are allowed."""
    allowed = [word for step in YARDSTICKS[yardstick] for word in step.all_words(language)]
    allowed += wordlist("estimative_exempt", language)
    pattern = phrase_pattern((*wordlist("estimative", language), *allowed))
    return pattern, frozenset(map(folded, allowed))


@cache
def _labels(yardstick: Yardstick, language: str) -> str:
    return ", ".join(step.labels(language)[0] for step in YARDSTICKS[yardstick])
