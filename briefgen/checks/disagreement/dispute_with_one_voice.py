"""A dispute of which only one side is heard."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.events import EventStatus

__all__ = ["RULE", "check"]

RULE = Code(
    "BG331",
    "dispute-with-one-voice",
    "warning",
    what="An event is disputed, and it cites fewer than two sources.",
    why="The reader learns that there is a dispute, and not between whom.",
    instead="Cite a source for each side, or give the status that the one source supports.",
    example="""\
events:
  no-decision:
    date: "2023-07-12"
    text: Allies drop the office, or postpone it.
    status: disputed
    sources: ["analysis, para. 4"]
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield disputed events that cite one source or none, in `sources` and in their texts."""
    for identifier, event in case.dossier.events.items():
        if event.status is not EventStatus.DISPUTED:
            continue
        owner = ("events", identifier)
        cited = {evidence.source for evidence in event.sources}
        cited |= {citation.key for citation in case.citations.get(owner, ())}
        if len(cited) < 2:
            voices = f"`{next(iter(cited))}` alone" if cited else "no source"
            yield Finding(owner, f"`{identifier}` is disputed, and cites {voices}", ("status",))
