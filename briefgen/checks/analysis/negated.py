"""Likelihood words that a negation turns round."""

from __future__ import annotations

import re
from functools import cache

from briefgen.likelihood import LikelihoodWord
from briefgen.words import phrase_pattern, wordlist

__all__ = ["is_negated"]


def is_negated(word: LikelihoodWord, plain: str, language: str) -> bool:
    """Return whether a likelihood word in a plain text means its contrary: `not likely`."""
    before, after = _negations(language)
    if any(not plain[m.end() : word.start].strip() for m in before.finditer(plain, 0, word.start)):
        return True
    return after.match(plain, word.end) is not None


@cache
def _negations(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        phrase_pattern(wordlist("negations", language)),
        phrase_pattern(wordlist("negations_after", language)),
    )
