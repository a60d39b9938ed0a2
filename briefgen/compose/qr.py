"""QR codes as SVG."""

from __future__ import annotations

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
    path = "".join(
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(code.matrix)
        for x, length in _runs(row)
    )
    return code.symbol_size(border=_QUIET_ZONE)[0], path


def _runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Return (start, length) of each stretch of dark modules in a row."""
    runs: list[tuple[int, int]] = []
    start = None
    for x, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x - start))
            start = None
    return runs
