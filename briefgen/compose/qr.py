"""QR codes as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

__all__ = ["qr_svg"]

_QUIET_ZONE = 0
"""Modules of white around the code; the page's own white serves. Source: ISO/IEC 18004, 6.3.8
asks for four, which the style sheet gives as padding."""


def qr_svg(data: str, alt: str) -> Markup:
    """Return an inline SVG image of a QR code, one unit a module, with a text for its readers.

    Error correction is at least M (15 %), so that a photocopy still reads.
    """
    size, path = _modules(data)
    return Markup(
        '<svg class="qr" role="img" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {size} {size}" aria-label="{escape(alt)}"><title>{escape(alt)}</title>'
        f'<path d="{path}" fill="#000"/></svg>'
    )


@lru_cache(maxsize=16)
def _modules(data: str) -> tuple[float, str]:
    """Return how many modules wide a code is, and the outline of the dark ones.

    Why kept: each document is written several times over.
    """
    import segno

    code = segno.make_qr(data, error="m", boost_error=True)
    return code.symbol_size(border=_QUIET_ZONE)[0], "".join(_outlines(code.matrix))


def _outlines(matrix: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield the outline of each dark area, and of each light one inside it the other way round.

    Why not a box for each dark stretch of a row: that is twice as much to draw, and printers leave
    hairlines between them.
    """
    left = _edges(matrix)
    while left:
        (x, y), moves = next(iter(left.items()))
        dx, dy = moves[-1]
        steps = [f"M{x} {y}"]
        while (x, y) in left:
            moves = left[x, y]
            # straight on if the outline goes there
            dx, dy = moves.pop(moves.index((dx, dy)) if (dx, dy) in moves else -1)
            if not moves:
                del left[x, y]
            step = f"h{dx}" if dx else f"v{dy}"
            length = 1
            x, y = x + dx, y + dy
            while (dx, dy) in left.get((x, y), ()) and len(left[x, y]) == 1:
                del left[x, y]
                x, y, length = x + dx, y + dy, length + 1
            steps.append(f"{step[0]}{(dx or dy) * length}")
        yield "".join((*steps, "z"))


def _edges(matrix: Sequence[Sequence[int]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return by each corner the moves from there along an edge, with what is dark at the right."""
    size = len(matrix)

    def is_dark(x: int, y: int) -> bool:
        return 0 <= x < size and 0 <= y < size and bool(matrix[y][x])

    moves: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if not dark:
                continue
            for corner, beside, move in (
                ((x, y), (x, y - 1), (1, 0)),
                ((x + 1, y), (x + 1, y), (0, 1)),
                ((x + 1, y + 1), (x, y + 1), (-1, 0)),
                ((x, y + 1), (x - 1, y), (0, -1)),
            ):
                if not is_dark(*beside):
                    moves.setdefault(corner, []).append(move)
    return moves
