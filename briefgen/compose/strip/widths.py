"""How wide words are, without a font: so that composing needs no layout engine."""

from __future__ import annotations

import unicodedata

__all__ = ["shortened", "width_of"]

_ASCII = (
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350,
    497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425,
    847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727, 647, 664,
    566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500,
    542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542,
    555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
)  # fmt: skip
"""Thousandths of an em of Source Sans 3 at its normal weight, from the space to the tilde."""
_AIR = 12
"""Added to each: what kerning and rounding may add, and letters with accents."""
_MARKS = {**dict.fromkeys("’‘·\u00a0", 250), **dict.fromkeys("“”«»", 430), "–": 480, "—": 800}
_FULL, _OTHER = 1000, 960


def width_of(text: str, size: int, widening: int = 100) -> int:
    """Return the greatest width of a text, in the unit of `size`; `widening` is in per cent."""
    return -(-sum(map(_ems, text)) * size * widening // 100_000)


def _ems(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return _FULL
    base = unicodedata.normalize("NFD", sign)[0]
    if " " <= base <= "~":
        return _ASCII[ord(base) - 32] + _AIR + (_AIR if base != sign else 0)
    return _MARKS.get(sign, _OTHER) + _AIR


def shortened(text: str, width: int, size: int, widening: int = 100) -> str:
    """Return a text that is no wider than `width`: whole, or its first words and an ellipsis."""
    text = " ".join(text.split())
    if width_of(text, size, widening) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size, widening) > width:
        head, space, _ = kept.rpartition(" ")
        kept = head if space and len(head) > 8 else kept[:-1]
    return f"{kept.rstrip(' ,;:.–-')}…" if kept else ""
