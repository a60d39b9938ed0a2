"""A difference that the reader is left alone with."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG334",
    "discrepancy-without-reading",
    "warning",
    what="A discrepancy has no `assessment`, or nothing to `resolve_with`.",
    why="That sources differ is half a finding: the reader asks which one to go by.",
    instead="Say in `assessment` how the difference reads, in `resolve_with` what would settle it.",
    example="""\
discrepancies:
  crossings:
    claims: [count-survey, count-press]
    kind: number
    assessment: The newspaper names no source.
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield discrepancies that lack a reading, or a way out."""
    for identifier, item in case.dossier.discrepancies.items():
        wanted = {"assessment": item.assessment, "resolve_with": item.resolve_with}
        lacking = [f"`{name}`" for name, text in wanted.items() if text is None]
        if lacking:
            yield Finding(
                ("discrepancies", identifier), f"`{identifier}` has no {' and no '.join(lacking)}"
            )
