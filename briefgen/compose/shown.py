"""What is on a page: the records that it was made of, each once, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefgen.job import Asset
from briefgen.model.markings import Marking
from briefgen.view import Record, View, origin

__all__ = ["assets_of", "figure_files", "items_shown", "marking_of", "records_shown"]

_MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}


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


def marking_of(view: View, parts: tuple[Record, ...], cited: tuple[Record, ...]) -> Marking:
    """Return the least marking that covers everything on a page: its parts and cited sources."""
    marking = view.floor
    for record in records_shown((*parts, *cited)):
        made_from = origin(record)
        if made_from is not None:
            marking = marking.join(made_from.marking)
    return marking


def figure_files(parts: tuple[Record, ...]) -> tuple[str, ...]:
    """Return the files of the figures on a page, sorted, from the dossier's folder."""
    files = set()
    for record in records_shown(parts):
        made_from = origin(record)
        if made_from is not None and made_from.family == "figures" and not record.is_withheld:
            files.add(str(record.file))
    return tuple(sorted(files))


def assets_of(parts: tuple[Record, ...], files: Mapping[str, bytes]) -> tuple[Asset, ...]:
    """Return the figures on a page; `files` has the content of each."""
    return tuple(
        Asset(name, _MEDIA_TYPES[name.rsplit(".", 1)[-1].lower()], files[name])
        for name in figure_files(parts)
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
