"""Sums of lengths, as `calc()`, `max()` and `min()` have them in style sheets."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["Sum"]

_POINTS = {
    "pt": 1.0,
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "q": 72 / 101.6,
    "in": 72.0,
    "pc": 12.0,
    "px": 0.75,
}
_TOKEN = re.compile(r"\s*(?:([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)|([a-z-]*\()|([-+*/),]))", re.I)
_CHOOSE: dict[str, Callable[[list[float]], float]] = {"max(": max, "min(": min}
_MOST_NESTED = 32


class _NotKnownError(Exception):
    """A sum has what only the layout knows, such as a percentage, or is none."""


_Amount = tuple[float, bool]
"""A number, and whether it is a length in points."""


class Sum:
    """One value that may be a sum."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[re.Match[str]] = []
        self._at = 0
        self._depth = 0

    def worked_out(self) -> str:
        """Return the value as one length or number; as it is where it is no such thing."""
        if not self._text.lower().startswith(("calc(", "max(", "min(")):
            return self._text
        try:
            self._read()
            number, is_length = self._factor()
            if self._at != len(self._tokens):
                return self._text
        except (_NotKnownError, OverflowError, ZeroDivisionError):
            return self._text
        written = f"{number:.5f}".rstrip("0").rstrip(".")
        return f"{'0' if written == '-0' else written}{'pt' if is_length else ''}"

    def _read(self) -> None:
        end = 0
        text = self._text.rstrip()
        while end < len(text):
            found = _TOKEN.match(text, end)
            if found is None:
                raise _NotKnownError
            # a sign that follows a value is an operator
            if found[1] and found[1][0] in "+-" and self._is_after_value():
                raise _NotKnownError
            self._tokens.append(found)
            end = found.end()

    def _is_after_value(self) -> bool:
        last = self._tokens[-1] if self._tokens else None
        return last is not None and (last[1] is not None or last[4] == ")")

    def _next(self) -> re.Match[str]:
        if self._at == len(self._tokens):
            raise _NotKnownError
        self._at += 1
        return self._tokens[self._at - 1]

    def _sign(self, signs: str) -> str:
        """Return the operator that comes next if it is one of these, and go on."""
        if self._at < len(self._tokens):
            sign = self._tokens[self._at][4]
            if sign is not None and sign in signs:
                self._at += 1
                return sign
        return ""

    def _total(self) -> _Amount:
        number, is_length = self._product()
        while sign := self._sign("+-"):
            other, too = self._product()
            if too != is_length:
                raise _NotKnownError
            number += other if sign == "+" else -other
        return number, is_length

    def _product(self) -> _Amount:
        number, is_length = self._factor()
        while sign := self._sign("*/"):
            other, too = self._factor()
            if too and (is_length or sign == "/"):
                raise _NotKnownError
            number = number * other if sign == "*" else number / other
            is_length = is_length or too
        return number, is_length

    def _factor(self) -> _Amount:
        token = self._next()
        if token[1] is not None:
            unit = token[2].lower()
            if unit and unit not in _POINTS:
                raise _NotKnownError
            return float(token[1]) * _POINTS.get(unit, 1.0), bool(unit)
        if token[3] is None or self._depth == _MOST_NESTED:
            raise _NotKnownError
        self._depth += 1
        amounts = [self._total()]
        while self._sign(","):
            amounts.append(self._total())
        if not self._sign(")"):
            raise _NotKnownError
        self._depth -= 1
        return self._chosen(token[3].lower(), amounts)

    @staticmethod
    def _chosen(function: str, amounts: list[_Amount]) -> _Amount:
        kinds = {is_length for _, is_length in amounts}
        if len(kinds) != 1:
            raise _NotKnownError
        (is_length,) = kinds
        numbers = [number for number, _ in amounts]
        if function in ("(", "calc(") and len(numbers) == 1:
            return numbers[0], is_length
        if function in _CHOOSE:
            return _CHOOSE[function](numbers), is_length
        raise _NotKnownError
