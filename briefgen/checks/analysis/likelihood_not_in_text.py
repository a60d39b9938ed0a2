"""A claim whose text says another likelihood than its field, or none."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.analysis.negated import is_negated
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.likelihood import likelihood_words
from briefgen.model.evidence import Claim
from briefgen.model.yardsticks import YARDSTICKS, Rung, rung

__all__ = ["RULE", "check"]

RULE = Code(
    "BG306",
    "likelihood-not-in-text",
    "warning",
    what="The text of a claim has no word for its `likelihood`, or words for another one.",
    why="The field is what is counted and listed, the text is what is read: both must say the"
    " same.",
    instead="Put a word of that likelihood into the text, or change the field.",
    example="""\
claims:
  winter:
    text: Traffic will probably return to the bridge in winter.
    kind: forecast
    likelihood: very likely
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield claims whose text and likelihood do not agree, in each language."""
    yardstick = case.dossier.yardstick
    for passage in case.passages:
        claim = passage.item
        if not isinstance(claim, Claim) or passage.field != "text" or claim.likelihood is None:
            continue
        wanted = rung(yardstick, claim.likelihood)
        language = passage.text.language
        if wanted is None or not any(step.all_words(language) for step in YARDSTICKS[yardstick]):
            continue
        finding = _compare(case, passage, claim.likelihood, wanted)
        if finding is not None:
            yield finding


def _compare(case: DossierCase, passage: Passage, likelihood: str, wanted: Rung) -> Finding | None:
    plain, language = passage.own_words, passage.text.language
    found = tuple(likelihood_words(plain, case.dossier.yardstick, language))
    said = tuple(word for word in found if not is_negated(word, plain, language))
    if any(word.rung is wanted for word in said):
        return None
    negated = tuple(word for word in found if word not in said)
    word = (*said, *negated, None)[0]
    words = " or ".join(f"`{label}`" for label in wanted.labels(language))
    if word is None:
        message = f"the likelihood is `{likelihood}`, and the text has no word for it"
    elif word in said:
        message = f"the likelihood is `{likelihood}`, and the text says `{word.text}`"
    else:
        message = (
            f"the likelihood is `{likelihood}`, and the text has `{word.text}` in the negative"
        )
    return Finding(
        passage.owner,
        message,
        passage.place,
        token=word.text if word else "",
        help=f"say {words} in the text, or change `likelihood`",
        related=((passage.owner, ("likelihood",), "the likelihood"),),
    )
