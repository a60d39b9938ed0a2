"""Items made up from the model: every family and every field, so that none can be forgotten."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel

from briefgen.model.base import Item, LocalText, Ref
from briefgen.model.dates import EventDate
from briefgen.model.dossier import FAMILIES
from briefgen.model.sources import CslDate, CslName
from briefgen.model.walk import reference_of

__all__ = ["NESTED", "STEERING", "Maker", "Place", "written_name"]

Place = tuple[str, ...]
"""The names of the fields down to a value, the family first."""

STEERING = frozenset(Item.model_fields) - {"stand_in"}
"""Fields that are not made up here: they decide who gets the item."""
NESTED = (CslDate, CslName)
_DATES = ("2023-07-11", "2023-07", "2023-09/..", "2022", "2023-23", "2024-07-09", "2023-07~")
_FIXED: Mapping[str, tuple[str, ...]] = {
    "lang": ("ja", "fr"),
    "language": ("ja", "en", "de"),
    "iso3166": ("JP", "FR"),
    "tz": ("Asia/Tokyo", "Europe/Paris"),
    "likelihood": ("likely", "unlikely", "almost certain"),
    "locator": ("p. 3", "para. 7", "pp. 12–14"),
    "sha256": ("0" * 64,),
}
"""Fields of plain text in which not any word may stand."""


def written_name(model: type[BaseModel], name: str) -> str:
    """Return the key under which a field stands in a file."""
    return model.model_fields[name].alias or name


@dataclass(frozen=True)
class Maker:
    """Makes up items."""

    chance: Random
    text: Callable[[Place, bool], Any]
    """(place, whether paragraphs may stand in it) → Markdown, or a mapping of languages."""
    word: Callable[[Place], str]
    """Place → a name or another text without markup."""
    refer: Callable[[str, Place], str]
    """(family, place) → the id of an item."""
    file: Callable[[Place], str | None]
    """Place → the path of a file in the dossier's folder, None for none."""
    fullness: float
    """How often a field is there that need not be: 1 for all of them."""
    numbers: bool = False
    """Whether a number of a source is a word too."""

    def item(self, family: str) -> dict[str, Any]:
        """Return the fields of an item as they stand in a file, without those that steer."""
        return self._fields(FAMILIES[family], (family,))

    def _fields(self, model: type[BaseModel], place: Place) -> dict[str, Any]:
        made = {}
        for name, field in model.model_fields.items():
            if name in STEERING and len(place) == 1:
                continue
            if not field.is_required() and self.chance.random() >= self.fullness:
                continue
            value = self._value(field.annotation, reference_of(field), (*place, name))
            if value is not None:
                made[written_name(model, name)] = value
        return made

    def _value(self, annotation: Any, ref: Ref | None, place: Place) -> Any:
        annotation, ref = _bare(annotation, ref)
        arguments = typing.get_args(annotation)
        origin = typing.get_origin(annotation)
        if origin is tuple:
            return self._several(arguments[0], ref, place)
        if origin is dict:
            return {
                self._value(arguments[0], ref, place): self._value(arguments[1], None, place)
                for _ in range(self._number())
            }
        if origin is Literal:
            return self.chance.choice(arguments)
        if annotation is LocalText:
            return self.text(place, place[-1] == "body")
        if annotation is EventDate or annotation is CslDate:
            return self.chance.choice(_DATES[:2] if annotation is CslDate else _DATES)
        if annotation is CslName:
            return {"family": self.word((*place, "family")), "given": self.word((*place, "given"))}
        if isinstance(annotation, type):
            return self._of_type(annotation, ref, place)
        return self.word(place)

    def _of_type(self, kind: type, ref: Ref | None, place: Place) -> Any:
        if issubclass(kind, BaseModel):
            return self._fields(kind, place)
        if issubclass(kind, Enum):
            return self.chance.choice([member.value for member in kind])
        if kind is bool:
            return self.chance.random() < 0.5
        if kind is int:
            return self.chance.randint(0, 9)
        if kind is dt.date:
            return "2023-07-14"
        return self._plain(ref, place)

    def _plain(self, ref: Ref | None, place: Place) -> str | None:
        name = place[-1]
        if ref is not None:
            return self.refer(ref.family, place)
        if place[0] == "figures" and name == "file":
            return self.file(place)
        if place == ("sources", "archive"):
            return self.file(place)
        if place == ("sources", "sha256"):
            return None
        if name in _FIXED and not (self.numbers and name in ("locator", "language")):
            return self.chance.choice(_FIXED[name])
        if name == "url":
            return f"https://{self.word(place)}.example/"
        if name == "doi":
            return f"10.1000/{self.word(place)}"
        return self.word(place)

    def _several(self, annotation: Any, ref: Ref | None, place: Place) -> list[Any]:
        least = 2 if place == ("discrepancies", "claims") else 1
        wanted, made = max(least, self._number()), list[Any]()
        for _ in range(20):  # there may be fewer values than wanted
            if len(made) == wanted:
                break
            value = self._value(annotation, ref, place)
            made += [value] if value not in made else []
        return made

    def _number(self) -> int:
        return self.chance.randint(1, 2)


def _bare(annotation: Any, ref: Ref | None) -> tuple[Any, Ref | None]:
    """Return an annotation without `| None` and `Annotated`, and the family it refers to."""
    while True:
        origin = typing.get_origin(annotation)
        if origin is Annotated:
            annotation, *metadata = typing.get_args(annotation)
            ref = next((entry for entry in metadata if isinstance(entry, Ref)), ref)
        elif origin in (Union, types.UnionType):
            annotation = _first(a for a in typing.get_args(annotation) if a is not type(None))
        else:
            return annotation, ref


def _first(options: Iterable[Any]) -> Any:
    return next(iter(options))
