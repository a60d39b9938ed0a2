"""What a run found, as the formats for programs need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.codes import Code
from briefgen.diagnostics import Diagnostic, Severity, sort_key

__all__ = ["Findings", "details", "numbered"]


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a run found."""

    diagnostics: tuple[Diagnostic, ...]
    """In any order; `in_order` has them as the text shows them."""
    codes: Mapping[str, Code]
    """What is known of each code that occurs."""
    version: str
    """Of briefgen."""
    failing: frozenset[Severity] = frozenset({Severity.ERROR})
    """What makes the run fail."""
    in_repository: Callable[[str], str | None] = str
    """From a path in the project to the path below the root of its repository, where services for
    continuous integration look for files; None for a file that is not kept there."""
    command: str = "check"
    """The command that found it."""

    @property
    def in_order(self) -> tuple[Diagnostic, ...]:
        """The findings by file and place, those without a place last."""
        return tuple(sorted(self.diagnostics, key=sort_key))

    def name_of(self, diagnostic: Diagnostic) -> str:
        """Return the code and its name."""
        return f"{diagnostic.code} {self.codes[diagnostic.code].name}"


def details(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield what there is to say beside the message: notes, other places, what to do."""
    yield from diagnostic.notes
    for related in diagnostic.related:
        yield f"{related.span}: {related.message}"
    if diagnostic.help:
        yield f"help: {diagnostic.help}"


def numbered(findings: Findings) -> Iterator[tuple[Diagnostic, int]]:
    """Yield each finding in order, counted from 1 among those that say the same of one file.

    Why: code, file, message and number stay the same when lines are added above.
    """
    seen: dict[tuple[str, str, str], int] = {}
    for diagnostic in findings.in_order:
        path = diagnostic.span.path if diagnostic.span else ""
        key = (diagnostic.code, path, diagnostic.message)
        seen[key] = seen.get(key, 0) + 1
        yield diagnostic, seen[key]
