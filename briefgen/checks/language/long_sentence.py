"""A sentence that is longer than its readers like them."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.document import DocumentCase
from briefgen.checks.finding import Finding
from briefgen.checks.language.printed_texts import PrintedText, printed_texts
from briefgen.checks.passages import without_quotations
from briefgen.checks.sentences import length_limit, may_be_longer, sentence_spans
from briefgen.codes import Code
from briefgen.model.text import Text
from briefgen.prose import escape_markdown, plain_text, word_count

__all__ = ["RULE", "check"]

RULE = Code(
    "BG342",
    "long-sentence",
    "warning",
    what="A printed sentence has more words than the audience or the project allows; of Japanese,"
    " three characters count as a word.",
    why="Half of the readers lose a sentence of 40 words before it ends.",
    instead="Make two sentences of it.",
    example="""\
sections:
  lane:
    title: One closed lane has shown how much hangs on one bridge
    kind: context
    body: >-
      The city, which had been warned by the ministry two years before that the bearings of the
      bridge would not carry lorries of that weight for long, closed one lane in May, although the
      ferry that was to take those who walk had neither a crew nor a landing stage.
""",
)


def check(case: DocumentCase) -> Iterator[Finding]:
    """Yield each sentence on the page that is too long; quotations in it do not count."""
    words = case.audience.max_sentence_words or case.settings.max_sentence_words
    if not any(_has_long_sentence(block.text, words, case.language) for block in case.blocks):
        return
    page = "\n".join(block.text for block in case.blocks)
    for printed in printed_texts(case):
        if (printed.owner[0], printed.place[0]) == ("events", "text"):
            continue  # it has a limit as a whole: BG344
        for sentence, count in _too_long(printed, words):
            if " ".join(sentence.split()) in page:
                unit = "characters" if length_limit(1, printed.text.language) > 1 else "words"
                yield Finding(
                    printed.owner,
                    f"the sentence has {count} {unit}",
                    printed.place,
                    token=" ".join(sentence.split()[:4]),
                )


def _has_long_sentence(plain: str, words: int, language: str) -> bool:
    """Return whether it is worth while to look for the text that a block of the page is from."""
    if not may_be_longer(plain, words):
        return False
    own = without_quotations(plain)
    spans = sentence_spans(plain, language)
    return any(may_be_longer(own[start:end], words) for start, end in spans)


def _too_long(printed: PrintedText, words: int) -> Iterator[tuple[str, int]]:
    text = printed.text
    if not may_be_longer(text.source, words):
        return
    limit = length_limit(words, text.language)
    plain = plain_text(text)
    own = without_quotations(plain)
    for start, end in sentence_spans(plain, text.language):
        sentence = own[start:end]
        if may_be_longer(sentence, words):
            count = word_count(Text(escape_markdown(sentence), text.language))
            if count > limit:
                yield plain[start:end], count
