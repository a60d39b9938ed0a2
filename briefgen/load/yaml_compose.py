"""Events of a YAML parser to a located tree, within limits that no real content reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

import yaml

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.load import characters
from briefgen.load.yaml_scalars import resolve
from briefgen.load.yaml_syntax import explain
from briefgen.located import Entry, Mapping, Node, Scalar, Sequence, SourceText

__all__ = ["MAX_DEPTH", "MAX_EVENTS", "MAX_EXPANDED", "Composer", "StopError"]

MAX_DEPTH: Final = 50
"""Lists and mappings inside one another, aliases expanded."""
MAX_EVENTS: Final = 200_000
"""Events of the parser: about one a value and two a list or mapping."""
MAX_EXPANDED: Final = 1 << 22
"""Weight of the tree with all aliases expanded: its characters, and 10 for each value.

No file without aliases comes near it: 1 MiB of characters and 200,000 events make 3 million.
"""
_NODE_WEIGHT = 10

_Start: TypeAlias = yaml.SequenceStartEvent | yaml.MappingStartEvent

_BLANK = re.compile(r"[ \t]*(?:#.*|\.\.\.[ \t]*)?")
_TAG = re.compile(r"!\S*")
_QUOTED = ("'", '"')
_COMMENT_IN_TEXT = re.compile(r"[ \t]+(#[^\s#][^\n]*)")


class StopError(Exception):
    """The rest of the file must not be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Built(NamedTuple):
    """A finished value, with what its aliases need to know."""

    node: Node
    end: int
    """Offset after its last character."""
    weight: int
    """See `MAX_EXPANDED`."""
    height: int
    """Lists and mappings inside one another, itself included; 0 for a scalar."""


class Composer:
    """Makes one tree from the events of one file."""

    def __init__(
        self, source: SourceText, events: Iterator[yaml.Event], faults: list[Diagnostic]
    ) -> None:
        self.source = source
        self.faults = faults
        self._events = events
        self._last: yaml.Event | None = None
        self._count = 0
        self._weight = 0
        self._anchors: dict[str, _Built | None] = {}
        """None while the anchored value is still being read."""

    def document(self) -> Node:
        """Return the tree of the first document; a second one is a fault."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return Scalar(None, self.source.span(0, 0), "")
        node = self._value(self._next(), 1).node
        self._next()
        self._check_rest()
        return node

    @property
    def reached(self) -> int:
        """Offset after the last event."""
        return _offsets(self._last)[1] if self._last is not None else 0

    def _next(self) -> yaml.Event:
        event = self._last = next(self._events)
        self._count += 1
        if self._count > MAX_EVENTS:
            message = f"the file holds more than {MAX_EVENTS:,} values, lists and mappings"
            raise self._limit(message, self._span(event), "split it into several files")
        return event

    def _span(self, event: yaml.Event) -> Span:
        return self.source.span(*_offsets(event))

    def _fault(self, code: str, message: str, span: Span, help_text: str) -> None:
        self.faults.append(Diagnostic(code, message, span, help=help_text))

    @staticmethod
    def _limit(message: str, span: Span, help_text: str) -> StopError:
        return StopError(Diagnostic("BG003", message, span, help=help_text))

    def _value(self, event: yaml.Event, depth: int) -> _Built:
        """Read one value; `depth` is that of a list or mapping standing here."""
        if isinstance(event, yaml.ScalarEvent):
            built = self._scalar(event)
            if not event.style and self.source.text.startswith((" ", "\t"), built.end):
                self._warn_of_comment(built.end)
            return built
        if isinstance(event, yaml.AliasEvent):
            built = self._alias(event)
            self._check_depth(depth + built.height - 1, event)
            return built
        self._check_depth(depth, event)
        if not isinstance(event, _Start):
            raise TypeError(event)
        return self._collection(event, depth)

    def _check_depth(self, depth: int, event: yaml.Event) -> None:
        if depth > MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            raise self._limit(message, self._span(event), "put the inner ones further up")

    def _grow(self, weight: int, event: yaml.Event) -> None:
        self._weight += weight
        if self._weight > MAX_EXPANDED:
            message = "the aliases make the file many times as large as it is written"
            raise self._limit(message, self._span(event), "write out what is repeated, or drop it")

    def _scalar(self, event: yaml.ScalarEvent) -> _Built:
        start, end = _offsets(event)
        text = self.source.text
        if event.style not in _QUOTED:
            # A block scalar's mark lies after the empty lines that follow it.
            while end > start and text[end - 1] in " \t\n":
                end -= 1
        span = self.source.span(start, end)
        value = event.value
        plain = not event.style and event.tag is None
        node = Scalar(resolve(value) if plain else value, span, value)
        if not plain:
            self._check_scalar(event, span)
        weight = _NODE_WEIGHT + len(value)
        self._grow(weight, event)
        built = _Built(node, end, weight, 0)
        if event.anchor:
            self._anchors[event.anchor] = built
        return built

    def _check_scalar(self, event: yaml.ScalarEvent, span: Span) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        if event.style == '"':
            start, end = _offsets(event)
            raw = self.source.text[start:end]
            if "\\" in raw:
                self.faults.extend(characters.check_value(event.value, span, written=raw))

    def _collection(self, event: _Start, depth: int) -> _Built:
        if event.tag is not None:
            self._refuse_tag(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        weight_before = self._weight
        self._grow(_NODE_WEIGHT, event)
        read = self._sequence if isinstance(event, yaml.SequenceStartEvent) else self._mapping
        node, end, height = read(event, depth)
        built = _Built(node, end, self._weight - weight_before, height)
        # An anchor of the same name further in is the later one and wins.
        if event.anchor and self._anchors[event.anchor] is None:
            self._anchors[event.anchor] = built
        return built

    def _sequence(self, event: _Start, depth: int) -> tuple[Node, int, int]:
        items: list[Node] = []
        end, height = self.reached, 0
        while not isinstance(start := self._next(), yaml.SequenceEndEvent):
            item = self._value(start, depth + 1)
            items.append(item.node)
            end, height = item.end, max(height, item.height)
        end = self.reached if event.flow_style else end
        span = self.source.span(_offsets(event)[0], end)
        return Sequence(tuple(items), span), end, height + 1

    def _mapping(self, event: _Start, depth: int) -> tuple[Node, int, int]:
        entries: dict[str, Entry] = {}
        end, height = self.reached, 0
        while not isinstance(start := self._next(), yaml.MappingEndEvent):
            key_span = self._span(start)
            key = self._key(start, key_span, depth)
            value = self._value(self._next(), depth + 1)
            end, height = max(value.end, end), max(height, value.height)
            if key is None:
                continue
            if first := entries.get(key):
                self._duplicate(first, key_span)
            else:
                entries[key] = Entry(key, key_span, value.node)
        end = self.reached if event.flow_style else end
        span = self.source.span(_offsets(event)[0], end)
        return Mapping(tuple(entries.values()), span), end, height + 1

    def _key(self, event: yaml.Event, span: Span, depth: int) -> str | None:
        """Read a key; None when it is none that a field can have."""
        if not isinstance(event, yaml.ScalarEvent):
            self._value(event, depth + 1)
            message = "this key is not text"
            self._fault("BG008", message, span, "put a value that begins with a bracket in quotes")
            return None
        key = str(event.value)
        if event.anchor:
            self._scalar(event)
        else:
            self._check_scalar(event, span)
            self._grow(_NODE_WEIGHT + len(key), event)
        if event.style:
            return key
        if not key:
            self._fault("BG008", "this field has no name", span, "name it")
            return None
        if key == "<<":
            help_text = "write the fields out where they are needed"
            self._fault("BG006", "merge keys are not read", span, help_text)
            return None
        return key

    def _duplicate(self, first: Entry, span: Span) -> None:
        message = f"`{first.key}` stands twice in the same mapping"
        related = (Related(first.key_span, "first here"),)
        help_text = "remove one of the two, or join their values"
        self.faults.append(Diagnostic("BG002", message, span, help=help_text, related=related))

    def _alias(self, event: yaml.AliasEvent) -> _Built:
        name = str(event.anchor)
        built = self._anchors.get(name)
        if built is not None:
            self._grow(built.weight, event)
            return built._replace(end=_offsets(event)[1])
        if name in self._anchors:
            message = f"`*{name}` stands inside the value that it repeats"
        else:
            message = f"there is no `&{name}` above for `*{name}`"
        help_text = "put text that begins with `*` in quotes, or define the anchor above"
        self._fault("BG009", message, self._span(event), help_text)
        return _Built(Scalar(None, self._span(event), ""), _offsets(event)[1], _NODE_WEIGHT, 0)

    def _refuse_tag(self, event: _Start | yaml.ScalarEvent) -> None:
        start = _offsets(event)[0]
        # An anchor may stand before the tag.
        found = _TAG.search(self.source.text, start)
        span = self.source.span(*found.span()) if found else self._span(event)
        help_text = "remove it; put the value in quotes if the `!` belongs to the text"
        self._fault("BG004", "tags are not read", span, help_text)

    def _warn_of_comment(self, end: int) -> None:
        if comment := _COMMENT_IN_TEXT.match(self.source.text, end):
            span = self.source.span(*comment.span(1))
            help_text = "put the whole value in quotes, or write a space after `#`"
            self._fault("BG017", "this is taken for a comment and left out", span, help_text)

    def _check_rest(self) -> None:
        """Report what follows the end of the document, without giving it to the parser."""
        index = self.reached
        for line in self.source.text[index:].split("\n"):
            if not _BLANK.fullmatch(line):
                break
            index += len(line) + 1
        else:
            return
        if not line.startswith(("---", "%")):
            raise StopError(explain(self.source, index, None, "the document ended before this"))
        span = self.source.span(index, index + len(line))
        help_text = "remove the line, or split the file in two"
        self._fault("BG007", "a second document begins here", span, help_text)


def _offsets(event: yaml.Event) -> tuple[int, int]:
    """Return where an event starts and ends. Both parsers count characters, not bytes."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        raise TypeError(event)
    return start.index, end.index
