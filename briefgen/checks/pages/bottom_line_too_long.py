"""A bottom line that takes longer to read than a glance."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.checks.layout import LayoutCase
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG624",
    "bottom-line-too-long",
    "warning",
    what="The bottom line takes more lines on the page than a reader takes in at a glance.",
    why="It must be readable in ten seconds: it may be all that is read.",
    instead="Say it in one sentence, and leave the reasons to the parts below.",
    example="""\
bottom_line: >-
  A bottom line that goes on to give the history, the reasons for the decision, the doubts of those
  who took it and the next three steps, so that it fills five lines of the page and is skipped.
""",
    file="dossier.yaml",
)


def check(case: LayoutCase) -> Iterator[Finding]:
    """Yield a bottom line with more lines than the project allows."""
    lines = case.part_lines.get("bottom-line", 0)
    most = case.settings.max_bottom_line_lines
    if lines > most:
        yield Finding(
            THE_DOSSIER,
            f"the bottom line takes {lines} lines of the {case.kind}, more than {most}",
            path=("bottom_line",),
        )
