"""Text as it is compared: what typesetting changes is folded, and each place leads back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

__all__ = ["MAYBE_HYPHEN", "NO_SPACES", "Folded", "fold"]

MAYBE_HYPHEN = "\uffff"
"""Stands in folded text for a hyphen at the end of a line, which may belong to the word or not.

Why: a character that no text holds, since Unicode keeps it for uses like this one.
"""

NO_SPACES = (
    "\u3001-\u3029\u3030-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff0f"
    "\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Ranges of Han, kana and their punctuation: white space between two of them means nothing."""

_HYPHENS = "\\-\u00ad\u2010\u2011"
_DASHES = "\\-\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_QUOTES = (
    "\"'`\u00ab\u00b4\u00bb\u02b9-\u02bc\u2018-\u201f\u2032-\u2037\u2039\u203a\u275b-\u275e"
    "\u2e42\u300c-\u300f\u301d-\u301f\uff02\uff07\uff62\uff63"
)
# Soft hyphen, joiners, marks of direction, variation selectors, and what PDFs leave behind.
_UNSEEN = (
    "\x02\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufe00-\ufe0f\ufeff\ufffe\uffff\U000e0100-\U000e01ef"
)
# PDFium gives one U+0002 or U+FFFE for a hyphen with the end of the line behind it.
_LINE_END = rf"(?:[{_HYPHENS}\u2013\u2014][^\S\n]*\n\s*|[\x02\ufffe]\s*)"
# French sets guillemets off; in German the same marks stand the other way round.
_OPENING = r"(?<![\w\u0300-\u036f.,;:!?\u2026)\]])[\u00ab\u2039]\s+"
_CLOSING = r"\s+[\u00bb\u203a](?!\w)"
_SPECIAL = re.compile(
    rf"(?=[\s{_QUOTES}{_DASHES}{_UNSEEN}])(?:"
    rf"(?P<hyphen>(?<=[\w\u0300-\u036f]){_LINE_END}(?=\w))"
    rf"|(?P<quote>{_OPENING}|{_CLOSING}|[{_QUOTES}]{{2,}})"
    rf"|(?P<dash>[{_DASHES}]{{2,}})"
    rf"|(?P<nothing>(?<=[{NO_SPACES}])[\s{_UNSEEN}]+(?=[{NO_SPACES}]))"
    rf"|(?P<gap>[\s{_UNSEEN}]{{2,}}|[^\S ]|[{_UNSEEN}]))"
)
_INSTEAD = {"hyphen": MAYBE_HYPHEN, "quote": "'", "dash": "-", "nothing": ""}
_SPACE = re.compile(r"\s")


def _members(ranges: str) -> list[str]:
    """Return the characters of a regular expression's set."""
    pairs = re.findall(r"\\?(.)(?:-(.))?", ranges)
    return [chr(code) for a, b in pairs for code in range(ord(a), ord(b or a) + 1)]


_MARKS = str.maketrans(
    dict.fromkeys(_members(_QUOTES), "'") | dict.fromkeys(_members(_DASHES), "-") | {"\u301c": "~"}
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that knows where each of its characters stood before."""

    text: str = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)
    """Offsets in the folded text from which on it runs in step with the original, and its end."""
    _origins: tuple[int, ...] = field(repr=False)
    """The offset in the original of each of `_starts`."""

    def origin(self, offset: int) -> int:
        """Return the original offset of the character at an offset of the folded text."""
        index = bisect_right(self._starts, offset, hi=len(self._starts) - 1) - 1
        origin = self._origins[index] + offset - self._starts[index]
        # what became longer, as an ellipsis does, stays before what follows it
        return min(origin, max(self._origins[index], self._origins[index + 1] - 1))


def fold(text: str) -> Folded:
    """Return text as it is compared.

    Unicode NFKC; quotation marks as `'`, dashes as `-`, of each run one; white space as one space,
    none between Han and kana; unseen characters dropped; a hyphen at the end of a line as
    `MAYBE_HYPHEN`. Upper and lower case stay.
    """
    made = _Made()
    last = 0
    for found in _SPECIAL.finditer(text):
        _add_stretch(made, text[last : found.start()], last)
        kind = str(found.lastgroup)
        instead = " " if kind == "gap" and _SPACE.search(found[0]) else _INSTEAD.get(kind, "")
        made.add(instead, found.start())
        last = found.end()
    _add_stretch(made, text[last:], last)
    return made.folded(len(text))


class _Made:
    """Folded text in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._starts = [0]
        self._origins = [0]

    def add(self, piece: str, origin: int) -> None:
        if not piece:
            return
        if origin - self._length != self._origins[-1] - self._starts[-1]:
            self._starts.append(self._length)
            self._origins.append(origin)
        self._pieces.append(piece)
        self._length += len(piece)

    def folded(self, end: int) -> Folded:
        starts, origins = (*self._starts, self._length), (*self._origins, end)
        return Folded("".join(self._pieces), starts, origins)


def _add_stretch(made: _Made, stretch: str, origin: int) -> None:
    if stretch.isascii() or unicodedata.is_normalized("NFKC", stretch):
        made.add(stretch.translate(_MARKS), origin)
        return
    start = 0
    for end in range(1, len(stretch) + 1):
        if end < len(stretch) and _continues(stretch[end]):
            continue
        cluster = stretch[start:end]
        # a mark such as U+00B4 would become a space and an accent
        marked = cluster.translate(_MARKS)
        normal = unicodedata.normalize("NFKC", marked).translate(_MARKS)
        made.add(normal if cluster.startswith(" ") else normal.replace(" ", ""), origin + start)
        start = end


def _continues(char: str) -> bool:
    """Return whether a character may be composed with the one before it.

    Source: UAX 15, NFKC_QC=Maybe: marks, Hangul vowels and finals, the marks of halfwidth kana.
    """
    return (
        unicodedata.category(char).startswith("M")
        or "\u1160" <= char <= "\u11ff"
        or char in "\uff9e\uff9f"
    )
