"""Every value inside a content item, with its path and the family it refers to."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefgen.model.base import LocalText, Path, Ref

__all__ = [
    "Leaf",
    "Path",
    "field_references",
    "local_texts",
    "reference_of",
    "references",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that holds no further model."""

    path: Path
    """Field names and list positions from the item down."""
    value: Any
    ref: Ref | None = None
    """The family whose id the value is, if it is one."""


def walk(model: BaseModel) -> Iterator[Leaf]:
    """Yield every leaf of a model in the order of its fields; keys of mappings are leaves too."""
    for path, value, ref in _leaves(model, type(model), object):
        yield Leaf(path, value, ref)


def reference_of(field: FieldInfo) -> Ref | None:
    """Return the family that a field's ids belong to: itself, its elements or its keys."""
    direct = _ref_among(field.metadata)
    annotation, found = _unwrap(field.annotation)
    if direct or found:
        return direct or found
    if get_origin(annotation) in (tuple, dict):
        return _unwrap(get_args(annotation)[0])[1]
    return None


@cache
def field_references(model: type[BaseModel]) -> tuple[tuple[str, Ref | None], ...]:
    """Return (field, what `reference_of` says of it) in the order of the fields."""
    return tuple((name, reference_of(field)) for name, field in model.model_fields.items())


def references(model: BaseModel) -> Iterator[tuple[Path, Ref, str]]:
    """Yield (path, family, id) of every reference by id."""
    for path, value, ref in _leaves(model, type(model), Ref):
        if ref is not None and isinstance(value, str):
            yield path, ref, value


def local_texts(
    model: BaseModel, kind: type[BaseModel] | None = None
) -> Iterator[tuple[Path, LocalText]]:
    """Yield (path, text) of every text; only those in the fields of `kind`, a base of the model."""
    for path, value, _ in _leaves(model, kind or type(model), LocalText):
        if isinstance(value, LocalText):
            yield path, value


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an annotation says of the values under it; worked out once for each type of item."""

    ref: Ref | None = None
    inner: tuple[_Shape, ...] = ()
    """Of the elements of a tuple; of the keys and the values of a mapping."""


@cache
def _shapes(model: type[BaseModel], wanted: type) -> tuple[tuple[str, _Shape], ...]:
    """Return (name, shape) of each field under which there may be what is wanted.

    Why not of all: a source alone has more than a hundred fields that hold neither.
    """
    shapes = []
    for name, field in model.model_fields.items():
        ref = _ref_among(field.metadata)
        if (ref and wanted is Ref) or _may_hold(field.annotation, wanted):
            shapes.append((name, _shape(field.annotation, ref)))
    return tuple(shapes)


def _may_hold(annotation: Any, wanted: type) -> bool:
    annotation, ref = _unwrap(annotation)
    if wanted is object or annotation in (Any, wanted) or (ref and wanted is Ref):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_shapes(annotation, wanted))
    return any(_may_hold(argument, wanted) for argument in get_args(annotation))


def _ref_among(metadata: Iterable[Any]) -> Ref | None:
    return next((entry for entry in metadata if isinstance(entry, Ref)), None)


def _shape(annotation: Any, outer: Ref | None) -> _Shape:
    annotation, found = _unwrap(annotation)
    ref = found or outer
    arguments = get_args(annotation)
    if get_origin(annotation) is tuple:
        return _Shape(ref, (_shape(arguments[0], ref),))
    if get_origin(annotation) is dict:
        return _Shape(ref, tuple(_shape(argument, None) for argument in arguments))
    # a field that takes one value or several: the elements are of the first kind
    if get_origin(annotation) in (Union, types.UnionType):
        return _Shape(ref, (_shape(arguments[0], ref),))
    return _Shape(ref)


_Found = tuple[Path, Any, Ref | None]


def _leaves(model: BaseModel, kind: type[BaseModel], wanted: type) -> list[_Found]:
    """Return the leaves in the fields of `kind`; those not wanted may be left out."""
    found: list[_Found] = []
    _add_fields(found, (), model, kind, wanted)
    return found


def _add_fields(
    found: list[_Found], path: Path, model: BaseModel, kind: type[BaseModel], wanted: type
) -> None:
    values = vars(model)
    for name, shape in _shapes(kind, wanted):
        value = values[name]
        if value is not None:
            _add(found, (*path, name), value, shape, wanted)


def _add(found: list[_Found], path: Path, value: Any, shape: _Shape, wanted: type) -> None:
    # first what is most common: asking whether a value is a model is slow
    if isinstance(value, (LocalText, str)):
        found.append((path, value, shape.ref))
    elif isinstance(value, BaseModel):
        _add_fields(found, path, value, type(value), wanted)
    elif isinstance(value, tuple):
        inner = shape.inner[0] if shape.inner else _Shape(shape.ref)
        for index, element in enumerate(value):
            if element is not None:
                _add(found, (*path, index), element, inner, wanted)
    elif isinstance(value, Mapping):
        keys, values = shape.inner if len(shape.inner) == 2 else (_Shape(), _Shape())
        for key, element in value.items():
            _add(found, (*path, key), key, keys, wanted)
            if element is not None:
                _add(found, (*path, key), element, values, wanted)
    else:
        found.append((path, value, shape.ref))


def _unwrap(annotation: Any) -> tuple[Any, Ref | None]:
    """Return the annotation without `| None` and `Annotated`, and the Ref that stood in it."""
    ref = None
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *metadata = get_args(annotation)
            ref = ref or _ref_among(metadata)
            annotation = inner
        elif origin in (Union, types.UnionType):
            options = [a for a in get_args(annotation) if a is not types.NoneType]
            if len(options) != 1:
                return annotation, ref
            annotation = options[0]
        else:
            return annotation, ref
