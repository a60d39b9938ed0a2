"""Style sheets with the values of their variables written in, and sums of lengths worked out.

Why: the layout engine resolves `var()` and `calc()` anew for each element and property, which was
more than half of the time that a layout took. Only what has one value on the whole page is written
in; all else stays for the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.render.sums import Sum

__all__ = ["APART", "Sheet", "settle"]

_MOST_LETTERS = 2000
_MOST_NESTED = 16
"""Limits on a value: a template may be hostile."""

APART = re.compile(r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
"""Comments and strings: what stands in them is no value."""
_DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_VALUE = re.compile(r"[^;{}]*")
_ROOT = re.compile(r"(?:^|[;}])\s*:root\s*\{([^{}]*)\}")
_VARIABLE = re.compile(r"(?<![\w-])var\(\s*(--[\w-]+)\s*\)")
_SETTLED = re.compile(r"(?<![\w-])(?:var|calc|max|min)\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet as the engine reads it."""

    text: str
    moved: tuple[tuple[int, int, int], ...] = ()
    """(line, column, by how much) what follows there stands further right than in the template."""

    def column(self, line: int, column: int) -> int:
        """Return where something stands in the template's own sheet."""
        shift = 0
        for at, start, by in self.moved:
            if at == line and start <= column:
                shift += by
        return column - shift


def settle(sheets: Sequence[str], html: str = "") -> tuple[Sheet, ...]:
    """Return the sheets, each with as many lines as it had.

    A variable is written in where only `:root` rules that always hold declare it, the last of them
    wins, as in the cascade. `html` is looked at because style attributes may declare more.
    """
    bare = [APART.sub(lambda found: _blank(found[0]), text) for text in sheets]
    values = _values(sheets, bare, html)
    return tuple(
        _settled(text, blanked, values) for text, blanked in zip(sheets, bare, strict=True)
    )


def _blank(text: str) -> str:
    """Return as many signs that are none of CSS; a comment is like a space."""
    sign = " " if text.startswith("/*") else "\0"
    return "".join(char if char == "\n" else sign for char in text)


def _values(sheets: Sequence[str], bare: Sequence[str], html: str) -> dict[str, str]:
    """Return the value of each variable that has one on the whole page."""
    values: dict[str, str] = {}
    elsewhere: set[str] = set()
    for whole, text in zip(sheets, bare, strict=True):
        roots = [found.span(1) for found in _ROOT.finditer(text) if _is_outside(text, found)]
        for found in _DECLARED.finditer(text):
            value = _VALUE.match(text, found.end())
            assert value is not None
            is_root = any(start <= found.start() < end for start, end in roots)
            if is_root and "!" not in value[0]:
                values[found[1]] = whole[value.start() : value.end()].strip()
            else:
                elsewhere.add(found[1])
    return {
        name: value
        for name, value in values.items()
        if name not in elsewhere and value and name not in html
    }


def _is_outside(text: str, rule: re.Match[str]) -> bool:
    """Return whether a rule stands in no other, such as one for screens."""
    before = text[: rule.start() + 1]
    return before.count("{") == before.count("}")


def _settled(text: str, bare: str, values: dict[str, str]) -> Sheet:
    pieces: list[str] = []
    moved: list[tuple[int, int, int]] = []
    done, line, column = 0, 1, 1
    for start, end in _places(bare):
        new = _value(text[start:end], values)
        if new == text[start:end]:
            continue
        for piece in (text[done:start], new.ljust(end - start)):
            pieces.append(piece)
            newlines = piece.count("\n")
            line += newlines
            column = len(piece) - piece.rfind("\n") if newlines else column + len(piece)
        if len(new) > end - start:
            moved.append((line, column, len(new) - (end - start)))
        done = end
    return Sheet("".join((*pieces, text[done:])), tuple(moved))


def _places(bare: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each outermost function goes, on one line and without strings."""
    at = 0
    while found := _SETTLED.search(bare, at):
        end = _closed(bare, found.end())
        if end is not None and "\n" not in bare[found.start() : end]:
            yield found.start(), end
        at = end if end is not None else found.end()


def _closed(text: str, at: int) -> int | None:
    """Return where the bracket that was opened before `at` is closed."""
    depth = 1
    for here in range(at, min(len(text), at + _MOST_LETTERS)):
        char = text[here]
        if char in ";{}\0":
            return None
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return here + 1
    return None


def _value(text: str, values: dict[str, str]) -> str:
    """Return a value with its variables written in and its sums worked out; else as it was."""
    new = text
    for _ in range(_MOST_NESTED):
        if "var(" not in new:
            break
        new = _VARIABLE.sub(lambda found: values.get(found[1], found[0]), new)
        if len(new) > _MOST_LETTERS:
            return text
    if "var(" in new or "\n" in new:
        return text
    return Sum(new).worked_out()
