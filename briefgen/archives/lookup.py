"""Find the words of a quote in an archived text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.archives.extracted import Extracted
from briefgen.archives.fold import MAYBE_HYPHEN, Folded, fold
from briefgen.archives.nearest import Near, nearest_passage
from briefgen.archives.words import Part, Words

__all__ = ["Archived", "Found", "Missed", "look_up"]

_NOTE = r"(?<=[^\W\d_])\d{1,3}(?=[\s.,;:!?)']|\Z)|(?<=[^\W\d_][.,;:!?)'])\d{1,3}(?=\s|\Z)"
_HYPHENS = re.compile(rf"- ?|{MAYBE_HYPHEN}")
_HYPHENS_AND_NOTES = re.compile(rf"- ?|{MAYBE_HYPHEN}|{_NOTE}")


@dataclass(frozen=True, slots=True)
class Found:
    """The words stand in the archived text."""

    places: tuple[str, ...]
    """Where each part begins, such as `line 12, column 3` or `page 4`."""


@dataclass(frozen=True, slots=True)
class Missed:
    """The words, or a part of them, do not stand in the archived text."""

    part: Part
    """The first part that was not found."""
    earlier: str = ""
    """Where it does stand, if that is before the part that it should follow."""
    near: Near | None = None
    """The passage that is most like it, if any is."""
    place: str = ""
    """Where that passage stands."""


@dataclass(frozen=True)
class Archived:
    """An archived text, folded once for all lookups."""

    extracted: Extracted

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared."""
        return fold(self.extracted.text)

    @property
    def may_have_notes(self) -> bool:
        """Whether numbers of notes, small and raised on the page, may stand behind words."""
        return self.extracted.unit == "page"

    @property
    def dividers(self) -> re.Pattern[str]:
        """What may divide words, or be their own: hyphens, and numbers behind words."""
        return _HYPHENS_AND_NOTES if self.may_have_notes else _HYPHENS

    @cached_property
    def bare(self) -> tuple[str, list[int]]:
        """The folded text without any dividers, and the offset of each of its characters."""
        text, kept, last = self.folded.text, [], 0
        offsets: list[int] = []
        for divider in self.dividers.finditer(text):
            kept.append(text[last : divider.start()])
            offsets.extend(range(last, divider.start()))
            last = divider.end()
        offsets.extend(range(last, len(text)))
        return "".join((*kept, text[last:])), offsets

    def place(self, offset: int) -> str:
        """Return where a character of the folded text stands."""
        return self.extracted.place(self.folded.origin(offset))


def look_up(words: Words, archived: Archived) -> Found | Missed:
    """Return where the words stand, or what comes nearest.

    The parts stand in the archived text in their order, each as a whole.
    """
    whole = _first(words.whole, archived, 0)
    if whole is not None:
        return Found((archived.place(whole[0]),))
    places = []
    behind = 0
    for part in words.parts:
        found = _first(part, archived, behind)
        if found is None:
            return _missed(part, archived, behind)
        places.append(archived.place(found[0]))
        behind = found[1]
    return Found(tuple(places)) if places else Missed(words.whole)


def _missed(part: Part, archived: Archived, behind: int) -> Missed:
    earlier = _first(part, archived, 0) if behind else None
    if earlier is not None:
        return Missed(part, earlier=archived.place(earlier[0]))
    near = nearest_passage(part.text, archived.folded.text)
    return Missed(part, near=near, place=archived.place(near.start) if near else "")


def _first(part: Part, archived: Archived, behind: int) -> tuple[int, int] | None:
    """Return start and end of the first place where a part stands, from an offset on."""
    text = archived.folded.text
    ways = [_matches(part.text, text, behind)]
    if MAYBE_HYPHEN in text or archived.may_have_notes:
        ways.append(_matches_through(part.text, archived, behind))
    firsts = (
        next((match for match in matches if _stands_alone(part, text, *match)), None)
        for matches in ways
    )
    return min((first for first in firsts if first is not None), default=None)


def _matches(words: str, text: str, behind: int) -> Iterator[tuple[int, int]]:
    start = text.find(words, behind) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _matches_through(words: str, archived: Archived, behind: int) -> Iterator[tuple[int, int]]:
    """Yield where words stand that typesetting divides: by a line's end, by the number of a note.

    They are looked for without any of these; then whatever stands there must be the author's own,
    or be of that kind.
    """
    bare, offsets = archived.bare
    pattern = None
    for start, end in _matches(archived.dividers.sub("", words), bare, 0):
        first, last = offsets[start], offsets[end - 1] + 1
        if first < behind:
            continue
        pattern = pattern or _divisible(words, may_have_notes=archived.may_have_notes)
        if pattern.fullmatch(archived.folded.text, first, last):
            yield first, last


def _divisible(words: str, *, may_have_notes: bool) -> re.Pattern[str]:
    """Return what matches words wherever dividers stand between their characters."""
    pieces = (
        f"(?:{re.escape(piece)}|{MAYBE_HYPHEN})" if piece.startswith("-") else re.escape(piece)
        for piece in re.findall("- ?|.", words)
    )
    divider = f"(?:{MAYBE_HYPHEN}|{_NOTE})?" if may_have_notes else f"{MAYBE_HYPHEN}?"
    return re.compile(divider.join(pieces))


def _stands_alone(part: Part, text: str, start: int, end: int) -> bool:
    """Return whether words begin and end where words of the text do.

    Why: "able to agree" must not be found in "unable to agree".
    """
    begins = part.may_begin_inside or not _divides(text[max(0, start - 1) : start + 1])
    ends = part.may_end_inside or not _divides(text[end - 1 : end + 1])
    return begins and ends


def _divides(pair: str) -> bool:
    """Return whether a cut between two characters is inside a word or number.

    Letters without upper case are of scripts that join words, or do not part them. The number of a
    note may stand right behind a word.
    """
    if len(pair) < 2:
        return False
    before, after = pair[0], pair[1]
    letters = before.lower() != before.upper() and after.lower() != after.upper()
    return letters or (before.isdigit() and after.isdigit())
