"""Emphasis that reads back: which marks to write, and what to encode beside them.

Source: CommonMark 0.31.2, "Emphasis and strong emphasis": a run of marks opens or closes by the
characters on either side of it, so that not every tree can be written with plain marks. Where
a neighbour is in the way, it is written as a character reference, which counts as punctuation.
Known limit: an emphasis that touches another one inside a third may read back with other borders;
the words are kept.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Piece", "joined"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of Markdown, and what part it plays beside emphasis."""

    markdown: str
    kind: Literal["text", "other", "open", "close"] = "other"
    """Only `text` may be encoded; `open` and `close` are marks of emphasis."""


def joined(pieces: list[Piece]) -> str:
    """Return the Markdown of all pieces, in which each mark opens or closes as its piece says."""
    settled = _without_seams(pieces)
    for index, piece in enumerate(settled):
        if piece.kind == "open":
            _settle(settled, index, outer=index - 1, inner=index + 1)
        elif piece.kind == "close":
            _settle(settled, index, outer=index + 1, inner=index - 1)
    return "".join(piece.markdown for piece in settled)


def _without_seams(pieces: list[Piece]) -> list[Piece]:
    """Make one run of two equal runs that touch."""
    kept: list[Piece] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.kind, piece.kind) == ("close", "open")
            and last.markdown == piece.markdown
        ):
            kept.pop()
        elif piece.markdown:
            kept.append(piece)
    return kept


def _settle(pieces: list[Piece], index: int, *, outer: int, inner: int) -> None:
    """Encode the neighbours that would keep this run of marks from working."""
    outside = _facing(pieces, outer, index)
    inside = _facing(pieces, inner, index)
    if inside.isspace():
        _encode(pieces, inner, index)
        inside = "&"
    word_outside = not outside.isspace() and not _is_punctuation(outside)
    blocked = _may_be_punctuation(inside) or pieces[index].markdown.startswith("_")
    if word_outside and blocked:
        _encode(pieces, outer, index)


def _facing(pieces: list[Piece], neighbour: int, index: int) -> str:
    """Return the neighbour's character next to the marks; a space at either end of the line."""
    if not 0 <= neighbour < len(pieces):
        return " "
    return pieces[neighbour].markdown[-1 if neighbour < index else 0]


def _encode(pieces: list[Piece], neighbour: int, index: int) -> None:
    piece = pieces[neighbour]
    if piece.kind != "text":
        return
    if neighbour < index:
        markdown = f"{piece.markdown[:-1]}&#{ord(piece.markdown[-1])};"
    else:
        markdown = f"&#{ord(piece.markdown[0])};{piece.markdown[1:]}"
    pieces[neighbour] = replace(piece, markdown=markdown)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] == "P" or character in "$+<=>^`|~"


def _may_be_punctuation(character: str) -> bool:
    """Include symbols, which only newer versions of CommonMark count as punctuation."""
    return unicodedata.category(character)[0] in "PS"
