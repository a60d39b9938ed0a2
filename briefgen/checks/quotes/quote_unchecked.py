"""A quote that nobody can check here."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.archives import LOCK_FILE
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG205",
    "quote-unchecked",
    "error",
    what="The archived text is not here, and the lock does not vouch for exactly these words.",
    why="A quote that was changed after the last look at its source may be wrong by now.",
    instead="Run `briefgen sources lock` where the archived text is, and commit `sources.lock`.",
    example="""\
sources:
  council-minutes:
    title: Minutes of the council
    archive: sources/minutes.txt
quotes:
  mayor-on-bridge:
    text: The bridge was closed for three weeks.
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield quotes from an absent archive that is locked, if their words are not."""
    for identifier, quote in case.archives.quotes.items():
        source = case.archives.sources[quote.source]
        if source.fault or source.digest or not source.locked or source.is_changed:
            continue  # looked up, or the source itself has a finding
        if quote.locked is None:
            yield Finding(
                ("quotes", identifier),
                f"`{source.path}` is not here, and `{LOCK_FILE}` does not know these words",
                quote.field,
            )
