"""A recommendation that cannot be minuted as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.model.decisions import Recommendation
from briefgen.prose import plain_text
from briefgen.words import phrase_pattern, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG350",
    "action-not-a-verb",
    "warning",
    what="The action of a recommendation does not begin with a verb.",
    why='"The council should consider approval" cannot be agreed to by a nod; "Approve the trial"'
    " can, and goes into the minutes as it stands.",
    instead="Begin with what is to be done: Approve, Ask, Propose. Who does it stands in `owner`.",
    example="""\
recommendations:
  trial:
    action: The council should approve the trial.
    owner: City Council
    deadline: "2023-09-30"
    decision: approve
""",
)

_HELP = "begin with what is to be done, such as Approve, Ask or Propose; the doer is the `owner`"


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield actions whose first words are certainly no verb, in any language."""
    for passage in case.passages:
        if passage.family != "recommendations" or passage.field != "action":
            continue
        start = _beginning(passage.text.language).match(passage.plain)
        words = start[0] if start else _owner(passage, case.dossier.language)
        if words:
            yield Finding(
                passage.owner,
                f"the action begins with `{words}`, which says not yet what is to be done",
                passage.place,
                words,
                _HELP,
            )


@cache
def _beginning(language: str) -> re.Pattern[str]:
    return phrase_pattern(wordlist("not_an_action", language))


def _owner(passage: Passage, language: str) -> str:
    """Return the owner's name if the action begins with it.

    Why: not in Japanese, where the doer comes first and the verb at the end of the sentence.
    """
    item = passage.item
    if not isinstance(item, Recommendation) or passage.text.language.startswith("ja"):
        return ""
    owner = plain_text(item.owner.choose(passage.text.language, language))
    return owner if re.match(rf"{re.escape(owner)}(?!\w)", passage.plain) else ""
