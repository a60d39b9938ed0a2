"""Text as proofs compare it: its letters and digits, and nothing that typesetting changes."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["literal", "squeeze"]

_NO_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, without case, in NFKC, and nothing between them.

    Why no spaces: a ligature, kerning, a hyphen at the end of a line and the end itself then change
    nothing, whichever program reads the page.
    """
    return _NO_WORD.sub("", _normal(text))


def literal(text: str) -> str:
    """Return a text without case, in NFKC, with its marks and single spaces: for ids and names."""
    return _SPACES.sub(" ", _normal(text))


def _normal(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
