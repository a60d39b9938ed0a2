"""Dates as precise as what is known, and no more: one event's date, parsed and ordered.

Source: ISO 8601-2 (EDTF) levels 0 to 2, the forms that briefs need. The grammar is written out
here because authors must be told what to write instead; the tests hold it against the `edtf`
package, which is not fit to run inside a build: it writes to standard output, fails on some valid
intervals and takes 29 February in every year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

__all__ = ["EventDate", "Precision"]

_DATE = re.compile(r"([0-9]{3}[0-9X])(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%])?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)"
)
_NUMERIC = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_EXAMPLES = ["2023-07-11", "2023-07", "2023-23", "2023-07~", "2023-07-11/2023-07-12", "2023-09/.."]


class Precision(StrEnum):
    """What kind of date it is: how closely it is known, or which span it covers."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    UNDATED = "undated"
    INTERVAL = "interval"
    """It lasted from `start` to `end`."""
    ONE_OF = "one-of"
    """It fell on one day somewhere from `start` to `end`."""
    OPEN = "open"
    """Only as a part: an end that is left open, `..`."""
    UNKNOWN = "unknown"
    """Only as a part: an end that there is but that nobody knows."""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something happened or will happen, no more precise than it was stated.

    Make it with `EventDate.parse`; it is a pydantic field type too, written as a string.
    """

    text: str
    """As the author wrote it; parsing it again gives an equal value."""
    precision: Precision
    earliest: date | None = None
    """First day it can be, as dated in its own zone; None where open, unknown or undated."""
    latest: date | None = None
    """Last day it can be. The bounds of an approximate or uncertain date are the stated ones."""
    approximate: bool = False
    """The author wrote `~` or `%`, for an interval at either end."""
    uncertain: bool = False
    """The author wrote `?` or `%`, for an interval at either end."""
    start: EventDate | None = None
    """Where an interval or a choice begins; its precision may be OPEN or UNKNOWN."""
    end: EventDate | None = None
    """Where an interval or a choice ends; its precision may be OPEN or UNKNOWN."""
    instant: datetime | None = None
    """The moment, with its zone, where a time was given."""

    @classmethod
    def parse(cls, text: str) -> EventDate:
        """Return the date that the text states.

        Raises: ValueError with a message for authors: what is wrong and what is right.
        """
        text = text.strip()
        if not text:
            raise ValueError("the date is empty: write one such as 2023-07-11, or XXXX if undated")
        if text == "XXXX":
            return cls(text, Precision.UNDATED)
        if text.startswith("["):
            return _choice(text)
        if "/" in text and not _NUMERIC.fullmatch(text):
            return _interval(text)
        return _moment(text) if _has_time(text) else _single(text)

    def __str__(self) -> str:
        return self.text

    @property
    def sort_key(self) -> tuple[bool, int, int, float, str]:
        """Key of a total order: by first day, last day, moment; undated last.

        Why: by the day as written, not by the moment in UTC, so that the rows of one month stay
        together in a timeline; between moments of one written day the true order holds.
        """
        return (
            self.precision is Precision.UNDATED,
            self.earliest.toordinal() if self.earliest else 0,
            self.latest.toordinal() if self.latest else date.max.toordinal() + 1,
            self.instant.timestamp() if self.instant else float("-inf"),
            self.text,
        )

    def is_after(self, day: date) -> bool:
        """Whether all of it certainly lies after this day, by its stated bounds."""
        return self.earliest is not None and self.earliest > day

    def is_before(self, day: date) -> bool:
        """Whether all of it certainly lies before this day, by its stated bounds."""
        return self.latest is not None and self.latest < day

    @property
    def year(self) -> int | None:
        """The year to file it under, an interval by its start; None if not known to the year."""
        if self.start and self.end:
            same = self.start.year == self.end.year
            return self.start.year if same or self.precision is Precision.INTERVAL else None
        if self.earliest is None or self.precision is Precision.DECADE:
            return None
        return self.earliest.year

    @property
    def month(self) -> int | None:
        """The month to file it under, an interval by its start; None if not known to the month."""
        if self.start and self.end:
            same = (self.start.year, self.start.month) == (self.end.year, self.end.month)
            return self.start.month if same or self.precision is Precision.INTERVAL else None
        known = self.precision in (Precision.INSTANT, Precision.DAY, Precision.MONTH)
        return self.earliest.month if self.earliest and known else None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            _validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "description": "A date as precise as it is known, in EDTF (ISO 8601-2).",
            "examples": _EXAMPLES,
        }


def _validated(value: object) -> EventDate:
    from pydantic_core import PydanticCustomError

    if isinstance(value, EventDate):
        return value
    reason = 'a date is text: put it in quotes, e.g. "2023-07"'
    if isinstance(value, str):
        try:
            return EventDate.parse(value)
        except ValueError as error:
            reason = str(error)
    raise PydanticCustomError("event_date", "{reason}", {"reason": reason})


def _has_time(text: str) -> bool:
    return re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]", text) is not None


def _moment(text: str) -> EventDate:
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(
            f"`{text}` is not a date and time: write it with seconds and the offset from UTC (at"
            " most 14 hours), e.g. 2023-07-11T09:30:00+09:00, or Z for UTC"
        )
    day = _single(match[1]).earliest
    return EventDate(text, Precision.INSTANT, day, day, instant=datetime.fromisoformat(text))


def _single(text: str) -> EventDate:
    """A day, month, season, year or decade."""
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(_not_a_date(text))
    year, month, day, mark = match.groups()
    bounds = _bounds(year, month or "XX", day or "XX")
    return EventDate(text, *bounds, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _bounds(year: str, month: str, day: str) -> tuple[Precision, date, date]:
    if year in ("0000", "000X"):
        raise ValueError("there is no year 0000: years are 0001 to 9999, e.g. 2023")
    if year.endswith("X"):
        if (month, day) != ("XX", "XX"):
            raise ValueError(f"a month needs its year: write {year} alone, or a full year")
        return Precision.DECADE, date(int(year[:3] + "0"), 1, 1), date(int(year[:3] + "9"), 12, 31)
    y = int(year)
    if month == "XX":
        if day != "XX":
            raise ValueError(f"a day needs its month: write {year}, or e.g. {year}-07-{day}")
        return Precision.YEAR, date(y, 1, 1), date(y, 12, 31)
    m = int(month)
    if m in _SEASON_STARTS:
        if day != "XX":
            raise ValueError(f"a season has no days: write {year}-{month}, or e.g. {year}-07-{day}")
        return Precision.SEASON, *_season(y, _SEASON_STARTS[m])
    if not 1 <= m <= 12:
        raise ValueError(_no_such_month(year, month))
    last = monthrange(y, m)[1]
    if day == "XX":
        return Precision.MONTH, date(y, m, 1), date(y, m, last)
    if not 1 <= int(day) <= last:
        raise ValueError(f"{year}-{month} has no day {day}: its days are 01 to {last}")
    return Precision.DAY, date(y, m, int(day)), date(y, m, int(day))


def _season(year: int, first: int) -> tuple[date, date]:
    """Three whole months, as in the northern half; winter runs into the next year."""
    last_year, last = (year + 1, 2) if first == 12 else (year, first + 2)
    if last_year > date.max.year:
        raise ValueError(
            f"the winter of {year} ends in {last_year}: years are 0001 to {date.max.year}"
        )
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def _no_such_month(year: str, month: str) -> str:
    message = f"there is no month {month}: months are 01 to 12, seasons 21 (spring) to 24 (winter)"
    later = year[:2] + month
    return f"{message}; for {year} to {later} write {year}/{later}" if later > year else message


def _not_a_date(text: str) -> str:
    """What to write instead. Raises: ValueError where the date meant does not exist."""
    message = f"`{text}` is not a date in ISO 8601 form"
    if numeric := _NUMERIC.fullmatch(text):
        right = "-".join(number.zfill(2) for number in numeric.groups() if number)
        _single(right)
        return f"{message}: write {right}"
    if _DATE.fullmatch(text.upper()):
        return f"{message}: unknown digits are capital X, write {text.upper()}"
    return f"{message}: write year-month-day, e.g. 2023-07-11, a span as 2023-07-11/2023-07-12"


def _interval(text: str) -> EventDate:
    if text.count("/") != 1:
        raise ValueError(_not_a_date(text))
    return _span(text, Precision.INTERVAL, *text.split("/"))


def _choice(text: str) -> EventDate:
    match = re.fullmatch(r"\[([^,]*?)\.\.([^,]*)\]", text)
    if not match:
        raise ValueError(
            f"`{text}` is not a choice of dates: write [2023-09..] for some day then or later,"
            " [..2023-09] for then or earlier, [2023-09..2023-12] for some day between"
        )
    return _span(text, Precision.ONE_OF, match[1] or "..", match[2] or "..")


def _span(text: str, precision: Precision, first: str, last: str) -> EventDate:
    start, end = _part(first), _part(last)
    if not (start.earliest or end.latest):
        raise ValueError(f"`{text}` holds no date: write at least one, or XXXX if undated")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise ValueError(f"`{text}` ends before it begins: {end} must come first")
    return EventDate(
        text,
        precision,
        start.earliest,
        end.latest,
        approximate=start.approximate or end.approximate,
        uncertain=start.uncertain or end.uncertain,
        start=start,
        end=end,
    )


def _part(text: str) -> EventDate:
    if text in ("", ".."):
        return EventDate(text, Precision.OPEN if text else Precision.UNKNOWN)
    if text == "XXXX":
        raise ValueError("XXXX cannot be one end: leave the end out where unknown, e.g. 2023/")
    if _has_time(text):
        raise ValueError(
            "the ends of an interval have no time: write days, e.g. 2023-07-11/2023-07-12"
        )
    part = _single(text)
    if part.precision is Precision.SEASON and part.earliest and part.latest:
        months = f"{part.earliest.isoformat()[:7]}/{part.latest.isoformat()[:7]}"
        raise ValueError(f"the season {text} cannot be one end: write months, e.g. {months}")
    return part
