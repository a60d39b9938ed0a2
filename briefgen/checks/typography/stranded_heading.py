"""A heading, or the head of a table, at the foot of a page, apart from what it heads."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG660",
    "stranded-heading",
    "warning",
    what="A heading, or the head of a table, stands at the foot of a page, and what it heads on "
    "the next.",
    why="A reader who turns the page has lost what the text is about.",
    instead="Keep `break-after: avoid` on headings in the style; or add or cut a few lines before "
    "it.",
    example="""\
h1, h2, h3, h4 { break-after: auto; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each stranded heading on the pages."""
    for flaw in case.flaws_of("stranded-heading"):
        message = (
            f"the heading `{flaw.text}` stands at the foot of page {flaw.page} of the {case.kind}, "
            "and what it heads on the next"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
