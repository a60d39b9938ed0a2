"""Where marks and names stand: in lanes one below the other, so that nothing covers another."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["Piece", "Placed", "place"]

_APART = 16
"""Tenths of a millimetre between two pieces in a lane."""
_BESIDE = 10
"""Between a mark and its name."""
_BEGINNING = 36
"""So much of a bar is seen between its mark and a name that stands on it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What an event takes on the strip, in tenths of a millimetre."""

    left: int
    """Where its bar or mark begins."""
    right: int
    mark: int
    """The middle of its mark."""
    name_width: int
    """0 if it has no name."""
    prefers_left: bool = False
    """Whether its name rather stands before it."""
    rank: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in its lane."""

    piece: Piece
    lane: int
    """From the top, from 0."""
    name_left: int | None = None
    """Where its name begins; None if there was no room for it."""


def place(pieces: list[Piece], width: int, lanes: int, half: int) -> tuple[tuple[Placed, ...], int]:
    """Return each piece in its place, and the number of lanes.

    All pieces are placed; as many as fit are named, the lowest in rank first. Where the marks alone
    need more lanes there are more, and with more than twice as many nothing is named. `half` is
    half the width of a mark.
    """
    bare = _packed(pieces, frozenset(), width, len(pieces), half)
    assert bare is not None
    needed = max((one.lane for one in bare), default=0) + 1
    if needed > 2 * lanes:
        return tuple(bare), needed
    lanes = max(lanes, needed)
    ranked = sorted(range(len(pieces)), key=lambda index: (pieces[index].rank, index))
    named = [index for index in ranked if pieces[index].name_width]
    # The greatest number of names with which all find room, sought by halves.
    fits, least, most = bare, 0, len(named)
    while least <= most:
        count = (least + most) // 2
        tried = _packed(pieces, frozenset(named[:count]), width, lanes, half)
        if tried is None:
            most = count - 1
        else:
            fits, least = tried, count + 1
    placed = _named_later(fits, named, width, half)
    return tuple(placed), max((one.lane for one in placed), default=0) + 1


def _packed(
    pieces: list[Piece], named: frozenset[int], width: int, lanes: int, half: int
) -> list[Placed] | None:
    """Return the pieces in the first lanes that have room for them, None if there is none."""
    taken: list[list[tuple[int, int]]] = [[] for _ in range(lanes)]
    placed = []
    for index, piece in enumerate(pieces):
        spots = (_spots(piece, width, half) if index in named else []) or [None]
        found = next(
            (
                (lane, spot)
                for spot in spots
                for lane in range(lanes)
                if _is_free(taken[lane], _extent(piece, spot))
            ),
            None,
        )
        if found is None:
            return None
        lane, spot = found
        taken[lane].append(_extent(piece, spot))
        placed.append(Placed(piece, lane, spot))
    return placed


def _named_later(placed: list[Placed], ranked: list[int], width: int, half: int) -> list[Placed]:
    """Return the pieces, with names for those that have room in the lane where they are."""
    result = list(placed)
    for index in ranked:
        one = result[index]
        if one.name_left is not None:
            continue
        others = [
            _extent(other.piece, other.name_left)
            for place, other in enumerate(result)
            if place != index and other.lane == one.lane
        ]
        for spot in _spots(one.piece, width, half):
            if _is_free(others, _extent(one.piece, spot)):
                result[index] = replace(one, name_left=spot)
                break
    return result


def _spots(piece: Piece, width: int, half: int) -> list[int | None]:
    """Return where the name may begin, the best first: before the piece, behind it, or on it.

    A bar or line that is long enough for its name bears it rather than one far behind its mark.
    """
    before = piece.left - _BESIDE - piece.name_width
    within = piece.mark + half + _BEGINNING
    has_room = within + piece.name_width + _BEGINNING <= piece.right
    after = within if has_room else piece.right + _BESIDE
    spots: list[int | None] = []
    if before >= 0:
        spots.append(before)
    if after + piece.name_width <= width:
        spots.append(after)
    return spots if piece.prefers_left else spots[::-1]


def _extent(piece: Piece, spot: int | None) -> tuple[int, int]:
    if spot is None:
        return piece.left, piece.right
    return min(piece.left, spot), max(piece.right, spot + piece.name_width)


def _is_free(taken: list[tuple[int, int]], extent: tuple[int, int]) -> bool:
    left, right = extent
    return all(right + _APART <= start or end + _APART <= left for start, end in taken)
