"""The dates of an export, as CSL-JSON, CSL in YAML and other programs write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from briefgen.model.sources import CslDate

__all__ = ["read_date"]

_NUMBER = re.compile(r"-?[0-9]{1,9}")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_TEXTS = ("season", "literal", "raw")


def read_date(written: Any) -> dict[str, Any] | str | None:
    """Return a date that a source can have, None for nothing.

    What is no possible date is printed as it is written: an export is not edited, and CSL has a
    form for that. `written` holds numbers as text.
    """
    match written:
        case str() if written.strip():
            begin, slash, end = written.strip().partition("/")
            if slash and end in ("", "..") and _is_date(begin):
                return {"literal": f"{begin}–"}
            return written if _is_date(written) else {"literal": written.strip()}
        case list():
            fields = _from_list(written)
        case dict():
            fields = _from_mapping(written)
        case _:
            return None
    parts = fields.get("date-parts", [])
    if len(parts) == 2 and not parts[1]:
        # an open end, which Better BibTeX exports as the year 0
        fields = {"literal": "-".join(parts[0]) + "–"}
    if not fields.get("date-parts"):
        fields.pop("date-parts", None)
    if not fields.keys() & {"date-parts", "literal", "raw"}:
        return None
    if _is_date(fields):
        return fields
    text = _as_text(parts) or str(fields.get("literal") or fields.get("raw") or "")
    return {"literal": text} if text.strip() else None


def _is_date(written: Any) -> bool:
    try:
        CslDate.model_validate(written)
    except ValidationError:
        return False
    return True


def _from_mapping(written: Mapping[str, Any]) -> dict[str, Any]:
    if "year" in written:
        return _from_list([written])
    fields: dict[str, Any]
    fields = {key: value for key in _TEXTS if isinstance(value := written.get(key), str) and value}
    if isinstance(circa := written.get("circa"), str | bool | int) and circa:
        fields["circa"] = circa
    if isinstance(season := fields.get("season"), str):
        fields["season"] = _SEASONS.get(season.lower(), season)
    parts = written.get("date-parts")
    if isinstance(parts, list):
        listed = [part if isinstance(part, list) else [part] for part in parts]
        fields["date-parts"] = [_numbers(part) for part in listed[:2]]
        if not any(fields["date-parts"]):
            del fields["date-parts"]
    return fields


def _from_list(written: list[Any]) -> dict[str, Any]:
    """Read one or two dates, each a mapping of `year`, `month`, `day`, or a list of these."""
    fields: dict[str, Any] = {"date-parts": []}
    for one in written[:2]:
        if isinstance(one, Mapping):
            fields |= {key: value for key, value in _from_mapping_once(one).items() if value}
            fields["date-parts"].append(_numbers([one.get(k) for k in ("year", "month", "day")]))
        elif isinstance(one, list):
            fields["date-parts"].append(_numbers(one))
        elif one is not None:
            fields["literal"] = str(one)
    if not any(fields["date-parts"]):
        del fields["date-parts"]
    return fields


def _from_mapping_once(written: Mapping[str, Any]) -> dict[str, Any]:
    return _from_mapping({key: value for key, value in written.items() if key != "year"})


def _numbers(parts: list[Any]) -> list[str]:
    """Return year, month and day as they are written, up to the first that is missing."""
    found: list[str] = []
    for part in parts[:3]:
        text = str(part).strip() if part is not None else ""
        if not _NUMBER.fullmatch(text) or int(text) == 0:
            break
        found.append(text)
    return found


def _as_text(parts: list[list[str]]) -> str:
    return "/".join("-".join(part) for part in parts)
