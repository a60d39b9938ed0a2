"""An archived text that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG210",
    "archive-unreadable",
    "error",
    what="An archived text is of an unknown kind, broken, in another encoding, or out of reach.",
    why="Quotes cannot be looked up in what cannot be read, today or in ten years.",
    instead="Archive the text as UTF-8 `.txt`, `.md` or `.html`, or as a `.pdf` that holds text.",
    example="""\
sources:
  council-minutes:
    title: Minutes of the council
    archive: ../minutes.docx
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield sources whose archive cannot be read."""
    for identifier, source in case.archives.sources.items():
        if source.fault:
            yield Finding(
                ("sources", identifier),
                f"`{source.path}` {source.fault.message}",
                ("archive",),
                help=source.fault.help,
            )
