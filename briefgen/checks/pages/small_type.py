"""Running text in type that is too small to read in a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG625",
    "small-type",
    "warning",
    what="The running text is set in smaller type than the project allows.",
    why="Small type is how a document is made to fit that does not; readers give up on it.",
    instead="Shorten the text, or set `font-size` in the template's `style.css` larger.",
    example="""\
.kind-one-pager { font-size: 8pt; }
""",
    file="templates/one-pager/style.css",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield running text below the least size."""
    least = case.settings.min_body_points
    if case.body_points is not None and case.body_points < least:
        yield Finding(
            THE_DOSSIER,
            f"the {case.kind} is set in {case.body_points:g} pt, smaller than {least:g} pt",
        )
