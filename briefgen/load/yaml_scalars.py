"""What an unquoted YAML scalar means."""

from __future__ import annotations

import math
import re

__all__ = ["resolve"]

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_MAX_DIGITS = 300


def resolve(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar: true, false, null, a decimal number, or its text.

    Source: YAML 1.2.2, 10.3.2 (core schema), less what authors mean as text: capitalised words,
    a leading `+` or `0` (telephone numbers, `010`), `0x` and `0o`, `.inf`, `.nan`, and numbers
    that a float could not hold.
    """
    if text in _WORDS:
        return _WORDS[text]
    # Most scalars are prose, and int() of very many digits is refused by Python.
    if text[-1] not in "0123456789." or len(text) > _MAX_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
