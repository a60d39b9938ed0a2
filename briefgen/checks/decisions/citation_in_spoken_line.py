"""A citation where somebody is to speak."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.prose import find_citations

__all__ = ["RULE", "check"]

RULE = Code(
    "BG357",
    "citation-in-spoken-line",
    "warning",
    what="A talking point, a question or an answer carries a citation.",
    why="A line is spoken as it stands on the page; a note's number in it makes the speaker stop.",
    instead="Move the source to a claim, or to `background`, which is not spoken.",
    example="""\
talking_points:
  cost-line:
    text: The trial costs 4.2 million [@study, p. 7].
    purpose: make
""",
)

_SPOKEN = {
    "talking_points": ("text",),
    "questions": ("text", "answer", "if_pressed"),
}
"""Family → the fields that are said aloud."""


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each spoken text that cites a source."""
    for passage in case.passages:
        if passage.field not in _SPOKEN.get(passage.family, ()) or "@" not in passage.text.source:
            continue
        citations = find_citations(passage.text)
        if citations:
            key = citations[0].key
            yield Finding(
                passage.owner,
                f"`{key}` is cited in a line that is to be spoken",
                passage.place,
                f"@{key}",
            )
