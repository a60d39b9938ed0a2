"""Text that is cut off, or beyond the edge of its page."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG668",
    "lost-text",
    "error",
    what="Text is cut off by its box, runs into the foot of its page, or stands beyond the edge.",
    why="It cannot be read, or not on paper.",
    instead="Take the fixed height, the hidden overflow or the place from the style, or shorten the"
    " text.",
    example="""\
.summary p { position: relative; top: 237mm; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each lost text on the pages."""
    for flaw in case.flaws_of("lost-text"):
        message = (
            f"`{flaw.text}` is cut off on page {flaw.page} of the {case.kind}, "
            "or stands beyond its edge"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
