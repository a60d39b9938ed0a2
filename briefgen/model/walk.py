"""Every value inside a content item, with its path and the family it refers to."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefgen.model.base import LocalText, Ref

__all__ = ["Leaf", "Path", "local_texts", "reference_of", "references", "walk"]

Path = tuple[str | int, ...]


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
    for name, field in type(model).model_fields.items():
        ref = next((m for m in field.metadata if isinstance(m, Ref)), None)
        yield from _leaves((name,), getattr(model, name), field.annotation, ref)


def reference_of(field: FieldInfo) -> Ref | None:
    """Return the family that a field's ids belong to: itself, its elements or its keys."""
    direct = next((m for m in field.metadata if isinstance(m, Ref)), None)
    annotation, found = _unwrap(field.annotation)
    if direct or found:
        return direct or found
    if get_origin(annotation) in (tuple, dict):
        return _unwrap(get_args(annotation)[0])[1]
    return None


def references(model: BaseModel) -> Iterator[tuple[Path, Ref, str]]:
    """Yield (path, family, id) of every reference by id."""
    for leaf in walk(model):
        if leaf.ref is not None and isinstance(leaf.value, str):
            yield leaf.path, leaf.ref, leaf.value


def local_texts(model: BaseModel) -> Iterator[tuple[Path, LocalText]]:
    """Yield (path, text) of every text."""
    for leaf in walk(model):
        if isinstance(leaf.value, LocalText):
            yield leaf.path, leaf.value


def _leaves(path: Path, value: Any, annotation: Any, ref: Ref | None) -> Iterator[Leaf]:
    annotation, found = _unwrap(annotation)
    ref = found or ref
    if value is None:
        return
    if isinstance(value, BaseModel):
        for leaf in walk(value):
            yield Leaf((*path, *leaf.path), leaf.value, leaf.ref)
    elif isinstance(value, tuple):
        inner = next(iter(get_args(annotation)), None)
        for index, element in enumerate(value):
            yield from _leaves((*path, index), element, inner, ref)
    elif isinstance(value, Mapping):
        key_type, value_type = get_args(annotation) or (None, None)
        for key, element in value.items():
            yield from _leaves((*path, key), key, key_type, None)
            yield from _leaves((*path, key), element, value_type, None)
    else:
        yield Leaf(path, value, ref)


def _unwrap(annotation: Any) -> tuple[Any, Ref | None]:
    """Return the annotation without `| None` and `Annotated`, and the Ref that stood in it."""
    ref = None
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            inner, *metadata = get_args(annotation)
            ref = ref or next((m for m in metadata if isinstance(m, Ref)), None)
            annotation = inner
        elif origin in (Union, types.UnionType):
            options = [a for a in get_args(annotation) if a is not types.NoneType]
            if len(options) != 1:
                return annotation, ref
            annotation = options[0]
        else:
            return annotation, ref
