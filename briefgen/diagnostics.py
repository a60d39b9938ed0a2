"""Faults in content as values: a stable code, a place, why it matters and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from briefgen.codes import CODES

__all__ = ["Diagnostic", "Related", "Severity", "Span", "did_you_mean", "nearest", "sort_key"]


class Severity(StrEnum):
    """How grave a finding is. Errors stop a build; warnings do so under `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source file, for a caret under it."""

    path: str
    """Path inside the project, with forward slashes."""
    line: int = 1
    """First line, counted from 1."""
    column: int = 1
    """First column, counted from 1, in characters."""
    end_line: int = 0
    """Last line, counted from 1; 0 where only the start is known."""
    end_column: int = 0
    """Column after the last character."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a fault, e.g. where a duplicate was first defined."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Raises: KeyError when `code` is not in `briefgen.codes.CODES`: a code must be documented
    before it can be reported.
    """

    code: str
    message: str
    """What is wrong here, lower case, without a full stop."""
    span: Span | None = None
    notes: tuple[str, ...] = ()
    """Facts that help to see why, one a line."""
    help: str | None = None
    """What to do about it."""
    related: tuple[Related, ...] = ()
    severity: Severity = field(default=None)  # type: ignore[assignment]
    """The code's own severity unless given."""

    def __post_init__(self) -> None:
        severity = self.severity or Severity(CODES[self.code].severity)
        object.__setattr__(self, "severity", severity)


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    """Order for display: by file, place, code; findings without a place come last."""
    span = diagnostic.span or Span("\uffff")
    return (span.path, span.line, span.column, diagnostic.code, diagnostic.message)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that this one is meant to be, None when no word is near.

    Near is a word that differs in capitals and in the signs between its parts only; or by few slips
    of the pen, the fewer the shorter it is; or the only one that is this one and a part more, or
    less, where what they share is half of the longer at least.
    """
    return _names(frozenset(known)).nearest(word)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean `x`?" for the nearest known word, or None when none is near."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else None


_SLIPS = ((14, 3), (9, 2), (3, 1))
"""(letters, letters too many, missing, wrong or swapped that a word of so many may have)."""
_SHORT = 4
"""In a word of so few letters a wrong one makes another word: `note`, `vote`."""
_PART = re.compile(r"[^\W_]+")


class _Names:
    """Names to choose the nearest from: a project may have thousands, and as many faults."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = sorted(names)
        self._folded = [_folded(name) for name in self._known]
        self._same = dict(zip(map(_bare, self._known), self._known, strict=True))
        self._same |= dict(zip(self._folded, self._known, strict=True))
        self._parts = {name: _parts(name) for name in self._known}
        self._with_part: dict[str, list[str]] = {}
        for name, parts in self._parts.items():
            for part in parts:
                self._with_part.setdefault(part, []).append(name)

    def nearest(self, word: str) -> str | None:
        same = self._same.get(_folded(word)) or self._same.get(_bare(word) or _folded(word))
        return same or self._misspelt(_folded(word)) or self._shorter_or_longer(word)

    def _misspelt(self, word: str) -> str | None:
        # not at the top: a machine that lacks the package is told so
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        most = _slips(len(word) + _SLIPS[0][1])
        found = extract_iter(word, self._folded, scorer=OSA.distance, score_cutoff=most)
        near = (
            (slips, -_alike_from_the_start(name, word), place)
            for name, slips, place in found
            if slips <= _slips(max(len(name), len(word))) and not _is_another(name, word)
        )
        best = min(near, default=None)
        return None if best is None else self._known[best[2]]

    def _shorter_or_longer(self, word: str) -> str | None:
        parts = _parts(word)
        found: set[str] = set()
        for part in parts:
            for name in self._with_part.get(part, ()):
                own = self._parts[name]
                if (own <= parts or parts <= own) and _share_half(own, parts):
                    found.add(name)
                    if len(found) > 1:
                        return None
        return next(iter(found), None)


def _alike_from_the_start(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _slips(letters: int) -> int:
    return next((slips for least, slips in _SLIPS if letters >= least), 0)


def _is_another(name: str, word: str) -> bool:
    """Return whether one letter is another in a short word; a digit may be."""
    if not len(name) == len(word) <= _SHORT:
        return False
    return sorted(filter(str.isalpha, name)) != sorted(filter(str.isalpha, word))


def _share_half(one: frozenset[str], other: frozenset[str]) -> bool:
    shared, longer = sum(map(len, one & other)), sum(map(len, one | other))
    return shared >= _SHORT and 2 * shared >= longer


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-")


def _bare(word: str) -> str:
    return "".join(_PART.findall(word.casefold()))


def _parts(word: str) -> frozenset[str]:
    return frozenset(_PART.findall(word.casefold()))


@lru_cache(maxsize=8)
def _names(names: frozenset[str]) -> _Names:
    return _Names(names)
