"""The items of an export by the ids that prose cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Span
from briefgen.load.references.texts import one_line
from briefgen.located import Entry, Mapping, Scalar, get
from briefgen.model.shapes import ID_PATTERN

__all__ = ["ID_KEYS", "Exported", "named_items", "start_of"]

ID_KEYS = ("citation-key", "id")
"""Where an item says what it is cited by, the better one first."""

_ID = re.compile(ID_PATTERN)
_PIN = (
    "let Better BibTeX give it a citation key (Pin BibTeX key), or write a line "
    "`Citation Key: …` into its Extra field, and export again"
)


@dataclass(frozen=True, slots=True)
class Exported:
    """An item of an export, not yet read."""

    identifier: str
    place: Span
    """Where its id stands."""
    fields: Callable[[], Mapping]
    """Gives what a source can have of it. Why not at once: of a library of thousands, a dossier
    names a few."""

    def entry(self) -> Entry:
        """Return it as a source."""
        return Entry(self.identifier, self.place, self.fields())


def named_items(
    items: Iterable[tuple[Mapping, Callable[[], Mapping]]],
) -> tuple[tuple[Exported, ...], tuple[Diagnostic, ...]]:
    """Return each item by its id, and one note on those that have none that can be cited.

    The id is the citation key, else the `id`, else the last part of an address such as
    `http://zotero.org/users/1/items/ABCD2345`. With each item comes what reads its fields.
    """
    listed = tuple(items)
    last_parts = Counter(_last_part(item) for item, _ in listed)
    named, nameless = [], []
    for item, fields in listed:
        identifier, place = _own_id(item)
        if not identifier and last_parts[last := _last_part(item)] == 1:
            identifier = last
        if identifier:
            named.append(Exported(identifier, place, fields))
        else:
            nameless.append((place, _written_id(item)))
    return tuple(named), _left_out(nameless)


def start_of(span: Span) -> Span:
    """Return the first character of a stretch, for a caret that shows a single line."""
    return Span(span.path, span.line, span.column, span.line, span.column + 1)


def _own_id(item: Mapping) -> tuple[str, Span]:
    """Return the id that an item brings, empty without one, and the place to show."""
    place = start_of(item.span)
    for key in ID_KEYS:
        node = get(item, key)
        if isinstance(node, Scalar) and node.text:
            place = node.span
            if _ID.match(name := one_line(node.text)):
                return name, place
    return "", place


def _written_id(item: Mapping) -> str:
    node = get(item, "id") or get(item, "citation-key")
    return one_line(node.text) if isinstance(node, Scalar) else ""


def _last_part(item: Mapping) -> str:
    written = _written_id(item)
    last = written.rstrip("/").rpartition("/")[2] if "://" in written else ""
    return last if _ID.match(last) else ""


def _left_out(nameless: list[tuple[Span, str]]) -> tuple[Diagnostic, ...]:
    """Say once a file that items cannot be cited: most are not meant to be."""
    if not nameless:
        return ()
    place, written = nameless[0]
    message = f"`{written}` cannot be cited" if written else "this item has no id to cite it by"
    help_text = "give it a key of letters and digits" if place.path.endswith(".bib") else _PIN
    notes = (f"and {len(nameless) - 1} more of this file",) if len(nameless) > 1 else ()
    return (Diagnostic("BG246", message, place, notes=notes, help=help_text),)
