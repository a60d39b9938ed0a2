"""Dates in the reader's language, never more precise than they are known.

Patterns (order of parts, names of months, what an interval shares) are Babel's, from CLDR; the
words that CLDR lacks are `briefgen.dates_words`. Day and month stay on one line; month and year may
part, so that narrow columns can break.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from briefgen.dates_words import WORDS
from briefgen.model.dates import EventDate, Precision

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["TickUnit", "format_date", "format_datetime", "format_day", "format_tick"]

Width = Literal["long", "short"]
TickUnit = Literal["day", "month", "year", "month-year"]

_TICKS: dict[TickUnit, str] = {"day": "d", "month": "MMM", "year": "y", "month-year": "yMMM"}
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_SPACE = re.compile(r"\s")
_SHORT_MONTH = re.compile(r"(?<!M)MMM(?!M)")
_ELIDED = re.compile(r"\bde (?=[ao])")
_DASH = " \u2009–"
_BESIDE_MONTH = re.compile(r"(?<=d) (?=M)|(?<=d\.) (?=M)|(?<=M) (?=d)")


def format_date(date: EventDate, language: str, *, width: Width = "long", on: bool = False) -> str:
    """Return the date as words; with `on` as they stand in a sentence, "in July 2023".

    A language that the table of words lacks has its own patterns, English words and no `on`; one
    that Babel does not know is shown in English.
    """
    writer = _Writer(_locale(language), width)
    on = on and writer.locale.language in WORDS
    match date.precision:
        case Precision.INTERVAL:
            return writer.interval(date, "on" if on else "")
        case Precision.ONE_OF:
            return writer.choice(date, "on-" if on else "")
        case _:
            return writer.single(date, "on" if on else "")


def format_day(value: date, language: str, width: Width = "long") -> str:
    """Return a calendar day as words."""
    return _Writer(_locale(language), width).pattern("day", value)


def format_datetime(value: datetime, language: str) -> str:
    """Return a moment with its zone, "14 July 2023, 09:00 (JST)".

    Raises: ValueError when the value has no zone: an "as of" that can be misread is worse than
    none.
    """
    return _Writer(_locale(language), "long").moment(value)


def format_tick(value: date, unit: TickUnit, language: str) -> str:
    """Return the words of a tick on a scale of time: "5", "Jul", "2023", "Jul 2023"."""
    from babel.dates import format_skeleton

    return str(format_skeleton(_TICKS[unit], value, locale=_locale(language)))


class _Writer:
    """Writes dates in one locale and width."""

    def __init__(self, locale: Locale, width: Width) -> None:
        self.locale = locale
        self.long = width == "long"
        self.words = WORDS.get(locale.language, WORDS["en"])

    def single(self, date: EventDate, role: str) -> str:
        """A date that is no interval, in the words of its role: "from …", "… or later"."""
        return self._dressed(self._bare(date), _kind(date), date, role)

    def interval(self, date: EventDate, role: str) -> str:
        """What lasted: "11–12 July 2023", "from September 2023"."""
        start, end = _ends(date)
        if _is_absent(end):
            return self._with_gap(self.single(start, "from"), "end", end)
        if _is_absent(start):
            return self._with_gap(self.single(end, "until"), "start", start)
        marks = {(part.approximate, part.uncertain) for part in (start, end)}
        if len(marks) > 1:
            return self._joined(self.single(start, ""), self.single(end, ""))
        return self._dressed(self._between(start, end), _kind(start), date, role)

    def choice(self, date: EventDate, prefix: str) -> str:
        """What fell on one day of several: "September 2023 or later"."""
        start, end = _ends(date)
        if _is_absent(end):
            return self.single(start, f"{prefix}later")
        if _is_absent(start):
            return self.single(end, f"{prefix}earlier")
        return self._say("between", _kind(end), self.single(start, ""), self.single(end, ""))

    def moment(self, value: datetime) -> str:
        """A day with time and zone."""
        day = self.pattern("day", value)
        return self.words["moment"].format(
            day=day, hour=value.hour, minute=value.minute, zone=_zone(value)
        )

    def pattern(self, kind: str, value: date) -> str:
        """A calendar day, month or year by the locale's own pattern."""
        if kind == "day" and self.long:
            return self._apply(self.locale.date_formats["long"].pattern, value)
        return self._apply(self.locale.datetime_skeletons[self._skeleton(kind)].pattern, value)

    def _bare(self, date: EventDate) -> str:
        kind = _kind(date)
        if date.instant:
            return self.moment(date.instant)
        if date.earliest is None:
            return self.words["undated"]
        if date.precision is Precision.DECADE:
            return self.words["decade"].format(date.earliest.year)
        if date.precision is Precision.SEASON:
            return self.words[kind].format(date.earliest.year)
        return self.pattern(kind, date.earliest)

    def _dressed(self, bare: str, kind: str, marks: EventDate, role: str) -> str:
        if marks.approximate and role == "on":
            bare = self._say("on-about", kind, bare)
        else:
            if marks.approximate:
                bare = self._say("about", kind, bare)
            bare = self._say(role, kind, bare) if role else bare
        return self.words["uncertain"].format(bare) if marks.uncertain else bare

    def _with_gap(self, text: str, side: str, part: EventDate) -> str:
        unknown = part.precision is Precision.UNKNOWN
        return self.words[f"{side}-unknown"].format(text) if unknown else text

    def _between(self, start: EventDate, end: EventDate) -> str:
        """Both ends, what they share written once, by the locale's interval pattern."""
        first, last = self._bare(start), self._bare(end)
        if first == last:
            return first
        if start.precision is end.precision and start.earliest and end.earliest:
            differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
            patterns = self.locale.interval_formats.get(self._skeleton(_kind(start)), {})
            pair = [_long(part) if self.long else part for part in patterns.get(differs, ())]
            if len(pair) == 2:
                head, tail = pair
                stem = head.rstrip(_DASH)
                last = self._apply(tail, end.earliest)
                if "–" not in head[len(stem) :]:
                    return self._apply(head, start.earliest) + last
                first = self._apply(stem, start.earliest)
        return self._joined(first, last)

    def _joined(self, first: str, last: str) -> str:
        """Two ends with the locale's own sign, a dash spaced where the first end has spaces."""
        pattern: str = self.locale.interval_formats[None]
        if "–" not in pattern:
            return pattern.format(first, last)
        return f"{first} – {last}" if _SPACE.search(first) else f"{first}–{last}"

    def _skeleton(self, kind: str) -> str:
        return {"day": "yMMMd", "month": "yMMMM" if self.long else "yMMM"}.get(kind, "y")

    def _apply(self, pattern: str, value: date) -> str:
        from babel.dates import format_date as by_pattern

        pattern = _BESIDE_MONTH.sub("\u00a0", pattern)
        if self.locale.language == "fr" and value.day == 1:
            pattern = pattern.replace("d", "d'er'")
        return by_pattern(value, pattern, locale=self.locale)

    def _say(self, role: str, kind: str, *dates: str) -> str:
        said = (self.words.get(f"{role}.{kind}") or self.words[role]).format(*dates)
        return _ELIDED.sub("d’", said) if self.locale.language == "fr" else said


@lru_cache
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    tag = language.replace("_", "-")
    while tag:
        try:
            return Locale.parse("en-GB" if tag == "en" else tag, sep="-")
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return Locale("en", "GB")


def _kind(date: EventDate) -> str:
    """Which words go with it: its precision, a season by name, a moment as its day."""
    if date.precision is Precision.SEASON and date.earliest:
        return _SEASONS[date.earliest.month]
    return "day" if date.precision is Precision.INSTANT else date.precision.value


def _ends(date: EventDate) -> tuple[EventDate, EventDate]:
    if date.start is None or date.end is None:
        raise ValueError(f"{date.precision} without its ends")
    return date.start, date.end


def _is_absent(part: EventDate) -> bool:
    return part.precision in (Precision.OPEN, Precision.UNKNOWN)


def _long(pattern: str) -> str:
    """Months in full: CLDR has few interval patterns for days with long month names."""
    return _SHORT_MONTH.sub("MMMM", pattern)


def _zone(value: datetime) -> str:
    offset = value.utcoffset()
    if offset is None:
        raise ValueError("a moment needs its zone")
    name = value.tzname() or ""
    if _CLEAR_ZONES.get(name) == offset:
        return name
    minutes = round(abs(offset) / timedelta(minutes=1))
    sign = "−" if offset < timedelta(0) else "+"
    rest = f":{minutes % 60:02}" if minutes % 60 else ""
    return f"UTC{sign}{minutes // 60}{rest}" if minutes else "UTC"


# Abbreviations that mean one zone only. CST, IST or BST mean several, so their offset is shown.
_CLEAR_ZONES = {
    name: timedelta(hours=hours)
    for name, hours in (
        ("UTC", 0),
        ("GMT", 0),
        ("CET", 1),
        ("CEST", 2),
        ("EET", 2),
        ("EEST", 3),
        ("JST", 9),
        ("KST", 9),
    )
}
