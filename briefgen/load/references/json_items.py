"""A JSON export to its items: each field knows its place, what stands inside it has the same.

Why not the YAML parser: exports indent with tabs and write `\\/` and surrogate pairs, and they are
larger than any file that somebody writes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final

from briefgen.diagnostics import Diagnostic, Span
from briefgen.located import Entry, Mapping, Node, Scalar, Sequence, SourceText

__all__ = ["MAX_BYTES", "MAX_DEPTH", "parse"]

MAX_BYTES: Final = 64 << 20
"""Size of an export in UTF-8; some 30,000 items."""
MAX_DEPTH: Final = 50
"""Lists and objects inside one another in a field."""

_SPACE = re.compile(r"[ \t\n\r]*")
# Numbers stay as they are written, as everywhere in a dossier.
_DECODER = JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, strict=False)
_BEGINNINGS = '"{[-0123456789tfn'


class _StopError(Exception):
    """The file cannot be read on from this offset."""

    def __init__(self, index: int, message: str = "", help_text: str = "") -> None:
        super().__init__(message)
        self.index = index
        self.message = message
        self.help_text = help_text


def parse(text: str, path: str, keys: Container[str]) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Return a list of objects, or an object, as located nodes; None when it cannot be read.

    Of an object with `items`, the usual wrapper, the value of `items` is returned.

    Args:
        text: lines ended by line feeds and no byte order mark, as `characters.decode` gives it.
        keys: the fields of an item that are looked at; the others are passed over.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        message = f"the file is longer than {MAX_BYTES:,} bytes"
        help_text = "export only the collection that the dossier cites"
        return None, (Diagnostic("BG003", message, Span(path), help=help_text),)
    reader = _Reader(SourceText(text, path), keys)
    try:
        return reader.document(), ()
    except _StopError as stop:
        return None, (_explain(reader.source, stop),)


class _Reader:
    """Reads one file from its beginning to its end."""

    def __init__(self, source: SourceText, keys: Container[str]) -> None:
        self.source = source
        self.keys = keys
        self.text = source.text
        self.end = 0
        """Offset after what was read last."""

    def document(self) -> Node:
        start = self.skip(0)
        read = {"[": self.items, "{": self.wrapped}.get(self.text[start : start + 1], self.value)
        node, end = read(start)
        if self.skip(end) < len(self.text):
            raise _StopError(
                self.skip(end), "the document ended before this", "remove what follows"
            )
        return node

    def skip(self, index: int) -> int:
        found = _SPACE.match(self.text, index)
        return found.end() if found else index

    def items(self, start: int) -> tuple[Node, int]:
        """Read a list whose objects are read field by field."""
        items = []
        for index in self.members(start, "]"):
            read = self.fields if self.text[index] == "{" else self.value
            node, self.end = read(index)
            items.append(node)
        return Sequence(tuple(items), self.source.span(start, self.end)), self.end

    def wrapped(self, start: int) -> tuple[Node, int]:
        """Read an object: the list in `items`, if there is one, else its fields."""
        listed: Node | None = None
        for index in self.members(start, "}"):
            key, _, after = self.key(index)
            if key == "items" and self.text[after : after + 1] == "[":
                listed, self.end = self.items(after)
            else:
                _, self.end = self.scan(after)
        return (listed, self.end) if listed is not None else self.fields(start)

    def fields(self, start: int) -> tuple[Mapping, int]:
        """Read an object, each field with the places of its name and its value."""
        entries: dict[str, Entry] = {}
        span = self.source.span
        for index in self.members(start, "}"):
            key, key_end, after = self.key(index)
            value, self.end = self.scan(after)
            if key in entries:
                raise _StopError(index, f"`{key}` stands twice in this item", "remove one of them")
            if key in self.keys:
                place = span(after, self.end)
                entries[key] = Entry(key, span(index, key_end), self.located(value, place))
        return Mapping(tuple(entries.values()), span(start, self.end)), self.end

    def members(self, start: int, closer: str) -> Iterator[int]:
        """Yield where each member of a list or object begins; the caller sets `end` after it."""
        index = self.skip(start + 1)
        if self.text[index : index + 1] == closer:
            self.end = index + 1
            return
        while True:
            if index >= len(self.text):
                raise _StopError(index)
            yield index
            index = self.skip(self.end)
            character = self.text[index : index + 1]
            if character == closer:
                self.end = index + 1
                return
            if character != ",":
                raise _StopError(index)
            index = self.skip(index + 1)

    def key(self, index: int) -> tuple[str, int, int]:
        """Return a field's name, where that ends, and where its value begins."""
        if self.text[index] != '"':
            raise _StopError(index)
        key, end = self.scan(index)
        colon = self.skip(end)
        if self.text[colon : colon + 1] != ":":
            raise _StopError(colon, "a colon is missing before this", 'write `"name": value`')
        return str(key), end, self.skip(colon + 1)

    def value(self, index: int) -> tuple[Node, int]:
        """Read any value; what stands inside it has its place."""
        value, end = self.scan(index)
        return self.located(value, self.source.span(index, end)), end

    def scan(self, index: int) -> tuple[Any, int]:
        try:
            return _DECODER.raw_decode(self.text, index)
        except JSONDecodeError as error:
            raise _StopError(error.pos) from None
        except RecursionError:
            raise _too_deep(index) from None

    def located(self, value: Any, span: Span, depth: int = 1) -> Node:
        """Return a value whose parts have all the same place."""
        if depth > MAX_DEPTH:
            raise _too_deep(self.end)
        match value:
            case dict():
                parts = ((key, self.located(one, span, depth + 1)) for key, one in value.items())
                return Mapping(tuple(Entry(key, span, node) for key, node in parts), span)
            case list():
                return Sequence(tuple(self.located(v, span, depth + 1) for v in value), span)
            case str():
                return Scalar(value, span, value)
            case _:
                return Scalar(value, span, "")


def _too_deep(index: int) -> _StopError:
    return _StopError(index, "lists and objects are nested too deep", "export the items again")


def _explain(source: SourceText, stop: _StopError) -> Diagnostic:
    """Say why the file cannot be read on, from the text around the place."""
    text, index = source.text, stop.index
    message, help_text = stop.message, stop.help_text
    character, before = text[index : index + 1], text[:index].rstrip()[-1:]
    if message:
        pass
    elif not text.strip():
        message, help_text = "the file is empty", "export the items again, or delete the file"
    elif index >= len(text.rstrip()):
        message, help_text = "the file ends in the middle", "export it again: a part is missing"
    elif character == '"' and before in (":", ",", "[", "{"):
        message, help_text = "this quotation mark is never closed", "export the items again"
    elif character in "]}" and before == ",":
        message, help_text = "nothing follows the comma before this", "remove the comma"
    elif character in "'“”‘’":
        message, help_text = f"`{character}` is no quotation mark of JSON", 'write `"`'
    elif text[index - 1 : index] == "\\" or character == "\\":
        message, help_text = "this is no escape that JSON knows", r"write `\\` for a backslash"
    elif character in _BEGINNINGS and before not in ("", ",", ":", "[", "{"):
        message, help_text = "a comma is missing before this", "put it behind the value above"
    else:
        message, help_text = "this is not valid JSON", "export the items again as Better CSL JSON"
    end = index + 1 if character not in ("", "\n") else index
    return Diagnostic("BG243", message, source.span(index, end), help=help_text)
