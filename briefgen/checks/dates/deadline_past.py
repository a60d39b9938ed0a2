"""A deadline that cannot be kept any more."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.certainty import certainly_before
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG323",
    "deadline-past",
    "warning",
    what="The deadline of a recommendation has passed.",
    why="Nobody can act on it as it stands, and it makes the whole paper look old.",
    instead="Set a new deadline, or leave the recommendation out.",
    example="""\
recommendations:
  ask-paris:
    action: Ask Paris what it could accept.
    owner: Political Director
    deadline: "2023-06"
    decision: approve
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield recommendations whose deadline lies before the day that plans are held against."""
    for identifier, recommendation in case.dossier.recommendations.items():
        if certainly_before(recommendation.deadline, case.today):
            yield Finding(
                ("recommendations", identifier),
                f"the deadline `{recommendation.deadline}` is past on {case.today}",
                ("deadline",),
            )
