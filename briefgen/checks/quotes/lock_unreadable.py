"""A lock that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG212",
    "lock-unreadable",
    "error",
    what="`sources.lock` is broken, or of another version.",
    why="It vouches for quotes where the archived texts are not; broken it vouches for nothing.",
    instead="Run `briefgen sources lock` where the archived texts are: it writes the lock anew.",
    example="""\
{
  "format": 2,
""",
    file="sources.lock",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield the first fault of the lock."""
    fault = case.archives.lock_fault
    if fault:
        folder = PurePosixPath(case.tree.heading_span().path).parent
        span = replace(fault.span, path=str(folder / fault.span.path))
        yield Finding(THE_DOSSIER, f"the lock cannot be read: {fault.message}", span=span)
