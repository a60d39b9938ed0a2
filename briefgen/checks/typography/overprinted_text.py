"""Text that is printed over other text."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG669",
    "overprinted-text",
    "error",
    what="Words are printed over other words.",
    why="Neither can be read.",
    instead="Take the fixed height, the negative margin or the place from the style, or shorten the"
    " text.",
    example="""\
.dateline { margin-bottom: -20mm; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each overprinted text on the pages."""
    for flaw in case.flaws_of("overprinted-text"):
        message = (
            f"`{flaw.text}` and `{flaw.word}` are printed over one another on page {flaw.page} "
            f"of the {case.kind}"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
