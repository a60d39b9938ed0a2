"""A position that is inferred, in words as if the actor had stated it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.analysis import Basis, Position
from briefgen.words import find_phrases

__all__ = ["RULE", "check"]

RULE = Code(
    "BG308",
    "inferred-worded-as-stated",
    "warning",
    what="An inferred position tells what its actor says, or rests on the actor's own words.",
    why="An actor that is told what it is said to have stated denies it, and the rest of the brief"
    " with it.",
    instead="Change `basis` to `on-record` or `reported`, or word it as an inference.",
    example="""\
positions:
  mayor-bridge:
    actor: mayor
    issue: bridge
    stance: support
    basis: inferred
    interests: She insists on an opening before the election.
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield inferred positions that are worded or founded as stated ones."""
    for passage in case.passages:
        position = passage.item
        if not isinstance(position, Position) or position.basis is not Basis.INFERRED:
            continue
        if passage.field not in ("interests", "red_lines"):
            continue
        verb = next(find_phrases(passage.own_words, "stated", passage.text.language), None)
        if verb is not None:
            yield Finding(
                passage.owner,
                f"the position is inferred, and `{verb[0]}` tells of something stated",
                passage.place,
                token=verb[0],
            )
    for identifier, position in case.dossier.positions.items():
        if position.basis is Basis.INFERRED:
            yield from _own_quotes(case, identifier, position)


def _own_quotes(case: DossierCase, identifier: str, position: Position) -> Iterator[Finding]:
    for number, evidence in enumerate(position.evidence):
        quote = case.dossier.quotes.get(evidence.quote or "")
        if quote is not None and quote.speaker == position.actor:
            yield Finding(
                ("positions", identifier),
                f"the position is inferred, and `{evidence.quote}` are the actor's own words",
                ("evidence", number, "quote"),
                related=((("quotes", evidence.quote or ""), (), "said by the same actor"),),
            )
