"""An archived text that is named, and neither here nor locked."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.archives import LOCK_FILE
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG209",
    "archive-missing",
    "error",
    what="A source names an archived text that is not here, and no lock vouches for it.",
    why="A reader who asks for it cannot be answered, and quotes from it are not checked.",
    instead="Put the file there, or run `briefgen sources lock` where it is.",
    example="""\
sources:
  council-minutes:
    title: Minutes of the council
    archive: sources/minutes.txt
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield sources whose archive is absent and not locked."""
    for identifier, source in case.archives.sources.items():
        if source.digest or source.fault or source.locked:
            continue
        yield Finding(
            ("sources", identifier),
            f"`{source.path}` is not here, and no `{LOCK_FILE}` vouches for it",
            ("archive",),
        )
