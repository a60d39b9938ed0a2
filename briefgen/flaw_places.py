"""Whose text a flaw on a page is in: the item and the field, where the words tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.checks import THE_DOSSIER, PlacedFlaw
from briefgen.prove import Expected, squeeze
from briefgen.render import Flaw

__all__ = ["placed_flaws"]

_TELLING = 6
"""Letters and digits from which on a text is one item's and not another's by chance."""


def placed_flaws(flaws: Iterable[Flaw], expected: Sequence[Expected]) -> tuple[PlacedFlaw, ...]:
    """Return flaws with the item that their text is of; `expected` is what the document prints.

    What no text of an item begins with, such as a table's head, is the dossier's.
    """
    texts = [
        (each, line)
        for each in expected
        if not each.is_on_every_page
        for line in map(squeeze, each.lines)
        if line
    ]
    return tuple(_placed(flaw, texts) for flaw in flaws)


def _placed(flaw: Flaw, texts: Iterable[tuple[Expected, str]]) -> PlacedFlaw:
    block, word = squeeze(flaw.text), squeeze(flaw.word)
    ranked = [
        (_likeness(block, word, line), -number, each) for number, (each, line) in enumerate(texts)
    ]
    likeness, _, found = max(ranked, key=lambda rank: rank[:2], default=(0, 0, None))
    if not likeness or found is None:
        return PlacedFlaw(flaw.kind, flaw.page, flaw.text, flaw.word, THE_DOSSIER, ())
    owner = (found.family, found.identifier)
    path = tuple(int(key) if key.isdigit() else key for key in found.place.split("."))
    return PlacedFlaw(flaw.kind, flaw.page, flaw.text, flaw.word, owner, path)


def _likeness(block: str, word: str, line: str) -> int:
    """Return how well a line of an item's text fits: it is the block, begins it, is in it."""
    if block == line:
        return 4
    if len(block) >= _TELLING and line.startswith(block):
        return 3
    if len(line) < _TELLING or line not in block:
        return 1 if len(word) >= _TELLING and word in line else 0
    return 2 + bool(word and word in line)
