"""A statement that only somebody's opinion supports."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.evidence.attribution import Attribution
from briefgen.checks.evidence.support import supported_claims
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.evidence import Claim, ClaimKind

__all__ = ["RULE", "check"]

RULE = Code(
    "BG215",
    "opinion-alone",
    "warning",
    what="A fact, a judgement or a forecast rests on editorials or comments and nothing else.",
    why="An editorial argues: it chooses facts for its case, and a reader who sees it as the only"
    " source will take the statement for an argument too.",
    instead="Add a source that reports or records it; or say in the text whose opinion it is; or"
    " give a judgement the confidence `low`.",
    example="""\
claims:
  queue:
    text: The queue has grown since spring.
    kind: fact
    evidence: ["editorial-may, para. 3"]
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield claims that rest on opinion alone and do not say so."""
    attribution = Attribution(case)
    for identifier, claim, support in supported_claims(case):
        sources = support.values()
        if not _is_asserted(claim) or any(source.kind != "opinion" for source in sources):
            continue
        if not attribution.covers(identifier, sources):
            names = "`, `".join(support)
            yield Finding(
                ("claims", identifier),
                f"the {claim.kind.value} `{identifier}` rests on opinion alone: `{names}`",
                ("evidence",) if claim.evidence else ("text",),
            )


def _is_asserted(claim: Claim) -> bool:
    """Return whether the claim is meant to be taken for more than a view or a guess."""
    is_low = claim.confidence is not None and claim.confidence.level == "low"
    return claim.kind is not ClaimKind.ASSUMPTION and not is_low
