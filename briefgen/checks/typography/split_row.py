"""A short row of a table that a page break goes through."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG663",
    "split-row",
    "warning",
    what="A page break goes through a short row of a table.",
    why="Its cells can no longer be read across; a row of up to a third of a page fits on one.",
    instead="Keep `break-inside: avoid` on rows in the style.",
    example="""\
tbody tr { break-inside: auto; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each split row on the pages."""
    for flaw in case.flaws_of("split-row"):
        message = (
            f"the row `{flaw.text}` begins on page {flaw.page} of the {case.kind} "
            "and ends on the next"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
