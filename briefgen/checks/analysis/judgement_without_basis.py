"""A judgement that does not say how likely it is, or how well it is founded."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.analysis import Basis
from briefgen.model.evidence import ClaimKind

__all__ = ["RULE", "check"]

RULE = Code(
    "BG304",
    "judgement-without-basis",
    "warning",
    what="A judgement or forecast has no `likelihood` or no `confidence`, or an inferred position"
    " has no `confidence`.",
    why="A reader who has to decide on it must know how sure it is, and on what that rests.",
    instead="Give `likelihood` and `confidence: {level, reason}`; make it an assumption if nothing"
    " can be said of either.",
    example="""\
claims:
  queue:
    text: The queue is likely to grow.
    kind: judgement
    likelihood: likely
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield judgements, forecasts and inferred positions without their basis."""
    for identifier, claim in case.dossier.claims.items():
        if claim.kind not in (ClaimKind.JUDGEMENT, ClaimKind.FORECAST):
            continue
        given = {"likelihood": claim.likelihood, "confidence": claim.confidence}
        missing = " and no ".join(f"`{name}`" for name, value in given.items() if value is None)
        if missing:
            message = f"the {claim.kind.value} `{identifier}` has no {missing}"
            yield Finding(("claims", identifier), message)
    for identifier, position in case.dossier.positions.items():
        if position.basis is Basis.INFERRED and position.confidence is None:
            yield Finding(
                ("positions", identifier),
                f"the position `{identifier}` is inferred and has no `confidence`",
                help="give `confidence: {level, reason}`: what the reading rests on",
            )
