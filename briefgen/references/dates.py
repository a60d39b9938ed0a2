"""Dates of a source in words, where the citation processor has none or wrong ones."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.sources import CslDate

__all__ = ["in_words"]

_SUFFIXES = {"ja": "年月日", "zh": "年月日", "ko": "년월일"}


def in_words(date: CslDate, language: str, term: Callable[[str], str]) -> str | None:
    """Return a range, a season or literal words as text; None for a plain date.

    `term` gives the words of the locale: `month-07`, `season-03`.

    Why: citeproc-py drops a range whose ends differ in precision, puts the year of a Japanese
    one last, and fails on a season in a locale with numeric months.
    """
    if not date.date_parts:
        return date.literal or date.raw
    seasons = [_season(parts, date.season) for parts in date.date_parts]
    if len(date.date_parts) == 1 and not seasons[0]:
        return None
    ends = [
        _words((parts[0],) if season else parts, season, language, term)
        for parts, season in zip(date.date_parts, seasons, strict=True)
    ]
    if len(ends) == 2:
        first, last = date.date_parts
        return _joined(first, last, ends, language, plain=not any(seasons))
    return "".join(ends[0]) if language[:2] in _SUFFIXES else " ".join(ends[0])


def _season(parts: tuple[int, ...], season: int | str | None) -> str:
    """Return the season's number as text, or its word; empty without one."""
    if len(parts) == 2 and parts[1] > 12:
        return str((parts[1] - 1) % 4 + 1)
    return "" if season is None else str(season)


def _words(
    parts: tuple[int, ...], season: str, language: str, term: Callable[[str], str]
) -> list[str]:
    """Return the words of one date in the order of the language, the year among them."""
    suffixes = _SUFFIXES.get(language[:2])
    if season:
        name = season
        if season.isdecimal() and len(season) <= 2:
            name = term(f"season-{int(season):02}")
            name = name if language.startswith("de") else name.lower()
        if suffixes:
            return [f"{parts[0]}{suffixes[0]}", name]
        return [name, str(parts[0])]
    if suffixes:
        return [f"{part}{suffix}" for part, suffix in zip(parts, suffixes, strict=False)]
    year, *rest = parts
    words = [term(f"month-{rest[0]:02}")] if rest else []
    if len(rest) == 2:
        day = str(rest[1])
        if language == "en-US":
            return [*words, f"{day},", str(year)]
        if language.startswith("de"):
            day += "."
        elif language.startswith("fr") and day == "1":
            day += "er"
        words.insert(0, day)
    return [*words, str(year)]


def _joined(
    first: tuple[int, ...],
    last: tuple[int, ...],
    ends: list[list[str]],
    language: str,
    *,
    plain: bool,
) -> str:
    """Return a range, what both ends share said once."""
    begin, end = ends
    shared = 0
    if plain and len(first) == len(last):
        while shared < len(first) - 1 and first[shared] == last[shared]:
            shared += 1
    if language[:2] in _SUFFIXES:
        return f"{''.join(begin)}〜{''.join(end[shared:])}"
    if language == "en-US" and shared:
        begin = begin[:1] if len(first) == 2 else [begin[0], begin[1].rstrip(",")]
        end = end if shared == 1 else end[1:]
    elif shared:
        begin = begin[:-shared]
    single = shared == 2 or (len(begin) == 1 and (shared or len(end) == 1))
    return " ".join(begin) + ("–" if single else " – ") + " ".join(end)
