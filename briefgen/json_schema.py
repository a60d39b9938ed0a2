"""JSON Schema of the files that authors write, for editors that complete and check them.

Source: JSON Schema draft 2020-12.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from briefgen.model.base import Line, MarkingAxes, Model
from briefgen.model.dates import EventDate
from briefgen.model.dossier import FAMILIES, FORMAT, Content, Dossier
from briefgen.model.markings import TLP
from briefgen.model.meanings import meaning, meanings
from briefgen.model.project import ProjectFile, TemplateFile

__all__ = ["ROOTS", "Schema", "json_schema", "schema_text"]

Schema = dict[str, Any]

ROOTS: Mapping[str, type[Model]] = {
    "dossier": Dossier,
    "content": Content,
    "project": ProjectFile,
    "template": TemplateFile,
}
"""The kinds of file: `dossier.yaml`, any other YAML file of a dossier, `briefgen.yaml`,
`template.yaml`."""

_TITLES = {
    "dossier": "dossier.yaml",
    "content": "a dossier's other YAML files",
    "project": "briefgen.yaml",
    "template": "template.yaml",
}
_MAPS = ("properties", "patternProperties", "$defs")
_NESTED = ("items", "additionalProperties", "propertyNames")

_DAY = r"[0-9]{3}[0-9X](-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?"
_TIME = r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}(:?[0-9]{2})?)"
_EVENT_DATE = (
    rf"^(XXXX|{_DAY}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_TIME}"
    rf"|({_DAY}|\.\.)?/({_DAY}|\.\.)?|\[({_DAY})?\.\.({_DAY})?\])$"
)
_MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})$"
)


def schema_text(root: str) -> str:
    """Return the schema of a kind of file as it is printed, with a line feed at its end."""
    return json.dumps(json_schema(root), indent=2, ensure_ascii=False) + "\n"


def json_schema(root: str) -> Schema:
    """Return the schema of one of `ROOTS`; all types of all files are in its `$defs`.

    What it refuses, briefgen refuses too, but for a few ways of writing that it does not offer:
    limits in quotes, and numbers where a pattern holds.
    """
    models = [(model, "validation") for model in ROOTS.values()]
    _, generated = models_json_schema(models, by_alias=True, schema_generator=_Described)  # type: ignore[arg-type]
    definitions = {
        name: {"title": name, **_eased(schema)} for name, schema in generated["$defs"].items()
    }
    definitions |= {"Text": _text(), "EventDate": _event_date()}
    definitions |= {"Marking": _marking(), "MarkingAxes": _marking_axes(), "Labels": _labels()}
    definitions["Evidence"] = _or_text(definitions["Evidence"])
    for name in ("Content", "Dossier"):
        for family in FAMILIES:
            _allow_nothing(definitions[name]["properties"][family])
    for name in ("Content", "ProjectFile"):
        _allow_nothing(definitions[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:briefgen:schema:{FORMAT}:{root}",
        "title": f"briefgen: {_TITLES[root]}",
        "$ref": f"#/$defs/{ROOTS[root].__name__}",
        "$defs": {name: definitions[name] for name in sorted(definitions)},
    }


class _Described(GenerateJsonSchema):
    """Gives each field its docstring, but for one that only says what its type says."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        model: type[Model] = schema["cls"]
        for name, said in meanings(model).items():
            field = model.model_fields[name]
            place = made["properties"][field.alias or name]
            of_type = self.get_schema_from_definitions(place["$ref"]) if "$ref" in place else None
            if field.description is None and (of_type or {}).get("description") != said:
                place["description"] = said
        return made


def _text() -> Schema:
    """Text in one language or several; a number is text too."""
    one = {"type": ["string", "number"], "pattern": r"\S"}
    several = dict(_TEXT_FORMS[1]) | {"additionalProperties": one}
    return {
        "title": "Text",
        "description": "Markdown: text in the dossier's language, or one text a language, "
        "such as `en: …` and `ja: …`.",
        "anyOf": [one, several],
    }


def _event_date() -> Schema:
    plain = _EVENT_DATE_FORM
    return {
        "title": "EventDate",
        "description": plain["description"],
        "type": ["string", "integer"],
        "pattern": _EVENT_DATE,
        "minimum": 1000,
        "maximum": 9999,
        "examples": plain["examples"],
    }


_WORDS: list[Schema] = [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]


def _labels() -> Schema:
    """A label or several; which ones there are is up to the project."""
    return {
        "title": "Labels",
        "description": "A label such as `TLP:AMBER`, or a list with one of each scheme.",
        "anyOf": _WORDS,
        "examples": list(TLP.labels),
    }


def _marking() -> Schema:
    return {
        "title": "Marking",
        "description": "A label such as `TLP:AMBER`, a list with one of each scheme, or axes.",
        "anyOf": [*_WORDS, {"$ref": "#/$defs/MarkingAxes"}],
        "examples": list(TLP.labels),
    }


def _marking_axes() -> Schema:
    """The axes; their words are up to the project, but for countries."""
    moment = {"type": "string", "pattern": _MOMENT}
    forms = {
        "level": _WORDS,
        "caveats": _WORDS,
        "releasable_to": [_WORDS[0], {**_WORDS[1], "minItems": 1}],
        "embargo": [{"const": "none"}, moment],
    }
    return {
        "title": "MarkingAxes",
        "description": " ".join((MarkingAxes.__doc__ or "").split()),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "anyOf": [*form, {"type": "null"}],
                "description": " ".join((meaning(MarkingAxes, name) or "").split()),
            }
            for name, form in forms.items()
        },
    }


_TEXT_FORMS: list[Schema] = TypeAdapter(Line).json_schema()["anyOf"]
_EVENT_DATE_FORM: Schema = TypeAdapter(EventDate).json_schema()


def _or_text(schema: Schema) -> Schema:
    """Return a mapping that has a short form too: text."""
    outer = {key: schema.pop(key) for key in ("title", "description")}
    return {**outer, "anyOf": [{"type": ["string", "number"], "pattern": r"\S"}, schema]}


def _allow_nothing(schema: Schema) -> None:
    """Let a mapping be empty in the way of YAML: a key, or a file, without a value."""
    schema["type"] = ["object", "null"]


def _eased(schema: Schema) -> Schema:
    """Return a schema as pydantic writes it, eased to what the loader reads."""
    eased = {key: value for key, value in schema.items() if key != "title"}
    for key in _MAPS:
        if key in eased:
            eased[key] = {name: _property(name, inner) for name, inner in eased[key].items()}
    for key in _NESTED:
        if isinstance(eased.get(key), dict):
            eased[key] = _eased(eased[key])
    if "description" in eased:
        eased["description"] = " ".join(eased["description"].split())
    if "patternProperties" in eased:
        eased.setdefault("additionalProperties", False)
    if "anyOf" in eased:
        return _one_of(eased)
    if eased.get("examples") == _EVENT_DATE_FORM["examples"]:
        kept: Schema = {key: eased[key] for key in ("description", "default") if key in eased}
        return _without_nothing({"$ref": "#/$defs/EventDate", **kept})
    return _without_nothing(_scalar(eased))


def _property(name: str, schema: Schema) -> Schema:
    eased = _eased(schema)
    if name not in ("marking", "floor_marking", "clearance"):
        return eased
    may_be_missing = any(option.get("type") == "null" for option in schema.get("anyOf", ()))
    reference = {"$ref": f"#/$defs/{'Labels' if name == 'clearance' else 'Marking'}"}
    marking = {"anyOf": [reference, {"type": "null"}]} if may_be_missing else reference
    return {**marking, "description": eased["description"]}


def _without_nothing(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if (key, value) != ("default", None)}


def _scalar(schema: Schema) -> Schema:
    """Return the schema of a scalar, as lenient as the reading of YAML is.

    Why: an unquoted `7` is a number to an editor and the text "7" to the loader; exports write the
    numbers of dates as text.
    """
    if schema.get("type") == "string" and not schema.keys() & {"pattern", "enum", "format"}:
        return schema | {"type": ["string", "number"]}
    if schema.get("type") == "integer" and "minimum" not in schema:
        return schema | {"type": ["integer", "string"], "pattern": r"^[+-]?[0-9]+$"}
    if schema.get("format") == "date-time":
        return {key: schema[key] for key in schema if key != "format"} | {"pattern": _MOMENT}
    return schema


def _one_of(schema: Schema) -> Schema:
    """Return a union in its shortest form: plain types as one list, and text as one reference."""
    options: list[Schema] = [
        # forms that are told apart by what is written
        form
        for option in schema["anyOf"]
        for form in (option["oneOf"] if option.keys() == {"oneOf"} else [option])
    ]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if options[:2] == _TEXT_FORMS:
        options = [{"$ref": "#/$defs/Text"}, *options[2:]]
    types = [name for option in options if option.keys() == {"type"} for name in _types(option)]
    if "string" in types:
        types = [*(name for name in types if name not in ("integer", "number")), "number"]
    types = list(dict.fromkeys(types))
    others = [_eased(option) for option in options if option.keys() != {"type"}]
    if not others:
        return _without_nothing({"type": types, **rest})
    if types == ["null"] and len(others) == 1 and "type" in others[0] and "enum" not in others[0]:
        return _without_nothing(others[0] | {"type": [*_types(others[0]), "null"]} | rest)
    plain = [_eased({"type": types if len(types) > 1 else types[0]})] if types else []
    merged = [*others, *plain]
    return _without_nothing({"anyOf": merged, **rest} if len(merged) > 1 else merged[0] | rest)


def _types(schema: Schema) -> list[str]:
    found = schema["type"]
    return found if isinstance(found, list) else [found]
