"""A web or mail address that is wider than its column."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG667",
    "overflowing-address",
    "warning",
    what="A web or mail address is wider than the column or box that it stands in.",
    why="It sticks out into the margin, or into what stands beside it.",
    instead="Let it break with `overflow-wrap: anywhere`, or give words to the link.",
    example="""\
body, .notes-list li { overflow-wrap: normal; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each overflowing address on the pages."""
    for flaw in case.flaws_of("overflowing-address"):
        message = (
            f"the address `{flaw.word}` is wider than its column on page {flaw.page} "
            f"of the {case.kind}"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
