"""Faults in content as values: a stable code, a place, why it matters and what to do."""

from __future__ import annotations

import difflib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
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
    """Return the known word that is most like this one, None when none is near.

    Near is what `difflib` calls a ratio of 0.6. Of many words only those are compared closely that
    share the most letters with it: thousands of faults among thousands of names must not take
    minutes.
    """
    return _names(frozenset(known)).nearest(word)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean `x`?" for the nearest known word, or None when none is near."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else None


_CUTOFF = 0.6
_MOST_COMPARED = 50


class _Names:
    """Names to choose the nearest from, each with its letters as a set of bits."""

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted(names)
        tokens = dict.fromkeys(token for name in known for token in _letters(name))
        self._bits = {token: 1 << place for place, token in enumerate(tokens)}
        self._sets = {name: self._set_of(name) for name in known}
        self._folded = {_folded(name): name for name in known}

    def _set_of(self, word: str) -> int:
        """Return the letters of a word, so that what two words share can be counted at once."""
        return sum(self._bits.get(token, 0) for token in _letters(word))

    def nearest(self, word: str) -> str | None:
        letters = self._set_of(word)
        # no ratio can be higher than this
        limits = (
            (2 * (letters & own).bit_count() / max(1, len(word) + len(name)), name)
            for name, own in self._sets.items()
        )
        likely = heapq.nlargest(_MOST_COMPARED, (pair for pair in limits if pair[0] >= _CUTOFF))
        best = (_CUTOFF, "")
        matcher = difflib.SequenceMatcher(b=word)
        for limit, name in likely:
            if limit < best[0]:
                break
            matcher.set_seq1(name)
            best = max(best, (matcher.ratio(), name))
        return best[1] or self._folded.get(_folded(word))


def _letters(word: str) -> Iterator[tuple[str, int]]:
    """Yield each letter with the number of times that it has come, so that no two are the same."""
    seen: Counter[str] = Counter()
    for letter in word:
        seen[letter] += 1
        yield letter, seen[letter]


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-")


@lru_cache(maxsize=8)
def _names(names: frozenset[str]) -> _Names:
    return _Names(names)
