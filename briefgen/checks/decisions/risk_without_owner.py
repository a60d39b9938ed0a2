"""A risk that nobody watches, or that nothing is done about."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG354",
    "risk-without-owner",
    "warning",
    what="A risk has no owner, or no mitigation.",
    why="A risk that is nobody's is a worry; with an owner and a step against it, it is managed.",
    instead="Add `owner`, who watches it, and `mitigation`, what is done; if nothing can be done,"
    " say so there.",
    example="""\
risks:
  no-crew: {event: No crew is found in time., impact: high}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each risk that lacks one of the two."""
    for identifier, risk in case.dossier.risks.items():
        missing = [name for name in ("owner", "mitigation") if getattr(risk, name) is None]
        if missing:
            lacking = "` and no `".join(missing)
            yield Finding(("risks", identifier), f"the risk `{identifier}` has no `{lacking}`")
