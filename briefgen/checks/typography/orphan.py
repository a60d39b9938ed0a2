"""The first line of a paragraph, alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG661",
    "orphan",
    "warning",
    what="The first line of a paragraph stands alone at the foot of a page.",
    why="It looks torn off, and is read apart from its sentence.",
    instead="Ask for `orphans: 2` or more in the style.",
    example="""\
body { orphans: 1; widows: 1; }
""",
    file="templates/policy-brief/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield each orphan on the pages."""
    for flaw in case.flaws_of("orphan"):
        message = (
            f"the first line of `{flaw.text}` stands alone at the foot of page {flaw.page} "
            f"of the {case.kind}"
        )
        yield Finding(flaw.owner, message, path=flaw.path)
