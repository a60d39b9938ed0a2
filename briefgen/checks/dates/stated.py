"""The dates that printed words name, as precise as they name them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from briefgen.checks.dates.months import month_names
from briefgen.words import wordlist

__all__ = ["Grain", "Stated", "stated_dates"]


class Grain(IntEnum):
    """How finely time is told, from coarse to fine."""

    NONE = 0
    DECADE = 1
    YEAR = 2
    SEASON = 3
    MONTH = 4
    DAY = 5
    TIME = 6


Reading = tuple[int | None, int | None, int | None]
"""Year, month, day; None where the words name none."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One date in printed words."""

    words: str
    """As printed."""
    grain: Grain
    readings: tuple[Reading, ...] = ()
    """What it can mean: two where either number may be the month; none for a time of day."""

    def is_possible(self, first: date, last: date) -> bool:
        """Whether it can mean a date that touches the days from `first` to `last`."""
        if not self.readings:
            return True
        return any(
            start <= last and end >= first
            for reading in self.readings
            for start, end in self._spans(reading, first, last)
        )

    def _spans(self, reading: Reading, first: date, last: date) -> Iterator[tuple[date, date]]:
        year, month, day = reading
        # every date returns within eight years, 29 February too
        years = range(first.year, min(last.year, first.year + 8) + 1) if year is None else [year]
        for y in years:
            try:
                start = date(y, month or 1, day or 1)
            except ValueError:
                continue
            yield start, self._end(start, reading)

    def _end(self, start: date, reading: Reading) -> date:
        """Return the last day of what begins on `start`; winter runs into the next year."""
        _, month, day = reading
        if day is not None:
            return start
        if month is not None:
            return start.replace(day=monthrange(start.year, month)[1])
        years = {Grain.DECADE: 9, Grain.SEASON: 1}.get(self.grain, 0)
        return date(start.year + years, 12, 31)


def stated_dates(plain: str, language: str) -> tuple[Stated, ...]:
    """Return the dates that a plain text names; `language` is one of `briefgen.words.LANGUAGES`.

    Names of months are Babel's, of seasons those of the word list. A number alone is no date,
    unless it is a year.
    """
    text = unicodedata.normalize("NFKC", plain)
    found: list[Stated] = []
    for pattern, read in _readers(language):
        for match in list(pattern.finditer(text)):
            stated = tuple(read(match))
            if stated:
                found += stated
                # so that no part of it is read again
                text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    return tuple(found)


Reader = Callable[[re.Match[str]], Iterator[Stated]]

_ISO = re.compile(
    r"(?<![\d-])(\d{4})([-/.])(\d\d)\2(\d\d)(?![\d-])|\A\s*(\d{4})-(0[1-9]|1[0-2])\s*\Z"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<![\d.:])\d{1,2}(?::[0-5]\d|\s?h\s?[0-5]\d|時(?!間)|\s?Uhr\b|\s?[ap]\.?m\b)", re.IGNORECASE
)
_KANJI = re.compile(
    r"(?:([12]\d{3})年の?)?(?<!\d)(1[0-2]|0?[1-9])月"
    r"(?:の?(\d{1,2})日(?:\s?[~〜–、・-]\s?(\d{1,2})日)?)?"
)
_KANJI_YEAR = r"(?<!\d)([12]\d{{3}})年(代|の?[{}])?(?![度間])"
_DECADE = re.compile(r"(?<!\d)([12]\d\d0)(?:s|er)\b|\bannées\s+([12]\d\d0)")
# not of "the 2024 summit" and "FY 2024"
_YEAR = re.compile(r"(?<![\d.,])(?<!\bthe )(?<!\bFY)(?<!\bFY )([12]\d{3})(?![\d年]|[.,]\d)")
_DAY = r"(?<![\d.,:/])\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?"
_DAYS = rf"{_DAY}(?:\s*(?:[-–—/,&~]|and|to|und|bis|et|au)\s*{_DAY})*"


def _iso(match: re.Match[str]) -> Iterator[Stated]:
    if match[1]:
        yield Stated(match[0], Grain.DAY, ((int(match[1]), int(match[3]), int(match[4])),))
    else:
        yield Stated(match[0].strip(), Grain.MONTH, ((int(match[5]), int(match[6]), None),))


def _numeric(match: re.Match[str]) -> Iterator[Stated]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    swapped = ((year, first, second),) if match[2] == "/" else ()
    yield Stated(match[0], Grain.DAY, ((year, second, first), *swapped))


def _time(match: re.Match[str]) -> Iterator[Stated]:
    yield Stated(match[0], Grain.TIME)


def _kanji(match: re.Match[str]) -> Iterator[Stated]:
    year, month = int(match[1]) if match[1] else None, int(match[2])
    yield from _dated(match[0], year, month, [int(day) for day in match.groups()[2:] if day])


def _kanji_year(match: re.Match[str]) -> Iterator[Stated]:
    grain = {None: Grain.YEAR, "代": Grain.DECADE}.get(match[2], Grain.SEASON)
    yield Stated(match[0], grain, ((int(match[1]), None, None),))


def _decade(match: re.Match[str]) -> Iterator[Stated]:
    yield Stated(match[0], Grain.DECADE, ((int(match[1] or match[2]), None, None),))


def _season(match: re.Match[str]) -> Iterator[Stated]:
    yield Stated(match[0], Grain.SEASON, ((int(match[1]), None, None),))


def _year(match: re.Match[str]) -> Iterator[Stated]:
    yield Stated(match[0], Grain.YEAR, ((int(match[1]), None, None),))


def _dated(words: str, year: int | None, month: int, days: list[int]) -> Iterator[Stated]:
    """Each of the days of a month, or the month itself."""
    for day in days:
        yield Stated(words, Grain.DAY, ((year, month, day),))
    if not days:
        yield Stated(words, Grain.MONTH, ((year, month, None),))


@cache
def _readers(language: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Return (pattern, what it says), the more exact first."""
    readers: list[tuple[re.Pattern[str], Reader]] = [
        (_ISO, _iso),
        (_NUMERIC, _numeric),
        (_TIME, _time),
        (_KANJI, _kanji),
        (re.compile(_KANJI_YEAR.format("".join(wordlist("seasons", "ja")))), _kanji_year),
        (_DECADE, _decade),
    ]
    if seasons := "|".join(map(re.escape, wordlist("seasons", language))):
        words = rf"\b(?:{seasons})\s+(?:of\s+|de\s+|des\s+Jahres\s+)?([12]\d{{3}})(?!\d)"
        readers.append((re.compile(words, re.IGNORECASE), _season))
    if months := month_names(language):
        readers.append((_month_pattern(months), _month_reader(months)))
    return (*readers, (_YEAR, _year))


def _month_pattern(months: dict[str, int]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    return re.compile(
        rf"(?:(?P<before>{_DAYS})\s*(?:of\s+|de\s+)?)?(?<!\w)(?P<month>{names})(?!\w)\.?"
        rf"(?:\s+(?P<after>{_DAYS})(?!\d))?(?:,?\s+(?:of\s+|de\s+)?(?P<year>[12]\d{{3}})(?!\d))?"
        r"(?P<verb>(?=\s+[a-z]))?"
    )


def _month_reader(months: dict[str, int]) -> Reader:
    def read(match: re.Match[str]) -> Iterator[Stated]:
        numbers = f"{match['before'] or ''} {match['after'] or ''}"
        days = [int(day) for day in re.findall(r"\d+", numbers)]
        year = int(match["year"]) if match["year"] else None
        # "May be later" names no month
        may_be_verb = match["month"] == "May" and match["verb"] is not None
        if days or year is not None or not may_be_verb:
            yield from _dated(match[0], year, months[match["month"]], days)

    return read
