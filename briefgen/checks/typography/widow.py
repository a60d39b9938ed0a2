"""The last line of a paragraph, alone at the top of a page."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG662",
    "widow",
    "warning",
    what="The last line of a paragraph stands alone at the top of a page.",
    why="It looks torn off, and is read apart from its sentence.",
    instead="Ask for `widows: 2` or more in the style.",
    example="""\
body { orphans: 1; widows: 1; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each widow on the pages."""
    for flaw in case.flaws_of("widow"):
        message = (
            f"the last line of `{flaw.text}` stands alone at the top of page {flaw.page} "
            f"of the {case.kind}"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
