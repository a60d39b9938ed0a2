"""The words of a yardstick in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.model.yardsticks import YARDSTICKS, Rung, Yardstick
from briefgen.words import phrase_pattern

__all__ = ["LikelihoodWord", "likelihood_words", "word_help"]

_MISTYPED = 2
"""Letters that are wrong, missing or swapped in a word that was only mistyped."""


@dataclass(frozen=True, slots=True)
class LikelihoodWord:
    """A word of a yardstick as it stands in a text."""

    text: str
    start: int
    """Where it begins, in characters."""
    end: int
    rung: Rung


def likelihood_words(plain: str, yardstick: Yardstick, language: str) -> Iterator[LikelihoodWord]:
    """Yield each word of the yardstick in a plain text; of `very likely` not also `likely`."""
    pattern, rungs = _words(yardstick, language)
    for match in pattern.finditer(plain):
        # a pattern that ignores case also finds letters that only look alike, such as a dotless i
        step = rungs.get(" ".join(match[0].casefold().split()))
        if step is not None:
            yield LikelihoodWord(match[0], match.start(), match.end(), step)


@cache
def _words(yardstick: Yardstick, language: str) -> tuple[re.Pattern[str], dict[str, Rung]]:
    rungs = {
        word.casefold(): step for step in YARDSTICKS[yardstick] for word in step.all_words(language)
    }
    return phrase_pattern(rungs), rungs


def word_help(word: str, yardstick: Yardstick, language: str) -> str:
    """Return what to write in place of a word that the yardstick does not have.

    Why so few wrong letters: `quite likely` is nearest to `unlikely`.
    """
    from rapidfuzz.distance import OSA

    steps = [step.labels(language) for step in YARDSTICKS[yardstick]]
    near = [
        known
        for words in steps
        for known in words
        if OSA.distance(word.casefold(), known.casefold()) <= _MISTYPED
    ]
    meant = f"did you mean {' or '.join(f'`{known}`' for known in near)}? " if near else ""
    return f"{meant}the yardstick has, from low to high: {', '.join(words[0] for words in steps)}"
