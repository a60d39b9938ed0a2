"""All exported items of a dossier, and what becomes of those that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefgen.diagnostics import Diagnostic, Related
from briefgen.load.references.items import Exported
from briefgen.located import Entry, Node, Scalar, Sequence, plain
from briefgen.located import Mapping as MappingNode
from briefgen.source_tree import SourceItem

__all__ = ["Library", "names_at", "names_in"]

_CITED = re.compile(r"@\{?([A-Za-z0-9][A-Za-z0-9_.:-]*)")


def names_in(text: str) -> frozenset[str]:
    """Return everything in Markdown that could be a citation."""
    words = set(_CITED.findall(text))
    # an id may have a point at its end, a sentence always has
    return frozenset(words | {word.rstrip(".:-") for word in words})


def names_at(node: Node) -> frozenset[str]:
    """Return everything in YAML that could be the id of a source: what begins a value, as in
    `union-2025, p. 2`, and citations."""
    names: set[str] = set()
    left = [node]
    while left:
        match left.pop():
            case Scalar(value=str(text)):
                names |= names_in(text) if "@" in text else {text.partition(",")[0].strip()}
            case Sequence(items=items):
                left += items
            case MappingNode(entries=entries):
                left += (entry.value for entry in entries)
    return frozenset(names)


@dataclass
class Library:
    """The items of all exports in a dossier's folder."""

    found: dict[str, list[Exported]] = field(default_factory=dict)
    """Id → its items, of which there should be one."""
    names: set[str] = field(default_factory=set)
    """What the dossier may cite."""

    def add(self, items: Iterable[Exported]) -> None:
        """Add the items of one export."""
        for item in items:
            self.found.setdefault(item.identifier, []).append(item)

    def merged(
        self, own: Mapping[str, SourceItem]
    ) -> tuple[dict[str, SourceItem], tuple[Diagnostic, ...]]:
        """Return the dossier's own sources, completed from the exports, and those only exported.

        A field of an own entry wins over the exported one. Of the items without an own entry only
        those that it may cite are taken: an export may be a whole library. The same item in two
        exports is one.
        """
        sources = dict(own)
        faults = []
        for identifier, items in self.found.items():
            if identifier not in own and identifier not in self.names:
                continue
            exported, *others = (item.entry() for item in items)
            known = plain(exported.value)
            faults += [_twice(exported, one) for one in others if plain(one.value) != known]
            entry = exported
            if identifier in own:
                entry = _completed(own[identifier].entry, exported)
            sources[identifier] = SourceItem("sources", identifier, entry)
        return sources, tuple(faults)


def _completed(own: Entry, exported: Entry) -> Entry:
    """Return an own entry with the fields that only the export has."""
    added = exported.value
    if not isinstance(added, MappingNode):
        return own
    if isinstance(own.value, Scalar) and own.value.value is None:
        return Entry(own.key, own.key_span, MappingNode(added.entries, own.key_span))
    if not isinstance(own.value, MappingNode):
        return own
    written = {entry.key for entry in own.value.entries}
    rest = tuple(entry for entry in added.entries if entry.key not in written)
    return Entry(own.key, own.key_span, MappingNode((*own.value.entries, *rest), own.value.span))


def _twice(first: Entry, later: Entry) -> Diagnostic:
    return Diagnostic(
        "BG104",
        f"`{later.key}` stands twice among the sources, and the two differ",
        later.key_span,
        related=(Related(first.key_span, "first here"),),
        help="export both from the same library, or give one of them another citation key",
    )
