"""A word that is wider than its cell, and stands in the next one."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG665",
    "overflowing-cell",
    "error",
    what="A word is wider than the cell of the table that it stands in.",
    why="It is printed in the next cell, or over what is there.",
    instead="Let it break with `overflow-wrap: anywhere`, make the column wider, or shorten the "
    "word.",
    example="""\
.prose table { table-layout: fixed; }
table { overflow-wrap: normal; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each overflowing cell on the pages."""
    for flaw in case.flaws_of("overflowing-cell"):
        message = f"`{flaw.word}` is wider than its cell on page {flaw.page} of the {case.kind}"
        yield Finding(flaw.owner, message, path=flaw.path)
