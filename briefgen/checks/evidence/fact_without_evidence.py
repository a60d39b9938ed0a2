"""A statement of fact that names no source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding, Owner
from briefgen.codes import Code
from briefgen.model.analysis import Basis
from briefgen.model.events import EventStatus
from briefgen.model.evidence import ClaimKind, Evidence, Relation

__all__ = ["RULE", "check"]

RULE = Code(
    "BG202",
    "fact-without-evidence",
    "warning",
    what="A fact, an event that is not just planned, or a position on record names no source.",
    why="The first question of a reader who doubts it is where it comes from.",
    instead="Add `evidence` (an event has `sources`), or cite a source in the text.",
    example="""\
claims:
  closed-lane:
    text: One of four lanes has been closed since May.
    kind: fact
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield facts, events and positions without evidence."""
    for identifier, claim in case.dossier.claims.items():
        owner = ("claims", identifier)
        if claim.kind is ClaimKind.FACT and not _has_support(case, owner, claim.evidence):
            yield Finding(owner, f"the fact `{identifier}` rests on no source")
    for identifier, event in case.dossier.events.items():
        owner = ("events", identifier)
        if event.status is EventStatus.PLANNED or _has_support(case, owner, event.sources):
            continue
        yield Finding(owner, f"the event `{identifier}` names no source")
    for identifier, position in case.dossier.positions.items():
        owner = ("positions", identifier)
        if position.basis is Basis.INFERRED or _has_support(case, owner, position.evidence):
            continue
        yield Finding(
            owner, f"the position `{identifier}` is {position.basis.value} and names no source"
        )


def _has_support(case: DossierCase, owner: Owner, evidence: Iterable[Evidence]) -> bool:
    """Return whether a source is cited that does not speak against it."""
    is_cited = bool(case.citations.get(owner))
    return is_cited or any(place.relation is not Relation.CONTRADICTS for place in evidence)
