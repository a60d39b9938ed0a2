"""Text as proofs compare it: its letters and digits, and nothing that typesetting changes."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["literal", "skeleton", "squeeze"]

_NO_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
_ALIKE = dict(
    zip(
        "авекмнорстухіјѕһԁԛԝѵүαβειικνορτυχγօսհոıɑɡǀℓ",
        "abekmhopctyxijshdqwvyabeiiknoptyxyouhniagll",
        strict=True,
    )
)
"""Small letters that nobody can tell from Latin ones, themselves or as capitals: Cyrillic, Greek,
Armenian and phonetic."""
_ANY_ALIKE = re.compile(f"[{''.join(_ALIKE)}]")


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, without case, in NFKC, and nothing between them.

    Why no spaces: a ligature, kerning, a hyphen at the end of a line and the end itself then change
    nothing, whichever program reads the page.
    """
    return _NO_WORD.sub("", _normal(text))


def skeleton(text: str) -> str:
    """Return a squeezed text without accents, its letters those that they look like.

    Why: an accent may be drawn apart from its letter, and a letter of another script in its place.
    """
    if text.isascii():
        return squeeze(text)
    plain = _NO_WORD.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _ANY_ALIKE.sub(lambda found: _ALIKE[found[0]], plain)


def literal(text: str) -> str:
    """Return a text without case, in NFKC, with its marks and single spaces: for ids and names."""
    return _SPACES.sub(" ", _normal(text))


def _normal(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
