"""A statement that carries weight and stands on one leg."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.evidence.attribution import Attribution
from briefgen.checks.evidence.support import count_voices, supported_claims
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.evidence import Claim, ClaimKind

__all__ = ["RULE", "check"]

RULE = Code(
    "BG214",
    "single-source",
    "warning",
    what="A judgement, a forecast, or a fact that readers go by (a key fact, a key point, or what a"
    " recommendation rests on) has one independent source, which is not the record itself.",
    why="What one newspaper or institute alone reports falls with it. Sources of one author,"
    " newspaper or publisher are one; so is all that is public record.",
    instead="Add a second source or the primary one; or say in the text whose statement it is; or"
    " give a judgement the confidence `low`.",
    example="""\
claims:
  first-bridge:
    text: It would be the first bridge of its kind.
    kind: fact
    key_fact: A first
    evidence: ["institute, p. 2"]
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield claims that rest on one voice and do not say so."""
    attribution = Attribution(case)
    acted_on = {c for r in case.dossier.recommendations.values() for c in r.supports}
    for identifier, claim, support in supported_claims(case):
        sources = support.values()
        kinds = {source.kind for source in sources}
        if not _has_weight(claim, identifier in acted_on) or "primary" in kinds:
            continue
        if kinds == {"opinion"} or count_voices(sources) > 1:
            continue
        if attribution.covers(identifier, sources):
            continue
        names = "`, `".join(support)
        yield Finding(
            ("claims", identifier),
            f"the {claim.kind.value} `{identifier}` rests on `{names}` alone",
            ("evidence",) if claim.evidence else ("text",),
            notes=("sources of one origin count as one",) if len(support) > 1 else (),
        )


def _has_weight(claim: Claim, is_acted_on: bool) -> bool:
    match claim.kind:
        case ClaimKind.ASSUMPTION:
            return False
        case ClaimKind.FACT:
            return claim.key_fact is not None or claim.key_point or is_acted_on
        case ClaimKind.JUDGEMENT | ClaimKind.FORECAST:
            return claim.confidence is None or claim.confidence.level != "low"
