"""A quote that does not stand in its archived source."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.archives import LOCK_FILE, Missed
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG204",
    "quote-not-found",
    "error",
    what="The words of a quote do not stand in the archived text of its source.",
    why="A misquotation discredits the whole document, and is easily held against its readers.",
    instead="Quote word for word; mark what you leave out with … and what you add with [ ].",
    example="""\
quotes:
  mayor-on-bridge:
    text: The bridge was closed for three weeks.
""",
)
_WIDEST = 240


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield quotes that the archive does not have, or did not have when it was locked."""
    for identifier, quote in case.archives.quotes.items():
        path = case.archives.sources[quote.source].path
        owner = ("quotes", identifier)
        if isinstance(quote.result, Missed):
            words = quote.result.part.written
            yield Finding(
                owner,
                f"`{_cut(words, 60)}` does not stand in `{path}`",
                quote.field,
                words,
                notes=tuple(_notes(quote.result)),
            )
        elif quote.is_locked_as_missed:
            yield Finding(
                owner,
                f"these words did not stand in `{path}` when `{LOCK_FILE}` was written",
                quote.field,
            )


def _notes(missed: Missed) -> Iterator[str]:
    if missed.earlier:
        yield f"it stands before the part ahead of it, at {missed.earlier}"
    elif missed.near is None:
        yield "nothing like it stands there"
    else:
        yield f"the nearest passage, {missed.place}: {_cut(missed.near.passage, _WIDEST)}"
        yield from missed.near.differences


def _cut(words: str, widest: int) -> str:
    return words if len(words) <= widest else f"{words[: widest - 1].rstrip()}…"
