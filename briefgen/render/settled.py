"""Style sheets with the values of their variables written in, and sums of lengths worked out.

Why: the layout engine resolves `var()` and `calc()` anew for each element and property, which was
more than half of the time that a layout took. Only what has one value on the whole page is written
in; all else stays for the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefgen.render.sums import Sum

__all__ = ["APART", "COMMENT", "STRING", "Sheet", "Values", "settled", "values_of"]

_MOST_LETTERS = 2000
_MOST_NESTED = 16
"""Limits on a value: a template may be hostile."""

COMMENT = r"/\*.*?(?:\*/|\Z)"
STRING = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
APART = re.compile(f"{COMMENT}|{STRING}", re.DOTALL)
"""Comments and strings: what stands in them is no value."""
_DECLARED = re.compile(r"(?<![\w-])(--[\w-]+)\s*:")
_VALUE = re.compile(r"[^;{}]*")
_ROOT = re.compile(r"(?:^|[;}])\s*:root\s*\{([^{}]*)\}")
_VARIABLE = re.compile(r"(?<![\w-])var\(\s*(--[\w-]+)\s*\)")
_SETTLED = re.compile(r"(?<![\w-])(?:var|calc|max|min)\(", re.IGNORECASE)


Values = tuple[tuple[str, str], ...]
"""(variable, value), by name."""


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


def settled(sheet: str, values: Values) -> Sheet:
    """Return a sheet with values written in, with as many lines as it had."""
    return _settled(sheet, _bare(sheet), dict(values))


def values_of(sheets: Iterable[str], html: str = "") -> Values:
    """Return the variables that have one value on the whole page.

    These are the ones that only `:root` rules that always hold declare; the last of them wins, as
    in the cascade. `html` is looked at because style attributes may declare more.
    """
    values: dict[str, str] = {}
    elsewhere: set[str] = set()
    for sheet in sheets:
        for name, value in _declared(sheet):
            if value is None:
                elsewhere.add(name)
            else:
                values[name] = value
    return tuple(
        (name, value)
        for name, value in sorted(values.items())
        if name not in elsewhere and value and name not in html
    )


def _bare(text: str) -> str:
    return APART.sub(lambda found: _blank(found[0]), text)


def _blank(text: str) -> str:
    """Return as many signs that are none of CSS; a comment is like a space."""
    sign = " " if text.startswith("/*") else "\0"
    return "".join(char if char == "\n" else sign for char in text)


@lru_cache(maxsize=32)
def _declared(sheet: str) -> tuple[tuple[str, str | None], ...]:
    """Return each variable that a sheet declares, with its value if that always holds."""
    text, declared = _bare(sheet), []
    roots = [found.span(1) for found in _ROOT.finditer(text) if _is_outside(text, found)]
    for found in _DECLARED.finditer(text):
        value = _VALUE.match(text, found.end())
        assert value is not None
        is_root = any(start <= found.start() < end for start, end in roots)
        holds = is_root and "!" not in value[0]
        declared.append((found[1], sheet[value.start() : value.end()].strip() if holds else None))
    return tuple(declared)


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
