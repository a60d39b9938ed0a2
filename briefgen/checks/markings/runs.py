"""Runs of words that texts share, found in time that grows with their length only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.language_tag import primary

__all__ = ["SEED", "folded", "run_length", "runs", "seeds", "stretch"]

SEED = 4
"""Words of a run that is looked for first."""
_RUN, _CJK_RUN = 6, 18
_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_BREAKS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""Does for ASCII what the pattern does, in a third of the time."""


def folded(plain: str) -> str:
    """Return the words of a text without case and punctuation, with spaces between them.

    Each Han character and kana is a word, and each part of one with an apostrophe or a hyphen.
    """
    if plain.isascii():
        return " ".join(plain.lower().translate(_BREAKS).split())
    return " ".join(" ".join(_WORD.findall(plain)).casefold().split())


def run_length(language: str) -> int:
    """Return how many words in a row are no chance in a language."""
    return _CJK_RUN if primary(language) in ("ja", "zh") else _RUN


def runs(words: list[str], length: int) -> Iterator[str]:
    """Yield every run of so many words in order, with spaces between them.

    Why not as tuples: hundreds of thousands of them keep the garbage collector busy.
    """
    return map(" ".join, zip(*(words[start:] for start in range(length)), strict=False))


def seeds(words: list[str]) -> Iterator[str]:
    """Yield runs of `SEED` words, at every third place.

    Why: any six words in a row hold one of them, so that most texts are done with after looking at
    a third of their places.
    """
    return map(" ".join, zip(*(words[start::3] for start in range(SEED)), strict=False))


def stretch(plain: str, first: int, count: int) -> str:
    """Return the part of a text that so many of its words stand in, from word `first` on."""
    matches = list(_WORD.finditer(plain))
    return plain[matches[first].start() : matches[first + count - 1].end()]
