"""A key fact that is a number of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.evidence import Claim
from briefgen.words import wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG310",
    "number-without-unit",
    "warning",
    what="A key fact is a bare number, and not a year.",
    why="The box of key facts is read without the sentence beside it: 40 of what?",
    instead="Add what it counts, such as `40 tonnes` or `4.2 million euros`.",
    example="""\
claims:
  weight:
    text: Lorries on the bridge now weigh up to 40 tonnes.
    kind: fact
    key_fact: "40"
""",
)

_YEAR = re.compile(r"[12]\d{3}(?:\s?[–/-]\s?(?:[12]\d{3}|\d{2}))?")


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield key facts that are nothing but a number."""
    for passage in case.passages:
        if not isinstance(passage.item, Claim) or passage.field != "key_fact":
            continue
        plain = passage.plain
        if _bare_number(passage.text.language).fullmatch(plain) and not _YEAR.fullmatch(plain):
            yield Finding(
                passage.owner, f"`{plain}` does not say what it is a number of", passage.place
            )


@cache
def _bare_number(language: str) -> re.Pattern[str]:
    """Return a pattern of a number, a range too, with `million` or the like after it or not."""
    greater = "|".join(map(re.escape, wordlist("multipliers", language)))
    number = rf"[~≈<>+±−-]?\d[\d.,'’\s]*(?:\s?(?:{greater or '(?!)'}))*"
    return re.compile(rf"{number}(?:\s?[–-]\s?{number})?", re.IGNORECASE)
