"""What is on a page: the records that it was made of, each once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.view import Record, origin

__all__ = ["items_shown", "records_shown"]


def records_shown(value: Any) -> Iterable[Record]:
    """Return every record inside a value, each once however many others it stands in."""
    found: dict[int, Record] = {}
    _add(value, found)
    return found.values()


def items_shown(records: tuple[Record, ...]) -> tuple[tuple[str, str], ...]:
    """Return (family, id) of every item among the records that is not a stand-in."""
    return tuple(
        dict.fromkeys(
            (made_from.family, made_from.identifier)
            for record in records_shown(records)
            if (made_from := origin(record)) is not None and not record.is_withheld
        )
    )


def _add(value: Any, found: dict[int, Record]) -> None:
    if isinstance(value, tuple):
        for inner in value:
            if isinstance(inner, (Record, tuple)):
                _add(inner, found)
    elif isinstance(value, Record) and id(value) not in found:
        found[id(value)] = value
        for _, inner in value:
            if isinstance(inner, (Record, tuple)):
                _add(inner, found)
