"""How records are made: what they leave out, in what order they stand, what stands in for them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel

from briefgen.model.dates import EventDate
from briefgen.model.dossier import FAMILIES
from briefgen.model.events import Event, EventStatus
from briefgen.model.markings import Marking
from briefgen.model.text import Text
from briefgen.model.walk import field_references
from briefgen.view import Origin, Record

__all__ = [
    "MOST_OF_A_FAMILY",
    "NOT_FOR_TEMPLATES",
    "depth_in",
    "lacks_a_reference",
    "order_of",
    "stand_in_id",
    "stand_in_record",
    "time_of",
    "without_place_in_withheld",
]

NOT_FOR_TEMPLATES = frozenset(
    {"allow", "audiences", "depth", "priority", "stand_in", "marking", "public_words"}
)
"""Fields that decide what is selected, and are of no use after it."""

MOST_OF_A_FAMILY = 2
"""So many items of one family refer to one another in a record: the item and what it names. More
would make the time that a circle takes grow with every item in it."""


def depth_in(family: str, above: tuple[tuple[str, str], ...]) -> int:
    """Return how many of the items above, as (family, id), are of a family."""
    return sum(1 for name, _ in above if name == family)


def lacks_a_reference(model: BaseModel, fields: dict[str, Any]) -> bool:
    """Return whether a field that must refer to something refers to nothing here."""
    return any(fields[name] is None for name in _required_references(type(model)))


def without_place_in_withheld(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields without the place in a source that the reader may not see."""
    source = fields.get("source")
    if "locator" in fields and isinstance(source, Record) and source.is_withheld:
        return {**fields, "locator": None}
    return fields


@cache
def _required_references(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(
        name
        for name, ref in field_references(model)
        if ref is not None and model.model_fields[name].is_required()
    )


def order_of(record: Record) -> Any:
    """Events by date, sections by their `order`, all else as the author has it."""
    fields = dict(record)
    if isinstance(fields.get("date"), EventDate) and "status" in fields:
        return fields["date"].sort_key
    return fields.get("order", 0)


def time_of(event: Event, today: date) -> str:
    """Return where an event stands: `past`, `upcoming` or `undated`."""
    if event.date.earliest is None and event.date.latest is None:
        return "undated"
    if event.date.is_after(today) or event.status is EventStatus.PLANNED:
        return "upcoming"
    return "past"


def stand_in_id(number: int) -> str:
    """Return the id under which a reader knows a thing that they may not see.

    Prose can cite it, and no item can have it: a slash may not stand in an id.
    """
    return f"withheld/{number}"


def stand_in_record(family: str, identifier: str, words: Text, marking: Marking) -> Record:
    """Return what is printed for something that the reader may not see; `identifier` is made up.

    It has every field of its type, so that no template stumbles over it, and none of the values.
    """
    nothing = {
        name: () if get_origin(field.annotation) in (tuple, dict) else None
        for name, field in FAMILIES[family].model_fields.items()
        if name not in NOT_FOR_TEMPLATES
    }
    names = dict.fromkeys(("name", "title", "text", "proposition"), words)
    own = {"id": identifier, "is_withheld": True, "short": None, "evidence": ()}
    return Record({**nothing, **names, **own}, Origin(family, identifier, marking))
