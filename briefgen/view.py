"""What one audience may see of a dossier, as plain immutable data: all that a template gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefgen.model.markings import Marking
from briefgen.model.sources import Source

__all__ = ["Origin", "Record", "View", "Withheld", "origin", "records_in"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a Record was made from: for the program, out of a template's reach."""

    family: str
    identifier: str
    marking: Marking
    priority: int = 0
    """0 for what is never dropped, 3 for what goes first."""
    depth: int = 0
    """0 for what everybody reads, 2 for the deepest."""
    source: Source | None = None
    """The bibliographic data, if the item is a source."""


class Record:
    """Named values that cannot be changed; a template reads them as attributes.

    It has no methods of its own that a template could reach, so that no field name is taken.
    """

    __slots__ = ("_fields", "_origin")
    _fields: Mapping[str, Any]
    _origin: Origin | None

    def __init__(self, fields: Mapping[str, Any], origin: Origin | None = None) -> None:
        object.__setattr__(self, "_fields", dict(fields))
        object.__setattr__(self, "_origin", origin)

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_fields")[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a Record cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Record cannot be changed: {name}")

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Record)
            and self._fields == other._fields
            and self._origin == other._origin
        )

    def __hash__(self) -> int:
        made_from = self._origin
        place = (made_from.family, made_from.identifier) if made_from is not None else None
        return hash((place, tuple(self._fields)))

    def __repr__(self) -> str:
        return f"Record({self._fields!r})"

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self._fields.items())

    def __reduce__(self) -> tuple[Any, ...]:
        return (Record, (self._fields, self._origin))


def origin(record: Record) -> Origin | None:
    """Return what a record was made from, None if it is not an item of the dossier."""
    return record._origin


def records_in(value: Any) -> Iterator[Record]:
    """Yield every record inside a value, itself included."""
    if isinstance(value, Record):
        yield value
        for _, inner in value:
            yield from records_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from records_in(inner)


@dataclass(frozen=True, slots=True)
class Withheld:
    """An item that this audience may read and does not get to see here."""

    family: str
    identifier: str
    reason: str
    """`audience` or `depth`."""


_UNRESTRICTED = Marking()


@dataclass(frozen=True, slots=True)
class View:
    """What an audience gets of a dossier, in one language."""

    dossier: str
    """The dossier's id."""
    audience: str
    """The audience's id."""
    language: str
    """The language of the document."""
    heading: Record
    """The dossier's own fields."""
    families: tuple[tuple[str, tuple[Record, ...]], ...]
    """(family, items in the author's order)."""
    floor: Marking
    """The banner is never below this."""
    sources: tuple[tuple[str, Record], ...]
    """(id, source) of every source that may be cited; one that the audience may not see has
    nothing but the words that stand in for it."""
    as_of: datetime
    withheld: tuple[Withheld, ...] = ()
    """What the audience may read but is not shown, for the manifest."""
    restricted: tuple[tuple[str, int], ...] = ()
    """(family, number) of what it may not see; empty unless it may be told."""
    marking: Marking = _UNRESTRICTED
    """That of the dossier itself: its title, its summary."""

    def items(self, family: str) -> tuple[Record, ...]:
        """Return the items of a family."""
        return dict(self.families).get(family, ())
