"""A line that may be quoted and may not be known."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding, Owner
from briefgen.codes import Code
from briefgen.model.decisions import TalkingPoint

__all__ = ["RULE", "check"]

RULE = Code(
    "BG358",
    "restricted-spoken-line",
    "warning",
    what="A line is `on_record`, and its marking is above the lowest level of its scheme, or has a"
    " caveat, or names to whom it is releasable.",
    why="What is said on the record is public a minute later. Either the line may be known, or it"
    " may not be said.",
    instead="Lower the marking, if the line may be public; or remove `on_record`.",
    example="""\
talking_points:
  offer:
    text: We would accept half the cost.
    purpose: make
    on_record: true
    marking: TLP:AMBER
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each line on the record that is restricted."""
    schemes = case.project.schemes
    for owner, line in _lines(case):
        marking = case.marking(line)
        if line.on_record and not schemes.is_open(marking):
            labels = schemes.named(marking.without_embargo())
            yield Finding(
                owner,
                f"`{owner[1]}` is on the record, and marked `{labels}`",
                ("marking",) if line.marking is not None else ("on_record",),
            )


def _lines(case: DossierCase) -> Iterator[tuple[Owner, TalkingPoint]]:
    for identifier, point in case.dossier.talking_points.items():
        yield ("talking_points", identifier), point
    for identifier, question in case.dossier.questions.items():
        yield ("questions", identifier), question
