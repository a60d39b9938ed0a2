"""A translated quote that does not say of what, or by whom."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.language_tag import same_language
from briefgen.model.evidence import Quote

__all__ = ["RULE", "check"]

RULE = Code(
    "BG213",
    "translation-incomplete",
    "warning",
    what="A quote in translation lacks its `original`, its `lang`, or whose `translation` it is.",
    why="Words in quotation marks that nobody said are a translator's: a reader must be able to"
    " compare them, and to know whether an office, the author or a machine chose them.",
    instead="Give `lang`, `original` and `translation` (official, own or machine).",
    example="""\
quotes:
  mayor-trial:
    text: We shall build it.
    speaker: mayor
    date: "2023-05-02"
    source: hearing
    locator: p. 2
    lang: de
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield quotes whose translation is told in part only."""
    for identifier, quote in case.dossier.quotes.items():
        if quote.lang is None:
            yield from _without_language(identifier, quote)
        elif not same_language(quote.lang, case.dossier.language):
            yield from _translated(identifier, quote, quote.lang)


def _without_language(identifier: str, quote: Quote) -> Iterator[Finding]:
    given = [name for name in ("original", "translation") if getattr(quote, name) is not None]
    if given:
        yield Finding(
            ("quotes", identifier),
            f"the quote `{identifier}` has `{'` and `'.join(given)}` and no `lang`",
            (given[0],),
            help="add `lang`, the language in which it was said",
        )


def _translated(identifier: str, quote: Quote, language: str) -> Iterator[Finding]:
    # A text in the speaker's own language is the original.
    has_original = quote.original or any(
        same_language(tag, language) for tag, _ in quote.text.versions
    )
    missing = [] if has_original else ["original"]
    if quote.translation is None:
        missing.append("translation")
    if missing:
        lacking = "` and no `".join(missing)
        yield Finding(
            ("quotes", identifier),
            f"the quote `{identifier}` is from `{language}` and has no `{lacking}`",
            ("lang",),
            help=f"add {' and '.join(map(_what, missing))}",
        )


def _what(field: str) -> str:
    return {
        "original": "`original`, the words as they were said",
        "translation": "`translation`: official, own or machine",
    }[field]
