"""Plain text cut into sentences."""

from __future__ import annotations

import re
from functools import cache

from briefgen.words import wordlist

__all__ = ["sentences"]

_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[^\W\d_a-zß-öø-ÿ])|[。！？]+[」』）]*|\n")
_INITIAL = re.compile(r"(?:^|[\s(])[^\W\d_]\.$")


def sentences(plain: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a plain text; a line feed ends one too.

    An abbreviation of the language's list, and an initial such as `J.`, ends none.
    """
    found, start = [], 0
    for match in _END.finditer(plain):
        piece = plain[start : match.end()].strip()
        if match[0].startswith(".") and _is_abbreviated(piece, language):
            continue
        if piece:
            found.append(piece)
        start = match.end()
    last = plain[start:].strip()
    return (*found, last) if last else tuple(found)


def _is_abbreviated(piece: str, language: str) -> bool:
    if _INITIAL.search(piece):
        return True
    words = piece.rsplit(maxsplit=1)
    return bool(words) and words[-1].lstrip("(“‘\"'«").casefold() in _abbreviations(language)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in wordlist("abbreviations", language))
