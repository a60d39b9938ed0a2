"""Percentages in a sentence that are plainly the probability of something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.words import phrase_pattern, wordlist

__all__ = ["Percentage", "bracketed", "probabilities"]


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage, or a range of them, as it stands in a text."""

    text: str
    """With what makes a probability of it: `a 30 per cent chance`."""
    start: int
    """Where that begins, in characters."""
    end: int
    low: float
    """Per cent."""
    high: float
    """Per cent; the same as `low` if it is no range."""


def bracketed(sentence: str, position: int, language: str) -> Percentage | None:
    """Return the percentage that stands in brackets right at a position, such as ` (90 %)`."""
    pattern = _patterns(language)[0]
    match = pattern.match(sentence, position) if pattern is not None else None
    return _percentage(match) if match else None


def probabilities(sentence: str, language: str) -> Iterator[Percentage]:
    """Yield percentages beside a word for probability: `a 30 per cent chance`."""
    for pattern in _patterns(language)[1:]:
        if pattern is not None:
            yield from map(_percentage, pattern.finditer(sentence))


def _percentage(match: re.Match[str]) -> Percentage:
    low = float(match["low"].replace(",", "."))
    high = float((match["high"] or match["low"]).replace(",", "."))
    return Percentage(match[0].strip(), match.start(), match.end(), low, high)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str] | None, ...]:
    """Return patterns of a percentage in brackets, before and after a word for probability."""
    signs = "|".join(map(re.escape, wordlist("per_cent", language)))
    nouns = phrase_pattern(wordlist("probability", language)).pattern
    joints = phrase_pattern(wordlist("probability_joints", language)).pattern
    if not signs:
        return (None, None, None)
    number = r"\d{1,3}(?:[.,]\d+)?"
    share = (
        rf"(?<![\d.,])(?P<low>{number})(?:\s?(?:{signs}))?"
        rf"(?:\s?(?:–|-|to|bis|à|から|[~〜～])\s?(?P<high>{number}))?[\s-]?(?:{signs})"
    )
    return (
        re.compile(rf"\s?[(（](?:[^\W\d]+\.?\s|[~≈<>約])?{share}\s?[)）]", re.IGNORECASE),
        re.compile(rf"{share}(?:\s(?:of|de|d['’])|の)?\s?{nouns}", re.IGNORECASE),
        re.compile(rf"{nouns}\s?(?:{joints})?\s?{share}", re.IGNORECASE),
    )
