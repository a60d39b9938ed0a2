"""Quotes that nothing can be held against."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG207",
    "quote-without-archive",
    "info",
    what="Words are quoted from a source without an archived text, so nothing checks them.",
    why="Web pages change and vanish; then nobody can show that the words were there.",
    instead="Keep a copy in the dossier's `sources/`, and name it in `archive` of the source.",
    example="""\
sources:
  council-minutes:
    title: Minutes of the council
quotes:
  mayor-on-bridge:
    text: The bridge was closed for three weeks.
    speaker: mayor
    date: "2023-05"
    source: council-minutes
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each source that is quoted and not archived, and translations without an original."""
    for source, quotes in case.archives.unarchived.items():
        listed = ", ".join(f"`{name}`" for name in quotes)
        yield Finding(
            ("sources", source),
            f"`{source}` has no archived text to look up {listed} in",
        )
    for quote in case.archives.untraced:
        yield Finding(
            ("quotes", quote),
            f"`{quote}` is a translation, and its words in the source's language are not given",
            ("translation",),
            help="add them as `original`; they are then looked up in the archived text",
        )
