"""More recommendations than a reader acts on."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG353",
    "too-many-recommendations",
    "warning",
    what="A dossier has more recommendations than `checks: max_recommendations` allows.",
    why="Who is asked for ten things does the easiest three.",
    instead="Keep those that change the outcome, and join those that have one owner and one date.",
    example="""\
recommendations:
  a: {action: Ask the ministry., owner: Office, deadline: "2023-09", decision: agree}
  b: {action: Approve the trial., owner: Council, deadline: "2023-09", decision: approve}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield one finding, at the first recommendation that is too many."""
    names = list(case.dossier.recommendations)
    limit = case.settings.max_recommendations
    if len(names) > limit:
        yield Finding(
            THE_DOSSIER,
            f"there are {len(names)} recommendations, and {limit} are the most that readers act on",
            span=case.tree.item_span("recommendations", names[limit]),
        )
