"""A heading that is too deep for where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.prose import parse

__all__ = ["RULE", "check"]

RULE = Code(
    "BG708",
    "skipped-heading-level",
    "warning",
    what="A heading in a section is two or more levels deeper than the heading above it. Above the"
    " first heading stands the section's title.",
    why="Who cannot see the page finds their way by the levels: a level that is missing sounds like"
    " a heading that was left out.",
    instead="Begin with `#` in a section, and go down one level at a time.",
    example="""\
sections:
  cost:
    title: The trial costs little
    kind: analysis
    body: |
      # Costs

      ### Staff

      Two people.
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each heading that skips a level."""
    for passage in case.passages:
        if passage.text.block:
            yield from _skipped(passage)


def _skipped(passage: Passage) -> Iterator[Finding]:
    lines = passage.text.source.split("\n")
    above = 0
    for node in parse(passage.text).walk():
        if node.type != "heading":
            continue
        level = int(node.tag[1])
        if level > above + 1:
            stands = f"a heading of level {above}" if above else "the section's title"
            yield Finding(
                passage.owner,
                f"a heading of level {level} follows {stands}",
                passage.place,
                lines[node.map[0]].strip() if node.map else "",
                f"write it with `{'#' * (above + 1)}`",
            )
        above = level
