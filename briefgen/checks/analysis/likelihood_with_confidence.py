"""A likelihood and a confidence in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.likelihood import likelihood_words
from briefgen.words import find_phrases

__all__ = ["RULE", "check"]

RULE = Code(
    "BG305",
    "likelihood-with-confidence",
    "warning",
    what="One sentence says how likely something is and how sure the author is.",
    why="Readers mix the two: `likely` is about the event, confidence about the evidence"
    " (ICD 203, D.6.e.(2)).",
    instead="Say the confidence in a sentence of its own, or in the field `confidence`.",
    example="""\
claims:
  vote:
    text: We judge with high confidence that the council is likely to agree.
    kind: forecast
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each sentence with a word of the yardstick and a statement of confidence."""
    for passage in case.passages:
        if passage.is_of_others or not passage.may_hold("confidence"):
            continue
        language = passage.text.language
        for sentence in passage.own_sentences:
            confidence = next(find_phrases(sentence, "confidence", language), None)
            likelihood = next(likelihood_words(sentence, case.dossier.yardstick, language), None)
            if confidence is not None and likelihood is not None:
                yield Finding(
                    passage.owner,
                    f"`{likelihood.text}` and `{confidence[0]}` stand in one sentence",
                    passage.place,
                    token=confidence[0],
                )
