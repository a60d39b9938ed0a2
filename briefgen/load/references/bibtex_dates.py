"""The dates in a BibTeX file: BibLaTeX's `date`, or `year`, `month` and `day`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.load.references.bibtex_values import MONTHS
from briefgen.load.references.latex import to_text

__all__ = ["read_dates"]

_WHOLE = {
    "accessed": ("urldate", "lastchecked", "accessed", "lastaccessed"),
    "event-date": ("eventdate",),
    "original-date": ("origdate", "origyear"),
}
_OTHER_MONTHS = {"mai": 5, "mär": 3, "maa": 3, "okt": 10, "dez": 12, "déc": 12, "fév": 2, "fev": 2,
                 "avr": 4, "aoû": 8}  # fmt: skip
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_YEARS = re.compile(r"(\d{4})(?:\s*[-–/]+\s*(\d{4}|\d{2}))?\Z")


def read_dates(fields: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    """Return CSL's date variables, each with the field that it is from."""
    found: dict[str, tuple[Any, str]] = {}
    for variable, names in _WHOLE.items():
        if name := next((name for name in names if name in fields), None):
            found[variable] = (to_text(fields[name]), name)
    if "date" in fields:
        found["issued"] = (fields["date"], "date")
    elif "year" in fields:
        found["issued"] = (_issued(fields), "year")
    return found


def _issued(fields: Mapping[str, str]) -> Any:
    written = to_text(fields["year"])
    years = _YEARS.match(written.strip("()[] "))
    if years is None:
        return {"literal": " ".join(part for part in (_as_words(fields), written) if part)}
    first = years[1]
    if last := years[2]:
        return {"date-parts": [[first], [first[: 4 - len(last)] + last]]}
    words = re.findall(r"[^\W\d_]+|\d+", to_text(fields.get("month", "")).lower())
    if season := next((_SEASONS[word] for word in words if word in _SEASONS), None):
        return {"date-parts": [[first]], "season": season}
    months = [number for word in words if (number := _month(word))]
    days = [word for word in words if word.isdecimal() and len(word) <= 4]
    if not months and days and len(days) <= 2:
        # a month as a number
        months, days = [int(day) for day in days], []
    days = days or re.findall(r"\d+", fields.get("day", ""))
    return {"date-parts": _parts(first, months, days)}


def _as_words(fields: Mapping[str, str]) -> str:
    return to_text(fields.get("month", "")).strip()


def _month(word: str) -> int:
    short = word[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else _OTHER_MONTHS.get(short, 0)


def _parts(year: str, months: list[int], days: list[str]) -> list[list[str]]:
    """Return one date, or two where there are two months or two days."""
    ends = max(len(months), len(days) if months else 0, 1)
    dates = []
    for end in range(min(ends, 2)):
        date = [year]
        if months:
            date.append(str(months[min(end, len(months) - 1)]))
            if days and (len(days) == ends or len(months) == 1):
                date.append(days[min(end, len(days) - 1)])
        dates.append(date)
    return dates
