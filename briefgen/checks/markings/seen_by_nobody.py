"""An item that no reader of the project is cleared for."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.markings.cleared import cleared_audiences, labels
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG407",
    "seen-by-nobody",
    "info",
    what="An item is marked above what any audience of the project may see.",
    why="It is in no document; its author may believe that somebody reads it.",
    instead="Lower the marking, or declare an audience that is cleared for it.",
    example="""\
claims:
  motive:
    text: We assume that trade decides.
    kind: assumption
    marking: TLP:RED
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield items above every audience's clearance."""
    cleared = cleared_audiences(case)
    for owner, item in case.items():
        # where the dossier as a whole is above them all, that is what is said
        if item.marking is not None and not cleared(item):
            message = f"no audience may see what is marked {labels(case, item)}"
            yield Finding(owner, message, ("marking",))
