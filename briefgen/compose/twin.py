"""The View as JSON, for programs: what a PDF can carry of itself.

It holds what the audience may see and nothing else; `briefgen schema twin` says how it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from briefgen.compose.shown import records_shown
from briefgen.job import Asset
from briefgen.model.dates import EventDate
from briefgen.model.markings import Marking, Schemes
from briefgen.model.sources import CslDate, CslName, Source
from briefgen.model.text import Text
from briefgen.model.twin import LEFT_OUT, TWIN_SCHEMA
from briefgen.view import Origin, Record, View, origin

__all__ = ["records_carried", "twin_of"]

_CSL = {
    name: field.alias
    for model in (Source, CslName, CslDate)
    for name, field in model.model_fields.items()
    if field.alias
}
"""Field of a source → its name in CSL-JSON."""


def records_carried(view: View) -> tuple[Record, ...]:
    """Return every record that is in the twin, with what they refer to inside them.

    The banner of a document with a twin covers them all, also those that no page shows.
    """
    items = (item for _, family in view.families for item in family)
    return (view.heading, *items, *(record for _, record in view.sources))


def twin_of(view: View, kind: str, marking: Marking, schemes: Schemes) -> Asset:
    """Return the JSON file that a document carries: the same bytes for the same View.

    `marking` is the banner's.
    """
    content: dict[str, Any] = {
        "$schema": TWIN_SCHEMA,
        "document": {
            "kind": kind,
            "audience": view.audience,
            "language": view.language,
            "marking": schemes.axes_of(marking),
        },
        "dossier": {
            **_fields(view.heading, ""),
            "id": view.dossier,
            "marking": schemes.axes_of(view.marking),
        },
        "items": {
            family: [_item(record, made_from, schemes) for record, made_from in items]
            for family, items in _by_family(view).items()
        },
    }
    if view.restricted:
        content["withheld"] = dict(view.restricted)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
    name = f"{view.dossier}.{kind}.{view.language}.json"
    return Asset(name, "application/json", f"{text}\n".encode())


def _by_family(view: View) -> dict[str, list[tuple[Record, Origin]]]:
    """Return each item once: those of a family in their order, then those only referred to.

    An item inside another one may refer to less than the same item on its own, so the first that
    is met is the one that stands in the View itself.
    """
    found: dict[tuple[str, str], tuple[Record, Origin]] = {}
    for record in (*records_carried(view), *records_shown(records_carried(view))):
        made_from = origin(record)
        if made_from is not None:
            found.setdefault((made_from.family, made_from.identifier), (record, made_from))
    own = {(family, item.id) for family, items in view.families for item in items}
    rest = sorted(key for key in found if key not in own)
    ordered = [*(key for key in found if key in own), *rest]
    families: dict[str, list[tuple[Record, Origin]]] = {}
    for family, identifier in ordered:
        families.setdefault(family, []).append(found[family, identifier])
    return families


def _item(record: Record, made_from: Origin, schemes: Schemes) -> dict[str, Any]:
    return {
        **_fields(record, made_from.family),
        "id": made_from.identifier,
        "marking": schemes.axes_of(made_from.marking),
    }


def _fields(record: Record, family: str) -> dict[str, Any]:
    """Return the fields of a record that say something, by the names that the schema has."""
    left_out = LEFT_OUT.get(family, frozenset())
    return dict(_named(record, family, left_out))


def _named(record: Record, family: str, left_out: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, value in record:
        plain = None if name in left_out else _plain(value, family)
        if plain not in (None, [], {}, "") and plain is not False:
            yield (_CSL.get(name, name) if family == "sources" else name), plain


def _plain(value: Any, family: str) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Record):
        made_from = origin(value)
        if made_from is None:
            return _fields(value, family)
        return {"family": made_from.family, "id": made_from.identifier}
    if isinstance(value, Text):
        return {"language": value.language, "markdown": value.source} if value else None
    if isinstance(value, EventDate):
        return _date(value)
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_element(element, family) for element in value]
    return value


def _element(value: Any, family: str) -> Any:
    """Return an element of a list; what was a mapping in the content is a list of pairs."""
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], Record):
        return {"key": _plain(value[0], family), "value": _plain(value[1], family)}
    return _plain(value, family)


def _date(value: EventDate) -> dict[str, Any]:
    """Return a date as written, in EDTF, and the days between which it lies."""
    bounds = {"earliest": value.earliest, "latest": value.latest}
    days = {name: day.isoformat() for name, day in bounds.items() if day is not None}
    return {"edtf": value.text, "precision": value.precision.value, **days}
