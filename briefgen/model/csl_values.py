"""What stands in CSL's variables: texts, flags, names and dates, in each way of writing them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic import GetJsonSchemaHandler as Handler
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from briefgen.model.base import FLAG_WORDS, Model

__all__ = ["CslDate", "CslFlag", "CslName", "CslNames", "CslText"]

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[0-9:.,+\-Z]*)?([?~%]?)\Z")
_SEASONS = {first + n: n + 1 for first in (13, 21) for n in range(4)}
_NO_FLAGS = FLAG_WORDS.keys() - {"true", "false", "1", "0"}


def _text(value: Any) -> Any:
    """Return numbers as text: YAML and exports write `volume: 12` and `title: 1984`."""
    return str(value) if type(value) in (int, float) else value


def _flag(value: Any) -> Any:
    """Return CSL's flags, which may be written as booleans, numbers or text, as a boolean.

    Raises: PydanticKnownError for `no` and its like: by CSL's rule it would be true.
    """
    if isinstance(value, str) and value.lower() in _NO_FLAGS:
        raise PydanticKnownError("bool_type")
    return value not in ("", "0", "false", "False") if isinstance(value, str) else bool(value)


_Scalar = str | int | float
CslText = Annotated[
    str, BeforeValidator(_text, json_schema_input_type=_Scalar), Field(min_length=1)
]
CslFlag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool | int | str)]


class _Writable(Model):
    """A mapping that may be written as plain text, which the JSON Schema must say."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: Handler
    ) -> dict[str, Any]:
        mapping = handler.resolve_ref_schema(handler(schema))
        description = mapping.pop("description")
        return {"description": description, "anyOf": [{"type": ["string", "integer"]}, mapping]}


class CslName(_Writable):
    """A person or body, as CSL writes names."""

    family: str | None = None
    """Family name, with what is always kept with it."""
    given: str | None = None
    """Given names."""
    literal: str | None = None
    """The whole name of a body, or of a person whose name has no parts."""
    suffix: str | None = None
    """`Jr.`, `III`."""
    dropping_particle: str | None = Field(None, alias="dropping-particle")
    """Particle that falls away when only the family name is given."""
    non_dropping_particle: str | None = Field(None, alias="non-dropping-particle")
    """Particle that stays with the family name, such as `van`."""
    comma_suffix: CslFlag = Field(False, alias="comma-suffix")
    """Whether a comma stands before the suffix."""
    static_ordering: CslFlag = Field(False, alias="static-ordering")
    """Whether the family name always comes first."""
    parse_names: CslFlag = Field(False, alias="parse-names")
    """Accepted for the sake of exports, not read."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"literal": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _named(self) -> CslName:
        if not (self.literal or self.family or self.given):
            raise PydanticCustomError("name_missing", "a name needs `family` or `literal`")
        return self


class CslDate(_Writable):
    """A date or range, as CSL writes it, or as text such as `2023-07-14` or `2023-07-11/12`."""

    date_parts: tuple[tuple[int, ...], ...] = Field((), alias="date-parts", max_length=2)
    """One date or two (a range), each `[year]`, `[year, month]` or `[year, month, day]`."""
    season: int | str | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter, or a word."""
    circa: CslFlag = False
    """Whether the date is approximate."""
    literal: str | None = None
    """Words that are printed as they are."""
    raw: str | None = None
    """A date that the exporting program did not read; read here if it is in ISO 8601 form."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, int) and not isinstance(value, bool):
            value = f"{value:04d}"
        if isinstance(value, str | dt.date):
            fields = _date_fields(str(value).strip())
            if fields is None:
                raise _no_date(str(value))
            return fields
        if isinstance(value, dict) and "raw" in value and "date-parts" not in value:
            raw = value["raw"]
            return {**value, **((_date_fields(raw) if isinstance(raw, str) else None) or {})}
        return value

    @model_validator(mode="after")
    def _possible(self) -> CslDate:
        if not (self.date_parts or self.literal or self.raw):
            raise PydanticCustomError("csl_date", "a date needs `date-parts` or `literal`")
        for parts in self.date_parts:
            if not _possible(parts):
                raise _no_date(str(list(parts)))
        return self


def _no_date(written: str) -> PydanticCustomError:
    return PydanticCustomError(
        "csl_date",
        "`{written}` is not a date: write 2023-07-14, 2023-07 or 2023, or `literal: …`",
        {"written": written},
    )


def _possible(parts: tuple[int, ...]) -> bool:
    if len(parts) == 2:
        return parts[1] in {*range(1, 13), *_SEASONS}
    try:
        dt.date(2000 + parts[0] % 400, *(parts[1:] or (1, 1)))
    except (IndexError, TypeError, ValueError):
        return False
    return True


def _date_fields(text: str) -> dict[str, Any] | None:
    """Return the CSL form of an ISO 8601 or EDTF date, a season or an interval; None for others."""
    start, slash, end = text.partition("/")
    if slash and len(end) < len(start) and re.fullmatch(r"\d\d(-\d\d)?", end):
        end = start[: len(start) - len(end)] + end
    found = [_DATE.match(part) for part in ([start, end] if slash else [start])]
    if not all(found):
        return None
    dates = [[int(group) for group in m.groups()[:3] if group] for m in found if m]
    fields: dict[str, Any] = {"circa": any(m.group(4) for m in found if m)}
    if len(dates) == 1 and len(dates[0]) == 2 and dates[0][1] in _SEASONS:
        fields["season"] = _SEASONS[dates[0].pop()]
    return {**fields, "date-parts": dates}


def _listed(value: Any) -> Any:
    """Return a single name as a list of one."""
    return [value] if isinstance(value, str | dict) else value


_OneOrMore = tuple[CslName, ...] | CslName
CslNames = Annotated[
    tuple[CslName, ...], BeforeValidator(_listed, json_schema_input_type=_OneOrMore)
]
