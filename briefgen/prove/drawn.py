"""What a page of a PDF draws, read with PDFium: its text, run by run, and which words are seen."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from briefgen.prove.clip import clip_of, is_cut_off
from briefgen.prove.ink import Box, PageInk, is_tiny

__all__ = ["DrawnPage", "Run", "Unseen", "read_page"]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A word that is drawn where nobody sees it."""

    page: int
    """From 1."""
    word: str
    why: str
    mark: int
    """Number of the marked content that it is in, or -1."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one operator drew."""

    mark: int
    """Number of its marked content, or -1."""
    text: str
    seen: str
    """Without the words that nobody sees."""
    left: float
    baseline: float


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """The text of one page."""

    text: str = field(repr=False)
    """As PDFium gives it."""
    runs: tuple[Run, ...] = field(repr=False)
    """In the order in which they were drawn."""
    unseen: tuple[Unseen, ...]
    middle: float
    """Height of the middle of what it says, of the page itself where it says nothing."""

    @property
    def margins(self) -> tuple[str, str]:
        """What is seen above and below the middle, and belongs to no structure: header, footer."""
        apart = [run for run in self.runs if run.mark < 0]
        above = (run.seen for run in apart if run.baseline > self.middle)
        below = (run.seen for run in apart if run.baseline <= self.middle)
        return "\n".join(above), "\n".join(below)

    @property
    def by_column(self) -> str:
        """The text from top to bottom and left to right, as the eye goes down a table."""
        placed = sorted(self.runs, key=lambda run: (round(run.left), -run.baseline))
        return "".join(_told_apart(placed))

    @property
    def by_place(self) -> str:
        """The text from left to right and top to bottom, in whatever order it was drawn."""
        placed = sorted(self.runs, key=lambda run: (-round(run.baseline), run.left))
        return "".join(_told_apart(placed))


def _told_apart(runs: Iterable[Run]) -> Iterator[str]:
    """Yield the texts of runs; a number in another line makes no address longer."""
    last, row = "", None
    for run in runs:
        words = run.text.strip()
        if not words:
            continue
        is_next = last.isdigit() or round(run.baseline) != row
        yield _APART + run.text if is_next and words[0].isdigit() else run.text
        last, row = run.text[-1:], round(run.baseline)


_APART = "\ua66e"
"""A letter that is in no text."""
_Letter = tuple[int, str]
"""Its number on the page, and what it is."""
_WORD = re.compile("[^\\W_][^\\W_\u2e80-\U0010ffff]*")
"""Letters and digits; of Chinese and Japanese each letter begins a word."""


def read_page(page: Any, number: int) -> DrawnPage:
    """Return what a page draws; `number` is counted from 1."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    words = page.get_textpage()
    try:
        letters = _letters(words)
        ink, box_of = PageInk(page), _boxes(words)
        runs, unseen = [], []
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            own = letters.get(ctypes.addressof(item.raw.contents))
            if not own:
                continue
            mark = _mark_of(item)
            text = "".join(char for _, char in own)
            hidden = list(_hidden(own, text, box_of, ink, clip_of(item)))
            gone = {at for _, word in hidden for at, _ in word}
            seen = "".join(char for at, char in own if at not in gone) if gone else text
            unseen += [Unseen(number, "".join(c for _, c in w), why, mark) for why, w in hidden]
            runs.append(Run(mark, text, seen, *_origin(words, own[0][0])))
        body = [run.baseline for run in runs if run.mark >= 0]
        middle = (min(body) + max(body)) / 2 if body else page.get_height() / 2
        return DrawnPage(words.get_text_range(), tuple(runs), tuple(unseen), middle)
    finally:
        words.close()
        page.close()


def _mark_of(item: Any) -> int:
    """Return the number of the marked content that something is in, or -1.

    What is drawn as a part of something else, a form, is in the marked content of that.
    """
    from pypdfium2 import raw

    while item is not None:
        mark: int = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        if mark >= 0:
            return mark
        item = item.container
    return -1


def _letters(words: Any) -> dict[int, list[_Letter]]:
    """Return the letters of a page by the address of what drew them."""
    own_of, char_of, _ = _of_a_letter()
    page = ctypes.addressof(words.raw.contents)
    found: dict[int, list[_Letter]] = {}
    own: list[_Letter] = []
    last = 0
    for at in range(words.count_chars()):
        drawn_by = own_of(page, at)
        if not drawn_by:  # a space or a line's end, which PDFium has put there
            continue
        if drawn_by != last:
            own, last = found.setdefault(drawn_by, []), drawn_by
        char = chr(char_of(page, at))
        if "\udc00" <= char < "\ue000" and own and "\ud800" <= own[-1][1] < "\udc00":
            # PDFium counts such a letter as two, as UTF-16 does
            before, first = own.pop()
            own.append((before, _of_two(first, char)))
        else:
            own.append((at, char))
    return found


def _of_two(first: str, second: str) -> str:
    return (first + second).encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _origin(words: Any, at: int) -> tuple[float, float]:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words.raw, at, x, y)
    return x.value, y.value


def _boxes(words: Any) -> Callable[[int], Box]:
    """Return what tells the box around a letter."""
    _, _, measure = _of_a_letter()
    page, edges = ctypes.addressof(words.raw.contents), (ctypes.c_double * 4)()
    first = ctypes.addressof(edges)
    places = [first + number * ctypes.sizeof(ctypes.c_double) for number in range(4)]

    def box_of(at: int) -> Box:
        if not measure(page, at, *places):
            return 0.0, 0.0, 0.0, 0.0
        left, right, bottom, top = edges[:]
        return left, bottom, right, top

    return box_of


@cache
def _of_a_letter() -> tuple[Any, Any, Any]:
    """Return PDFium's functions for what drew a letter, for which one it is, and for its box.

    They take and give addresses as numbers: with an object for each they take three times as long,
    and there are thousands of letters.
    """
    from pypdfium2 import raw

    number, address = ctypes.c_int, ctypes.c_void_p

    def plain(function: Any, *kinds: Any) -> Any:
        return ctypes.PYFUNCTYPE(*kinds)(ctypes.cast(function, address).value or 0)

    return (
        plain(raw.FPDFText_GetTextObject, address, address, number),
        plain(raw.FPDFText_GetUnicode, ctypes.c_uint, address, number),
        plain(raw.FPDFText_GetCharBox, number, address, number, *[address] * 4),
    )


def _hidden(
    own: list[_Letter], text: str, box_of: Callable[[int], Box], ink: PageInk, clip: Box
) -> Iterator[tuple[str, list[_Letter]]]:
    """Yield (why, its letters) of each word that is not seen; `text` is that of the letters."""
    found = [own[word.start() : word.end()] for word in _WORD.finditer(text)]
    shows = ink.shows
    for word in found:
        first = box_of(word[0][0])
        last = box_of(word[-1][0]) if len(word) > 1 else first
        left, bottom = min(first[0], last[0]), min(first[1], last[1])
        right, top = max(first[2], last[2]), max(first[3], last[3])
        whole = left, bottom, right, top
        if is_tiny(first) and is_tiny(last):
            why = "too small to be read"
        elif is_cut_off(whole, clip):
            why = "cut off by a box around it"
        else:
            why = "" if shows(left, bottom, right, top, False) else ink.hides(whole)
        # a cut through a word further in front leaves the words behind it unseen
        is_last = not why and word is found[-1] and len(word) > 1
        if is_last and not shows(last[0], bottom, last[2], top, True):
            why = ink.hides((last[0], bottom, last[2], top), is_last_letter=True)
        if why:
            yield why, word
