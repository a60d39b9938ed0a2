"""A claim that a source contradicts, and nothing that says so."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.evidence import Relation

__all__ = ["RULE", "check"]

RULE = Code(
    "BG330",
    "contradiction-without-discrepancy",
    "warning",
    what="A source contradicts a claim, and no discrepancy names the claim.",
    why="What one source denies reads as if all agreed.",
    instead="Say in a discrepancy what each side claims, how it reads, and what would settle it.",
    example="""\
claims:
  crossings:
    text: 9,000 people cross the bridge on a working day.
    kind: fact
    evidence:
      - "survey, p. 2"
      - {source: courier, locator: para. 1, relation: contradicts}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield claims with evidence against them that are no side of a discrepancy."""
    if not case.is_whole:
        return
    sides = {name for item in case.dossier.discrepancies.values() for name in item.claims}
    for identifier, claim in case.dossier.claims.items():
        if identifier in sides:
            continue
        for index, evidence in enumerate(claim.evidence):
            if evidence.relation is Relation.CONTRADICTS:
                yield Finding(
                    ("claims", identifier),
                    f"`{evidence.source}` contradicts `{identifier}`, and no discrepancy says so",
                    ("evidence", index),
                )
