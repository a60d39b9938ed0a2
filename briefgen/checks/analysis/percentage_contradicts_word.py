"""A percentage that is not in the range of the word beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.analysis.negated import is_negated
from briefgen.checks.analysis.percentages import Percentage, bracketed, probabilities
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.likelihood import LikelihoodWord, likelihood_words
from briefgen.model.yardsticks import Yardstick
from briefgen.words import wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG307",
    "percentage-contradicts-word",
    "warning",
    what="A sentence gives a likelihood word and a probability in per cent outside its range.",
    why="One of the two is wrong, and the reader cannot know which.",
    instead="Correct the percentage or the word.",
    example="""\
claims:
  crew:
    text: It is likely (90 %) that a crew is found in time.
    kind: forecast
    likelihood: likely
""",
)

_WORDS_BETWEEN = 3
"""Words that may stand between the two, so that they surely speak of the same thing."""
_CLAUSE = re.compile(r"[;:.。]|\b(?:and|but|und|aber|et|mais)\b")


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each percentage outside the range of the word that it belongs to."""
    for passage in case.passages:
        signs = wordlist("per_cent", passage.text.language)
        if not passage.is_of_others and any(sign in passage.plain for sign in signs):
            for sentence in passage.own_sentences:
                yield from _in_sentence(passage, sentence, case.dossier.yardstick)


def _in_sentence(passage: Passage, sentence: str, yardstick: Yardstick) -> Iterator[Finding]:
    language = passage.text.language
    for word in likelihood_words(sentence, yardstick, language):
        if is_negated(word, sentence, language):
            continue
        for share in _shares(word, sentence, language):
            if not word.rung.low <= share.low <= share.high <= word.rung.high:
                yield Finding(
                    passage.owner,
                    f"`{word.text}` means {word.rung.low} to {word.rung.high} per cent, and"
                    f" `{share.text.strip('()（）')}` is said beside it",
                    passage.place,
                    token=share.text,
                )


def _shares(word: LikelihoodWord, sentence: str, language: str) -> Iterator[Percentage]:
    in_brackets = bracketed(sentence, word.end, language)
    if in_brackets is not None:
        yield in_brackets
        return
    for share in probabilities(sentence, language):
        between = sentence[min(word.end, share.end) : max(word.start, share.start)]
        if word.start < share.end and share.start < word.end:
            continue
        if not _CLAUSE.search(between) and len(between.split()) <= _WORDS_BETWEEN:
            yield share
