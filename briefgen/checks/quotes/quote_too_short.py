"""A quote too short to be looked up with any certainty."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.archives import LEAST, Missed
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG206",
    "quote-too-short",
    "warning",
    what="A quote, or a part of it beside an ellipsis or brackets, is very short.",
    why="So few characters are found in almost any text, so that the check says nothing.",
    instead="Quote a few words more around it, or put the words into the text without a quote.",
    example="""\
quotes:
  mayor-on-bridge:
    text: It was … closed for three weeks.
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield quotes from archived texts with a part that is too short."""
    for identifier, quote in case.archives.quotes.items():
        short = quote.words.short
        if short is None or isinstance(quote.result, Missed) or quote.is_locked_as_missed:
            continue
        what = f"`{short.written}` is too short" if short.text else "there are no words"
        yield Finding(
            ("quotes", identifier),
            f"{what} to look for: at least {LEAST} characters are needed",
            quote.field,
            notes=("each Han or kana counts as two",) if not short.text.isascii() else (),
        )
