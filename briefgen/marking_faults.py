"""Words of a marking that mean nothing, as diagnostics at their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefgen.diagnostics import Diagnostic, Span, did_you_mean
from briefgen.model.base import Path
from briefgen.model.markings import MarkingError

__all__ = ["marking_faults"]

_CODES = {"marking": "BG401", "caveat": "BG410", "community": "BG411"}
_NAMED = 12
"""So many words are listed where none is near."""
_INSTEAD = {
    "caveat": "declare it below `caveats` in briefgen.yaml",
    "community": "write a country as in ISO 3166-1 alpha-3, such as `JPN`, or declare a group "
    "below `groups` in briefgen.yaml",
}


def marking_faults(
    problems: Iterable[MarkingError], place: Callable[[Path], Span]
) -> Iterator[Diagnostic]:
    """Yield each problem as a fault; `place` gives the place of a path from the marking down."""
    for problem in problems:
        near = did_you_mean(problem.label, problem.known) if problem.label else None
        span = place(problem.path)
        yield Diagnostic(_CODES[problem.axis], str(problem), span, help=near or _instead(problem))


def _instead(problem: MarkingError) -> str:
    if problem.axis == "community" and not problem.label:
        return "name who may have it, or write `all` for everybody"
    if problem.axis == "marking" and not problem.known:
        return "keep the one that is meant: a marking has one label of each scheme"
    if problem.axis in _INSTEAD:
        return _INSTEAD[problem.axis]
    listed = ", ".join(f"`{word}`" for word in problem.known[:_NAMED])
    return f"known are {listed}" + (", …" if len(problem.known) > _NAMED else "")
