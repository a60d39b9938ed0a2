"""The outline of a QR code is the code."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
import segno

from briefgen.compose.qr import _outlines

CORNERS = ((1, 0), (0, 1))
RING = ((1, 1, 1), (1, 0, 1), (1, 1, 1))
EMPTY = ((0, 0), (0, 0))


def filled(path: str, size: int) -> list[list[bool]]:
    """Return which modules a path fills: those that it goes around, as SVG counts."""
    turns = [[0] * size for _ in range(size)]
    for outline in filter(None, path.split("z")):
        start, *steps = re.findall(r"M\d+ \d+|[hv]-?\d+", outline)
        assert "".join((start, *steps)) == outline
        x, y = first = tuple(map(int, start[1:].split()))
        for step in steps:
            by = int(step[1:])
            if step[0] == "h":
                x += by
                continue
            for row in range(min(y, y + by), max(y, y + by)):
                for column in range(x, size):
                    turns[row][column] += 1 if by > 0 else -1
            y += by
        assert (x, y) == first
    return [[number != 0 for number in row] for row in turns]


@pytest.mark.parametrize(
    "matrix",
    [
        CORNERS,
        RING,
        EMPTY,
        *(
            segno.make_qr("https://example.org/" + "a" * length, error="m").matrix
            for length in (0, 9, 30, 200)
        ),
    ],
)
def test_what_is_drawn_is_what_is_dark(matrix: Sequence[Sequence[int]]) -> None:
    dark = [[bool(module) for module in row] for row in matrix]
    assert filled("".join(_outlines(matrix)), len(matrix)) == dark
