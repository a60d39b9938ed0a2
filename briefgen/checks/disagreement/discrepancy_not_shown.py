"""A document that prints one side of a difference as if sources agreed."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.document import DocumentCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.base import Priority
from briefgen.prose import plain_text
from briefgen.view import Record, origin

__all__ = ["RULE", "check"]

RULE = Code(
    "BG332",
    "discrepancy-not-shown",
    "warning",
    what="A document prints one side of a discrepancy and not the discrepancy, or leaves out one"
    " that is `required`.",
    why="Its reader takes for settled what the dossier knows to be in doubt.",
    instead="Let the template print it in a part of `discrepancies`, or take the claim out of the"
    " key facts and key points.",
    example="""\
claims:
  count-survey:
    text: The authority counted 9,000 crossings on a working day.
    kind: fact
    key_fact: 9,000 crossings
    evidence: ["survey, p. 2"]
  count-press:
    text: The newspaper writes of 12,000 crossings a day.
    kind: fact
    evidence: ["courier, para. 1"]
discrepancies:
  crossings:
    claims: [count-survey, count-press]
    kind: number
""",
)


def check(case: DocumentCase) -> Iterator[Finding]:
    """Yield discrepancies that are not on a page which prints just one of their sides."""
    items = case.view.items("discrepancies")
    shown = [item for item in items if ("discrepancies", item.id) in case.shown]
    explained = {claim.id for item in shown for claim in item.claims}
    for item in items:
        if ("discrepancies", item.id) in case.shown:
            continue
        owner = ("discrepancies", item.id)
        printed = [claim for claim in item.claims if _is_printed(case, claim)]
        if len(printed) == 1 and printed[0].id not in explained:
            side = printed[0].id
            yield Finding(
                owner,
                f"the {case.kind} prints `{side}`, one side of `{item.id}`, as if nobody differed",
                related=((("claims", side), ("text",), "the side that is printed"),),
            )
        elif shown and _is_required(item):
            yield Finding(
                owner,
                f"the {case.kind} shows where sources differ, and leaves out `{item.id}`, which is"
                " `required`",
                ("priority",),
                help="raise the `limit` of the part, or require fewer",
            )


def _is_printed(case: DocumentCase, claim: Record) -> bool:
    """Return whether the words of a claim stand on the page; to be named by an item is less."""
    if ("claims", claim.id) not in case.shown:
        return False
    words = " ".join(plain_text(claim.text).split())
    return any(words in block.text for block in case.blocks)


def _is_required(item: Record) -> bool:
    made_from = origin(item)
    return made_from is not None and made_from.priority == Priority.REQUIRED.rank
