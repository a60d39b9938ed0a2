"""A note that is broken, or stands alone on a page."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG664",
    "lone-note",
    "warning",
    what="A note is broken by a page or a column, stands alone on a page apart from the other "
    "notes, or on another page than its number.",
    why="Its reader does not find it, or takes a part for the whole.",
    instead="Keep notes whole in the style, as `display: inline-block` or `break-inside: avoid` "
    "do; or cut as much as moves it.",
    example="""\
.notes-list li { display: block; width: auto; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each lone note on the pages."""
    for flaw in case.flaws_of("lone-note"):
        message = (
            f"the note `{flaw.text}` is broken, or apart from the others, on page {flaw.page} "
            f"of the {case.kind}"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
