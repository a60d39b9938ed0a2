"""An acronym that a document uses before it says what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.document import DocumentCase
from briefgen.checks.finding import Finding
from briefgen.checks.language.acronyms import acronyms, is_explained
from briefgen.checks.language.printed_texts import PrintedText, printed_texts
from briefgen.checks.passages import without_quotations
from briefgen.checks.printed import Block
from briefgen.codes import Code
from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.view import Record
from briefgen.words import folded, wordlist

__all__ = ["RULE", "check"]

RULE = Code(
    "BG340",
    "unexpanded-acronym",
    "warning",
    what="A document uses an acronym in its running text that it does not explain there, before or"
    " in its list of terms.",
    why="Who does not know it stops reading, or takes it for another one.",
    instead="Spell it out at its first use, with the short form in brackets, or add a term;"
    " name it under `checks: known_acronyms` if every reader of the project knows it.",
    example="""\
sections:
  survey:
    title: The survey counts people, and not the goods that they carry
    kind: context
    body: The survey was made by the RVTA in November.
""",
)

# What a template says of the document and its sources.
_NOT_RUNNING_TEXT = ("about", "code", "legend", "notes", "terms", "yardstick")


def check(case: DocumentCase) -> Iterator[Finding]:
    """Yield each acronym whose first use in running text explains it nowhere, once."""
    settled = _known(case)
    names = _names(case)
    for block in case.blocks:
        plain = without_quotations(block.text)
        for match in acronyms(plain):
            name = match[0]
            if name in settled:
                continue
            if is_explained(plain, match, case.language) or any(
                long in folded(plain) for long in names.get(name, ())
            ):
                settled.add(name)
            elif block.is_prose and block.part not in _NOT_RUNNING_TEXT:
                settled.add(name)
                yield from _finding(case, name, block)


def _finding(case: DocumentCase, name: str, block: Block) -> Iterator[Finding]:
    home = _home(case, name, block)
    # Words of the template are no author's to mend.
    if home is not None:
        yield Finding(
            home.owner,
            f"`{name}` is not spelled out where it is first used",
            home.place,
            token=name,
            help=_what_its_term_lacks(case, name),
        )


def _what_its_term_lacks(case: DocumentCase, name: str) -> str | None:
    """Return what helps where the dossier has a term for an acronym; None where it has none."""
    for term in case.view.items("terms"):
        short = _text_of(term, "short")
        if short == name:
            return (
                f"the list of terms of this {case.kind} does not have the term `{term.id}`: spell "
                f"`{name}` out at its first use, or see to it that the template has a part of "
                "`terms` without a `limit` that keeps it out"
            )
        if _loosely(name) in (_loosely(short), _loosely(term.id)):
            return (
                f"the term `{term.id}` is written `{short}` in `{case.language}`: write it so in "
                f"the text, or write `{name}` as the `short` of the term"
            )
    return None


def _loosely(name: str) -> str:
    """Return a short form without what may differ: capitals, points, the `s` of a plural."""
    return re.sub(r"[\W_]+", "", name).casefold().removesuffix("s")


def _home(case: DocumentCase, name: str, block: Block) -> PrintedText | None:
    """Return the text that put an acronym into a block."""
    using = [text for text in printed_texts(case) if name in text.text.source]
    return next((text for text in using if text.is_on(block.text)), None)


def _known(case: DocumentCase) -> set[str]:
    """Return the acronyms that need no words in this document."""
    known = set(wordlist("known_acronyms", case.language) or wordlist("known_acronyms", "en"))
    known |= set(case.settings.known_acronyms)
    for block in case.blocks:
        if block.tag == "dt":
            known.add(block.text.split(" (")[0])
        elif block.is_heading:
            # A heading in capitals: its words are words.
            known |= set(re.findall(r"[A-ZÀ-ÖØ-Þ]{5,}", block.text))
    # A surname in capitals, as in `KISHIDA Fumio`.
    for actor in case.view.items("actors"):
        known |= {word.upper() for word in _text_of(actor, "name").split() if not word.isupper()}
    return known


def _names(case: DocumentCase) -> dict[str, list[str]]:
    """Return what the dossier's terms and actors with short names are called in full, folded."""
    found: dict[str, list[str]] = {}
    for family, full in (("terms", "expansion"), ("actors", "name")):
        for record in case.view.items(family):
            short, long = _text_of(record, "short"), folded(_text_of(record, full))
            if short and long and long != folded(short):
                found.setdefault(short, []).append(long)
    return found


def _text_of(record: Record, field: str) -> str:
    value = getattr(record, field, None)
    return plain_text(value) if isinstance(value, Text) else ""
