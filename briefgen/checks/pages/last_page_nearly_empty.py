"""A last page that holds a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG623",
    "last-page-nearly-empty",
    "warning",
    what="The last page of a document holds only a few lines.",
    why="It looks like a mistake, is printed on a sheet of its own, and gets lost.",
    instead="Cut as many lines as stand on it, or add what the reader still misses.",
    example="""\
my-dossier/policy-brief/public/en: page 3 of 3 holds two notes and nothing else
""",
    file="",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield a last page that is less full than the project allows."""
    least = case.settings.min_last_page_percent
    if case.pages > 1 and case.last_page_percent < least:
        yield Finding(
            THE_DOSSIER,
            f"the last page of the {case.kind} is {case.last_page_percent:.0f} % full, "
            f"less than {least} %",
        )
