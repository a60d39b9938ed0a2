"""Figures in running text: numbers that a reader will ask the source of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.checks.dates.months import month_names
from briefgen.language_tag import primary
from briefgen.words import LANGUAGES, phrase_pattern, wordlist

__all__ = ["figures"]

_NUMBER = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9./@#_])\d+(?:[.,'’\u00a0\u202f]\d+|\u0020\d{3}(?!\d))*(?![/@_]|\.\w)"
)
# Days, times and addresses.
_NOT_FIGURES = re.compile(
    r"""(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{1,2}[:h]\d{2}\b"""
    r"""|\d{1,2}時(?:\d{1,2}分)?|\d{1,2}\.\d{2}\s?(?:[ap]\.?m\b|uhr)|\bhttps?://\S+|\b[\w.]+@[\w.]+""",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[12]\d{3}")
_YEAR_BEFORE = re.compile(r"[12]\d{3}\s?[–/-]$")
# A capital inside a sentence makes a name of the number after it: Boeing 737, ICD 203.
_NAME_BEFORE = re.compile(
    r"[a-zß-öø-ÿ,;(]\s+\w*[A-ZÀ-ÖØ-Þ]\w*[\s-]$|(?:^|\W)[A-Z][A-Z]+[\s-]$|[^\W\d_][-‐‑]$"
)
_NUMBER_BEFORE = re.compile(
    r"(?<!\d)\d{1,3}[a-z]?(?:,\s|\s?[–-]\s?|\s(?:and|or|to|und|oder|bis|et|ou|à)\s)$"
)
_AS_FAR_BACK = 24


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands beside a number and says what it is, in one language."""

    amount: re.Pattern[str]
    """Right after a number that is an amount."""
    currency: re.Pattern[str]
    """Right before it."""
    no_figure: re.Pattern[str]
    """Right after a number that is a day, a time, a duration, an ordinal or part of a word."""
    numbered: re.Pattern[str]
    """Words before a number that only names something."""


def figures(plain: str, language: str) -> Iterator[re.Match[str]]:
    """Yield numbers of two digits and more, and smaller ones of money, per cent or millions.

    Years, dates, times, durations, ordinals, and numbers that are names are none.
    """
    text = _NOT_FIGURES.sub(lambda match: "\ufffc" * len(match[0]), plain)
    signs = _signs(language)
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if (
            signs.amount.match(after)
            or signs.currency.search(before[-3:])
            or (_digits(match[0]) > 1 and not _is_other(match[0], before, after, signs))
        ):
            yield match


def _digits(number: str) -> int:
    return sum(map(str.isdigit, number))


def _is_other(number: str, before: str, after: str, signs: _Signs) -> bool:
    """Return whether a number is no figure but a date, a duration or a name."""
    if _YEAR.fullmatch(number) or _YEAR_BEFORE.search(before[-_AS_FAR_BACK:]):
        return True
    if signs.no_figure.match(after) or _NAME_BEFORE.search(before[-_AS_FAR_BACK:]):
        return True
    while found := _NUMBER_BEFORE.search(before[-_AS_FAR_BACK:]):
        before = before[: -len(found[0])]
    near = before[-_AS_FAR_BACK:]
    return any(not near[word.end() :].strip() for word in signs.numbered.finditer(near))


@cache
def _signs(language: str) -> _Signs:
    base = primary(language)
    months = tuple(month_names(base)) if base in LANGUAGES else ()
    keys = ("per_cent", "multipliers", "currencies")
    amounts = _any_of(word for key in keys for word in wordlist(key, language))
    currencies = _any_of(
        w for w in wordlist("currencies", language) if not w.isalpha() or w.isupper()
    )
    units = _any_of(wordlist("time_units", language))
    ordinals = _any_of(word for word in wordlist("ordinals", language) if word != ".")
    point = r"\.(?=\s\w)" if "." in wordlist("ordinals", language) else "(?!)"
    other_day = r"(?:\s?[–-]\s?\d{1,2}|\s(?:and|to|und|bis|et|au)\s\d{1,2})?"
    return _Signs(
        re.compile(rf"[\s-]?(?:{amounts})(?![a-zß-ÿ])", re.IGNORECASE),
        re.compile(rf"(?:{currencies})\s?$"),
        re.compile(
            rf"{other_day}\.?\s?(?:{_any_of(months)})\b|[\s-]?(?:{units})(?![a-zß-ÿ])"
            rf"|(?:{ordinals})(?![a-z0-9])|{point}|[a-z]",
            re.IGNORECASE,
        ),
        phrase_pattern((*wordlist("numbered", language), *months)),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
