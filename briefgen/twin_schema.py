"""JSON Schema of the machine-readable twin, made from the model as the twin is.

Source: JSON Schema draft 2020-12.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from briefgen.model.base import LocalText, Ref
from briefgen.model.dates import EventDate, Precision
from briefgen.model.dossier import FAMILIES, Heading
from briefgen.model.events import Event
from briefgen.model.meanings import meaning
from briefgen.model.twin import LEFT_OUT, TWIN_SCHEMA

__all__ = ["twin_schema", "twin_schema_text"]

Schema = dict[str, Any]

_STEERING = frozenset(
    {"allow", "audiences", "depth", "marking", "priority", "public_words", "stand_in"}
)
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    # what is false is left out
    bool: {"const": True},
    dt.date: {"type": "string", "format": "date"},
    AwareDatetime: {"type": "string", "format": "date-time"},
    LocalText: {"$ref": "#/$defs/Text"},
    EventDate: {"$ref": "#/$defs/Date"},
}
_STRING: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}
_MARKING: Schema = {"$ref": "#/$defs/Marking"}
_RANGE: Schema = {"low": {"type": "integer"}, "high": {"type": "integer"}}


def twin_schema_text() -> str:
    """Return the schema as it is printed, with a line feed at its end."""
    return json.dumps(twin_schema(), indent=2, ensure_ascii=False) + "\n"


def twin_schema() -> Schema:
    """Return the schema of the JSON file that a PDF carries where its project asks for one.

    It says of each field what stands in it. A newer briefgen may have fields that it does not name.
    """
    definitions: dict[str, Schema] = {}
    families = {
        family: {
            "type": "array",
            "minItems": 1,
            "items": {
                "if": {"required": ["is_withheld"]},
                "then": {"$ref": "#/$defs/StandIn"},
                "else": _model(model, family, definitions),
            },
        }
        for family, model in FAMILIES.items()
    }
    heading = _model(Heading, "", definitions)
    definitions |= _common()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": TWIN_SCHEMA,
        "title": "briefgen: what a document is made of",
        "description": "What the readers of one document may see of its dossier. What is empty or "
        "false is left out.",
        "type": "object",
        "required": ["$schema", "document", "dossier", "items"],
        "properties": {
            "$schema": {"const": TWIN_SCHEMA},
            "document": {"$ref": "#/$defs/Document"},
            "dossier": heading,
            "items": {
                "description": "The items by family: first those of the family in their order, "
                "then those that are only referred to.",
                "type": "object",
                "properties": families,
            },
            "withheld": {
                "description": "How many items of a family the readers may not see; only where "
                "they may be told.",
                "type": "object",
                "properties": {family: {"type": "integer", "minimum": 1} for family in FAMILIES},
            },
        },
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


def _common() -> dict[str, Schema]:
    """Return what stands in fields of many families."""
    words = {"type": "array", "items": _STRING}
    names = ("name", "title", "text", "proposition")
    return {
        "Text": _object(
            "Markdown in one language; its citations name sources of `items`.",
            {"language": _STRING, "markdown": _STRING},
            required=("language", "markdown"),
        ),
        "Date": _object(
            "A date as it was written (EDTF), and the first and last day that it can be.",
            {
                "edtf": _STRING,
                "precision": {"enum": [one.value for one in Precision]},
                "earliest": _DAY,
                "latest": _DAY,
            },
            required=("edtf", "precision"),
        ),
        "Reference": _object(
            "An item of `items`.",
            {"family": {"enum": list(FAMILIES)}, "id": _STRING},
            required=("family", "id"),
        ),
        "Marking": _object(
            "Who may read it, by axes.",
            {
                "level": words,
                "caveats": words,
                "releasable_to": words,
                "embargo": {"type": "string", "format": "date-time"},
            },
            required=("level",),
        ),
        "StandIn": _object(
            "What stands in for an item that the readers may not see.",
            {
                "id": {"type": "string", "pattern": "^withheld/[0-9]+$"},
                "is_withheld": {"const": True},
                "marking": _MARKING,
                **{name: {"$ref": "#/$defs/Text"} for name in names},
            },
            required=("id", "is_withheld", "marking"),
        ),
        "Document": _object(
            "Which document it is.",
            {"kind": _STRING, "audience": _STRING, "language": _STRING, "marking": _MARKING},
            required=("kind", "audience", "language", "marking"),
        ),
    }


def _object(description: str, properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    schema = {"description": description, "type": "object", "properties": properties}
    return schema | ({"required": list(required)} if required else {})


def _model(model: type[BaseModel], family: str, definitions: dict[str, Schema]) -> Schema:
    """Return the reference to a model's schema, which is put among the definitions."""
    if model.__name__ not in definitions:
        definitions[model.__name__] = {}  # a model may hold itself
        properties = {
            (field.alias or name if family == "sources" else name): {
                **_value(field.annotation, _ref_of(field.metadata), family, definitions),
                **_described(meaning(model, name)),
            }
            for name, field in model.model_fields.items()
            if name not in _left_out(model, family)
        }
        added = _added(model, family)
        definitions[model.__name__] = _object(
            " ".join((model.__doc__ or "").split()),
            properties | added,
            ("id", "marking") if "id" in added else (),
        )
    return {"$ref": f"#/$defs/{model.__name__}"}


def _described(description: str | None) -> Schema:
    return {"description": " ".join(description.split())} if description else {}


def _left_out(model: type[BaseModel], family: str) -> frozenset[str]:
    steering = _STEERING if model in _items() else frozenset()
    return steering | LEFT_OUT.get(family, frozenset())


@cache
def _items() -> frozenset[type[BaseModel]]:
    return frozenset(FAMILIES.values())


def _added(model: type[BaseModel], family: str) -> Schema:
    """Return the fields that the selection adds to those of the content."""
    added: Schema = {}
    if model in _items() or not family:
        added = {"id": _STRING, "marking": _MARKING}
    if model is Event:
        added["time"] = {"enum": ["past", "undated", "upcoming"]}
    if "likelihood" in model.model_fields:
        added["likelihood_range"] = _object("From and to, in per cent.", _RANGE)
    if not family:
        words = {"type": "array", "items": _STRING}
        row = _object("A step of the yardstick, in per cent.", {"words": words, **_RANGE})
        added["yardstick_rows"] = {"type": "array", "items": row}
    return added


def _ref_of(metadata: list[Any] | tuple[Any, ...]) -> Ref | None:
    return next((entry for entry in metadata if isinstance(entry, Ref)), None)


def _value(annotation: Any, ref: Ref | None, family: str, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what stands in a field with this annotation."""
    kind, arguments = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return _value(arguments[0], _ref_of(arguments[1:]) or ref, family, definitions)
    if kind in (Union, types.UnionType):
        options = [one for one in arguments if one is not types.NoneType]
        schemas = [_value(one, ref, family, definitions) for one in options]
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    if kind is tuple:
        inner = _value(arguments[0], ref, family, definitions)
        return {"type": "array", "items": inner, "minItems": 1}
    if kind is dict:
        key, value = (_value(one, None, family, definitions) for one in arguments)
        return {"type": "array", "items": _object("A pair.", {"key": key, "value": value})}
    if ref is not None:
        named = {"properties": {"family": {"const": ref.family}}}
        return {"$ref": "#/$defs/Reference", **named}
    if kind is Literal:
        return {"enum": list(arguments)}
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {"enum": [one.value for one in annotation]}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation, family, definitions)
    return dict(_PLAIN[annotation])
