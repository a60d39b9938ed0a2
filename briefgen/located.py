"""Content as it was written: a tree of values, each of which knows its place in its file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence as Items
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from briefgen.diagnostics import Span

__all__ = [
    "Entry",
    "Mapping",
    "Node",
    "Path",
    "Scalar",
    "Sequence",
    "SourceText",
    "at",
    "find",
    "get",
    "key_at",
    "plain",
    "written",
]

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the root, as in the `loc` of pydantic's errors."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    value: str | int | float | bool | None
    span: Span
    text: str
    """The value as it was written, e.g. `3.10` where `value` is 3.1; without quotes."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, and its value."""

    key: str
    key_span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order in which they were written; no key occurs twice."""

    entries: tuple[Entry, ...]
    span: Span


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text, which turns offsets into places. Only a line feed ends a line."""

    text: str = field(repr=False)
    path: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "_starts", starts)

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`."""
        starts = self._starts
        line = bisect_right(starts, start)
        on_one_line = start <= end and (line == len(starts) or end < starts[line])
        end_line = line if on_one_line else bisect_right(starts, end)
        return Span(
            self.path, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1
        )


def plain(node: Node) -> Any:
    """Return the tree as dict, list and scalars."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in node.entries}


def written(node: Node) -> Any:
    """Return the tree as `plain` does, with every number as the text that was written.

    Why: a version `3.10` or a number `2023` in a field that holds text keeps its spelling, and
    a numeric field still takes the text in pydantic's lax mode.
    """
    match node:
        case Scalar(value=bool() | None):
            return node.value
        case Scalar():
            return node.text
        case Sequence():
            return [written(item) for item in node.items]
        case Mapping():
            return {entry.key: written(entry.value) for entry in node.entries}


def get(mapping: Mapping, key: str) -> Node | None:
    """Return the value of a key, or None where the mapping has no such key."""
    entry = _entry(mapping, key)
    return entry.value if entry else None


def at(node: Node, path: Path) -> Span:
    """Return the place of the value at `path`, or of the nearest value around it.

    Parts that name no child are passed over: pydantic's `loc` also holds the tags of unions and
    the names of validators. Its `[key]` part stands for the key itself.
    """
    found, entry = _walk(node, path)
    return entry.key_span if entry and path[-1] == "[key]" else found.span


def key_at(node: Node, path: Path) -> Span:
    """Return the place of the key that leads to the value at `path`.

    It is the place of the value where `path` ends in an item of a list, and that of the nearest
    value around it where there is no such key.
    """
    found, entry = _walk(node, path)
    return entry.key_span if entry and str(path[-1]) in (entry.key, "[key]") else found.span


def find(lines: Items[str], span: Span, token: str, *, nth: int = 0) -> Span:
    """Return the place of the `nth` occurrence (from 0) of a token inside a span of the source.

    Falls back to the whole span where the source spells it otherwise, as with escapes. A space in
    the token also stands for a line break with its indentation, since such text is folded.

    Args:
        lines: the lines of the whole file, without their line feeds.
    """
    if not token.strip() or not span.end_line:
        return span
    stretch = list(lines[span.line - 1 : span.end_line])
    if not stretch:
        return span
    if span.end_line - span.line + 1 == len(stretch):
        stretch[-1] = stretch[-1][: span.end_column - 1]
    # Blanks, not a cut, before the first column: columns then need no correction.
    stretch[0] = " " * (span.column - 1) + stretch[0][span.column - 1 :]
    pattern = r"[ \t\n]+".join(re.escape(word) for word in token.split())
    for count, match in enumerate(re.finditer(pattern, "\n".join(stretch))):
        if count == nth:
            place = SourceText(match.string, span.path).span(match.start(), match.end())
            first = span.line - 1
            return Span(
                span.path,
                place.line + first,
                place.column,
                place.end_line + first,
                place.end_column,
            )
    return span


def _entry(mapping: Mapping, key: str) -> Entry | None:
    return next((entry for entry in mapping.entries if entry.key == key), None)


def _walk(node: Node, path: Path) -> tuple[Node, Entry | None]:
    """Follow a path as far as it goes; also return the entry when a key was the last step."""
    entry: Entry | None = None
    for part in path:
        match node:
            case Mapping() if step := _entry(node, str(part)):
                node, entry = step.value, step
            case Sequence() if isinstance(part, int) and 0 <= part < len(node.items):
                node, entry = node.items[part], None
    return node, entry
