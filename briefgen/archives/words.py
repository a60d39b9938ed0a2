"""What a quote claims to stand in its source, ready to be looked up."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from briefgen.archives.fold import MAYBE_HYPHEN, fold

__all__ = ["LEAST", "Part", "Words", "words_of"]

LEAST = 12
"""Characters that a part must have, so that it is not found by chance; Han and kana count twice."""

_DOTS = r"\.(?:\s?\.){2,3}"
_OMISSION = re.compile(
    rf"(?P<dots>\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}|[\[(](?:中略|前略|後略|略)[\])])"
    r"|\[[^\[\]]*\]|\u3014[^\u3014\u3015]*\u3015"
)
# The stop at the end is often the quoting author's.
_ENDS = " '"
_STOPS = " '.,;:\u3001\u3002"


@dataclass(frozen=True, slots=True)
class Part:
    """Folded words that must stand in the source one behind the other."""

    text: str
    may_begin_inside: bool = False
    """Whether they may begin inside a word, as behind the bracket of `[T]he`."""
    may_end_inside: bool = False
    written: str = field(default="", compare=False)
    """The same words as the author wrote them."""

    @property
    def length(self) -> int:
        """The number of characters; Han and kana, which say more, count twice."""
        return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in self.text)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quote."""

    whole: Part
    """All of them, in case that the source itself has the ellipsis or the brackets."""
    parts: tuple[Part, ...]
    """What is left where an ellipsis or an insertion in brackets splits them."""

    @property
    def digest(self) -> str:
        """The sha256 of the folded words, which stays when only their typesetting changes."""
        return hashlib.sha256(self.whole.text.encode()).hexdigest()

    @property
    def short(self) -> Part | None:
        """The first part that is too short to be sure of it, None where there is none."""
        return next((part for part in self.parts or (self.whole,) if part.length < LEAST), None)


def words_of(quote: str) -> Words:
    """Return the words of a quote's plain text."""
    folded = fold(quote)
    text = folded.text.replace(MAYBE_HYPHEN, "-")

    def part(start: int, end: int, begins_at_bracket: bool, ends_at_bracket: bool) -> Part:
        piece = text[start:end].lstrip(_ENDS).rstrip(_STOPS)
        begin = text.find(piece, start)
        return Part(
            piece,
            begins_at_bracket and not text.startswith(" ", start),
            ends_at_bracket and not text.endswith(" ", start, end),
            quote[folded.origin(begin) : folded.origin(begin + len(piece) - 1) + 1]
            if piece
            else "",
        )

    parts = []
    start, is_inside = 0, False
    for found in _OMISSION.finditer(text):
        is_insertion = found["dots"] is None
        parts.append(part(start, found.start(), is_inside, is_insertion))
        start, is_inside = found.end(), is_insertion
    parts.append(part(start, len(text), is_inside, False))
    whole = part(0, len(text), False, False)
    return Words(whole, tuple(part for part in parts if part.text))
