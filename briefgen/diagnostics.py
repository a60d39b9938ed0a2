"""Faults in content as values: a stable code, a place, why it matters and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

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
    """Return the known word that is most like this one, None when none is near."""
    candidates = sorted(set(known))
    near = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    if near:
        return near[0]
    folded = {name.casefold().replace("_", "-"): name for name in candidates}
    return folded.get(word.casefold().replace("_", "-"))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return "did you mean `x`?" for the nearest known word, or None when none is near."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else None
