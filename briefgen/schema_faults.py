"""Check a located node against a model: every fault becomes a diagnostic at its place."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic, Span, did_you_mean, nearest
from briefgen.located import Node, at, key_at, written
from briefgen.model.base import FLAG_WORDS, FORMS, HOW_FLAGS_ARE_WRITTEN
from briefgen.model.meanings import meaning
from briefgen.model.shapes import SHAPES
from briefgen.recent import Recent

__all__ = ["check", "salvage"]

M = TypeVar("M", bound=BaseModel)

_SOUND: Recent[tuple[int, type[BaseModel]], tuple[Node, BaseModel]] = Recent(1024)
"""Sound nodes with their models, which do not change. The trees of files that did not change since
the last build are the same objects (`load.yaml`); who holds on to one keeps its number for it."""

_MOST = 100
"""Faults that are shown for one item: the place of each is looked for from the item's beginning."""
_EXPECTED = {
    "tuple_type": "a list is expected here, such as `[one, two]`",
    "list_type": "a list is expected here, such as `[one, two]`",
    "dict_type": "a mapping is expected here: `name: value`",
    "model_type": "a mapping of fields is expected here",
    "model_attributes_type": "a mapping of fields is expected here",
    "string_type": "text is expected here",
    "bool_type": "`true` or `false` is expected here",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "float_type": "a number is expected here",
    "float_parsing": "a number is expected here",
    "flag_for_number": "a number is expected here, and this is a flag",
    "timezone_aware": "the time has no zone: write it as `2023-07-14T09:00:00+09:00`",
    "datetime_from_date_parsing": "a date, time and zone: `2023-07-14T09:00:00+09:00`",
    "datetime_parsing": "a date, time and zone: `2023-07-14T09:00:00+09:00`",
    "datetime_type": "a date, time and zone: `2023-07-14T09:00:00+09:00`",
    "too_short": "at least one entry is needed here",
}


def check(
    model: type[M], node: Node, *, owner: str, owner_span: Span
) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """Return the node as a model, or every fault that keeps it from being one.

    `owner` names the thing in messages, such as "event `summit`".
    """
    try:
        _, sound = _SOUND.get(
            (id(node), model), lambda: (node, model.model_validate(written(node)))
        )
        return cast("M", sound), ()
    except ValidationError as error:
        details = error.errors(include_url=False)[:_MOST]
    for detail in details:
        # which of its forms a field was taken for is no place; a field itself may have any name
        place = detail["loc"]
        detail["loc"] = (*place[:1], *(part for part in place[1:] if part not in FORMS))
    found = [_diagnostic(model, node, detail, owner, owner_span) for detail in details]
    meant = {_meant(model, detail) for detail in details if detail["type"] == "extra_forbidden"}
    return None, tuple(
        fault
        for fault, detail in zip(found, details, strict=True)
        if not (detail["type"] == "missing" and detail["loc"] in meant)
        and not (detail["type"] == "too_short" and _holds_another(detail, details))
    )


def _holds_another(one: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Return whether another fault is of an entry of this list: pydantic does not count that."""
    place = one["loc"]
    return any(len(d["loc"]) > len(place) and d["loc"][: len(place)] == place for d in details)


def _meant(model: type[BaseModel], detail: ErrorDetails) -> tuple[str | int, ...]:
    """Return the path of the field that a misspelt one stands for: it is not missing as well."""
    *above, name = detail["loc"]
    near = nearest(str(name), _field_names(_model_at(model, tuple(above))))
    return (*above, near) if near else ()


def salvage(model: type[M], node: Node) -> M:
    """Return what can be used of a node that is not a sound model: its sound fields.

    Why: so that its other faults, such as unknown ids, are found in the same run. A required
    field may be missing from the result; it is None then.
    """
    plain = written(node)
    given = plain if isinstance(plain, dict) else {}
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        values[name] = None if field.is_required() else field.get_default(call_default_factory=True)
        key = field.alias if field.alias in given else name
        if key in given:
            try:
                values[name] = _adapter(model, name).validate_python(given[key])
            except ValidationError:
                continue
    return model.model_construct(**values)


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Return what reads a field on its own. Why kept: to make one takes as long as many items."""
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def _diagnostic(
    model: type[BaseModel], node: Node, detail: ErrorDetails, owner: str, owner_span: Span
) -> Diagnostic:
    path = detail["loc"]
    kind = detail["type"]
    name = str(path[-1]) if path else owner
    if kind == "missing":
        help_text = _describe(model, path)
        return Diagnostic(
            "BG101",
            f"{owner} lacks `{_dotted(path)}`",
            _owner(node, path, owner_span),
            help=help_text,
        )
    if kind == "extra_forbidden":
        known = _field_names(_model_at(model, path[:-1]))
        help_text = did_you_mean(name, known) or f"known are {_listed(sorted(known))}"
        return Diagnostic("BG103", f"unknown field `{name}`", key_at(node, path), help=help_text)
    span = at(node, path) if path else owner_span
    if kind in ("enum", "literal_error"):
        return _not_one_of(detail, name, span)
    meant = FLAG_WORDS.get(str(detail["input"]).lower()) if kind == "bool_type" else None
    if meant is not None:
        message = f"`{name}`: {_EXPECTED[kind]}, not `{detail['input']}`"
        return Diagnostic("BG102", message, span, help=f"write `{meant}`, {HOW_FLAGS_ARE_WRITTEN}")
    if kind in _EXPECTED:
        return Diagnostic(
            "BG102", f"`{name}`: {_EXPECTED[kind]}", span, help=_describe(model, path)
        )
    if kind == "string_pattern_mismatch":
        return Diagnostic(
            "BG102",
            f"`{detail['input']}` is not written as it has to be here",
            span,
            help=f"write {SHAPES[detail.get('ctx', {})['pattern']]}",
        )
    message = str(detail["msg"]).removeprefix("Value error, ")
    if message.startswith(("Input ", "Value ", "String ", "Tuple ", "Field ")):
        message = message[0].lower() + message[1:]
    return Diagnostic("BG102", f"`{name}`: {message}", span, help=_describe(model, path))


def _not_one_of(detail: ErrorDetails, name: str, span: Span) -> Diagnostic:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    allowed = [word.strip(" '\"") for word in expected.replace(" or ", ", ").split(",")]
    given = str(detail["input"])
    choices = f"write one of {_listed(allowed)}"
    near = did_you_mean(given, allowed)
    return Diagnostic(
        "BG105",
        f"`{given}` is no {name.replace('_', ' ')}",
        span,
        help=f"{near} {choices}" if near else choices,
    )


def _owner(node: Node, path: tuple[str | int, ...], owner_span: Span) -> Span:
    """Return the place of the mapping in which a field is missing."""
    if len(path) < 2:
        return owner_span
    parent = path[:-1]
    return at(node, parent) if isinstance(parent[-1], int) else key_at(node, parent)


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the model that stands at a path inside another, or the last one on the way."""
    for part in path:
        if not isinstance(part, str) or part not in model.model_fields:
            continue
        inner = _inner_model(model.model_fields[part].annotation)
        if inner is not None:
            model = inner
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None


def _field_names(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _describe(model: type[BaseModel], path: tuple[str | int, ...]) -> str | None:
    """Return what a field is for, from its docstring."""
    holder = _model_at(model, path[:-1])
    name = path[-1] if path else ""
    for field_name, field in holder.model_fields.items():
        if name in (field_name, field.alias) and (said := meaning(holder, field_name)):
            return f"`{name}`: {_down(said)}"
    return None


def _down(text: str) -> str:
    """Return a sentence as it goes on after a colon; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
