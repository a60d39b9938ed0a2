"""The passage of a text that is most like given words, and where the two differ."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from briefgen.archives.fold import MAYBE_HYPHEN, NO_SPACES

__all__ = ["Near", "nearest_passage"]

_LEAST_LIKE = 60.0
"""Per cent of likeness below which a passage has nothing to do with the words."""
_WORD = re.compile(rf"[{NO_SPACES}]|(?:(?![{NO_SPACES}])\w)+(?:['-]\w+)*|[^\s\w]")
_MOST_DIFFERENCES = 4


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that is like words which were looked for."""

    start: int
    """Offset of its first character in the text."""
    passage: str
    changed: int
    """How many words would have to change."""
    differences: tuple[str, ...]
    """How the words differ from it, word by word, in sentences without a full stop."""


def nearest_passage(words: str, text: str) -> Near | None:
    """Return the passage of a folded text that is most like folded words, None if none is."""
    from rapidfuzz import fuzz

    if len(words) > len(text):
        if fuzz.ratio(words, text) < _LEAST_LIKE:
            return None
        start, end = 0, len(text)
    else:
        best = fuzz.partial_ratio_alignment(words, text, score_cutoff=_LEAST_LIKE)
        if best is None:
            return None
        start, end = best.dest_start, best.dest_end
    # the passage may be longer than the words by what these leave out
    margins = (0, 20 + len(words) // 4)
    stretches = [
        (_word_start(text, start - margin), _word_end(text, end + margin)) for margin in margins
    ]
    compared = [_compared(words, text, *stretch) for stretch in stretches]
    return min((near for near in compared if near), key=lambda near: near.changed, default=None)


def _word_start(text: str, offset: int) -> int:
    return text.rfind(" ", 0, offset) + 1 if offset > 0 else 0


def _word_end(text: str, offset: int) -> int:
    found = text.find(" ", offset)
    return found if found >= 0 else len(text)


def _compared(words: str, text: str, start: int, end: int) -> Near | None:
    """Return the differences of words and a stretch around their passage, cut to the passage."""
    stretch = text[start:end].replace(MAYBE_HYPHEN, "-")
    own, theirs = list(_WORD.finditer(words)), list(_WORD.finditer(stretch))
    steps = difflib.SequenceMatcher(
        None, [word[0] for word in own], [word[0] for word in theirs], autojunk=False
    ).get_opcodes()
    same = [number for number, step in enumerate(steps) if step[0] == "equal"]
    if not same:
        return None
    first, last = 0, len(theirs)
    changed, changes = 0, []
    for number, (kind, i, j, a, b) in enumerate(steps):
        begin, stop = a, b
        # at its ends the stretch goes on beyond the passage
        if number < same[0]:
            begin = first = max(a, b - (j - i))
        if number > same[-1]:
            stop = last = min(b, a + (j - i))
        if kind != "equal" and (i < j or begin < stop):
            changed += j - i + stop - begin
            changes.append(_difference(_cut(words, own[i:j]), _cut(stretch, theirs[begin:stop])))
    passage = _cut(stretch, theirs[first:last])
    shown = changes[:_MOST_DIFFERENCES]
    if len(changes) > len(shown):
        shown.append(f"and {len(changes) - len(shown)} more differences")
    return Near(start + theirs[first].start(), passage, changed, tuple(shown))


def _cut(text: str, words: list[re.Match[str]]) -> str:
    """Return the text from the first to the last of words that were found in it."""
    return text[words[0].start() : words[-1].end()] if words else ""


def _difference(own: str, theirs: str) -> str:
    if not theirs:
        return f"`{own}` is not in the archive"
    if not own:
        return f"the quote leaves out `{theirs}`"
    return f"the quote has `{own}`, the archive `{theirs}`"
