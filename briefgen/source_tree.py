"""A dossier as it was read: located nodes, not yet checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.diagnostics import Span
from briefgen.located import Entry, at, key_at
from briefgen.located import Mapping as MappingNode

__all__ = ["SourceItem", "SourceTree"]


@dataclass(frozen=True, slots=True)
class SourceItem:
    """An item as it was read."""

    family: str
    identifier: str
    entry: Entry
    """Its key and its value."""

    def span(self, *path: str | int) -> Span:
        """Return the place of a field, or of the item's key."""
        return at(self.entry.value, path) if path else self.entry.key_span

    def key_span(self, *path: str | int) -> Span:
        """Return the place of a field's name."""
        return key_at(self.entry.value, path)


@dataclass(frozen=True, slots=True)
class SourceTree:
    """A dossier's folder as it was read."""

    name: str
    """The folder's name, which is the dossier's id."""
    heading: MappingNode
    """The dossier's own fields, from `dossier.yaml`."""
    items: Mapping[str, Mapping[str, SourceItem]] = field(default_factory=dict)
    """family → id → item, in the order of the files' names and of their lines."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """path → text of every file, for the lines shown under a fault."""
    offered: tuple[str, ...] = ()
    """Ids of all exported sources, also of those that the dossier does not name."""

    def lines(self, path: str) -> tuple[str, ...]:
        """Return a file's lines without their ends."""
        return tuple(self.texts.get(path, "").split("\n"))

    def heading_span(self, *path: str | int) -> Span:
        """Return the place of one of the dossier's own fields, or the start of its file."""
        return at(self.heading, path)

    def heading_key_span(self, *path: str | int) -> Span:
        """Return the place of the name of one of the dossier's own fields."""
        return key_at(self.heading, path)

    def item_span(self, family: str, identifier: str, *path: str | int) -> Span:
        """Return the place of an item or of a field of it."""
        return self.items[family][identifier].span(*path)
