"""An item meant for readers who may not see it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.markings.cleared import cleared_audiences, labels
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG409",
    "audience-not-cleared",
    "warning",
    what="An item names audiences, and none of them is cleared for it.",
    why="It is in no document, though its author says for whom it is.",
    instead="Lower the marking, or name an audience that is cleared for it.",
    example="""\
claims:
  motive:
    text: We assume that trade decides.
    kind: assumption
    marking: TLP:AMBER
    audiences: [public]
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield items above the clearance of each audience that they name."""
    cleared = cleared_audiences(case)
    for owner, item in case.items():
        if item.audiences is None:
            continue
        if not item.audiences:
            yield Finding(owner, "this is for no audience at all", ("audiences",))
        elif cleared(item) and cleared(item).isdisjoint(item.audiences):
            named = ", ".join(f"`{name}`" for name in item.audiences)
            yield Finding(
                owner,
                f"this is for {named}, and none of them may see what is marked "
                f"{labels(case, item)}",
                ("audiences",),
            )
