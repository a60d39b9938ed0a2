"""An archived text that is not the one it was."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.archives import LOCK_FILE, ArchivedSource
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG208",
    "archive-changed",
    "error",
    what="The digest of an archived text is not the one that its source or the lock gives.",
    why="What was cleared rests on the text as it was then.",
    instead="Bring the archived text back, or look at what changed and renew `sha256` and lock.",
    example="""\
sources:
  council-minutes:
    title: Minutes of the council
    archive: sources/minutes.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield sources about whose archive file, source and lock do not agree."""
    for identifier, source in case.archives.sources.items():
        if source.is_changed:
            yield Finding(
                ("sources", identifier),
                _message(source),
                ("sha256",) if source.sha256 else ("archive",),
                help=_help(source),
                notes=tuple(f"sha256 by {who}: {sum_}" for who, sum_ in source.digests.items()),
            )


def _message(source: ArchivedSource) -> str:
    if source.digest is None:
        return f"`{LOCK_FILE}` was written for another `{source.path}` than `sha256` says"
    if source.sha256 not in (None, source.digest):
        return f"`{source.path}` is not the file that `sha256` stands for"
    return f"`{source.path}` is not the file that `{LOCK_FILE}` was written for"


def _help(source: ArchivedSource) -> str | None:
    if source.digest is None:
        return "run `briefgen sources lock` where the archived text is"
    if source.sha256 == source.digest or source.sha256 is None:
        return "bring the file back, or, if the new one is right, run `briefgen sources lock`"
    return None
