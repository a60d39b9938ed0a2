"""Text as proofs compare it: its letters and digits, and nothing that typesetting changes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
_SMALL = bytes(range(256)).lower()
_NO_ASCII_WORD = bytes(code for code in range(128) if not chr(code).isalnum())
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_OFTEN_SEEN = 8
"""Characters of a run that may come again: quotation marks, dashes, a letter with its accent."""


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, without case, in NFKC, and nothing between them.

    Why no spaces: a ligature, kerning, a hyphen at the end of a line and the end itself then change
    nothing, whichever program reads the page.
    """
    return _with_folded_ascii(text) if text.isascii() else _NO_WORD.sub("", _normal(text))


def skeleton(text: str) -> str:
    """Return a squeezed text without accents, its letters those that they look like.

    Why: an accent may be drawn apart from its letter, and a letter of another script in its place.
    """
    if text.isascii():
        return squeeze(text)
    # no letter of ASCII changes with what is beside it, so the few others are folded on their own
    return _with_folded_ascii(_BEYOND_ASCII.sub(_folded_run, text))


def literal(text: str) -> str:
    """Return a text without case, in NFKC, with its marks and single spaces: for ids and names."""
    return _SPACES.sub(" ", _normal(text))


def _with_folded_ascii(text: str) -> str:
    """Return a text with the ASCII in it folded. In UTF-8 no other letter has a byte of it."""
    content = text.encode("utf-8", "surrogatepass")
    return content.translate(_SMALL, _NO_ASCII_WORD).decode("utf-8", "surrogatepass")


def _folded_run(found: re.Match[str]) -> str:
    return _known(found[0]) if len(found[0]) <= _OFTEN_SEEN else _folded(found[0])


def _folded(text: str) -> str:
    plain = _NO_WORD.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _ANY_ALIKE.sub(lambda found: _ALIKE[found[0]], plain)


_known = lru_cache(maxsize=4096)(_folded)


def _normal(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
