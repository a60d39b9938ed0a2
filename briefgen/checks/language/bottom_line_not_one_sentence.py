"""A bottom line that is not one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG345",
    "bottom-line-not-one-sentence",
    "warning",
    what="The bottom line has more than one sentence.",
    why="It is what a reader takes away who has ten seconds.",
    instead="Say the conclusion in one sentence; the rest belongs into `summary`.",
    example="""\
title: A ferry can relieve Aldmouth's only bridge
as_of: "2025-03-14T12:00:00+00:00"
marking: TLP:CLEAR
bottom_line: The council should run a ferry. It costs less than a bridge.
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield the bottom line if it has several sentences, in each language."""
    for passage in case.passages:
        if passage.owner != THE_DOSSIER or passage.field != "bottom_line":
            continue
        if len(passage.sentences) > 1:
            second = " ".join(passage.sentences[1].split()[:3])
            yield Finding(
                passage.owner,
                f"the bottom line has {len(passage.sentences)} sentences",
                passage.place,
                token=second,
            )
