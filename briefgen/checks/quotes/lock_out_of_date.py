"""A lock that does not say what the archived texts say."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.archives import LOCK_FILE, Examination, Missed
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG211",
    "lock-out-of-date",
    "warning",
    what="The archived texts are here, and the lock says something else than they do.",
    why="Where they are not, as in CI, quotes are held against the lock alone.",
    instead="Run `briefgen sources lock`, and commit `sources.lock`.",
    example="""\
sources:
  council-minutes:
    title: Minutes of the council
    archive: sources/minutes.txt
""",
)
_MOST = 6


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield one finding for all that the lock lacks, has too much or has otherwise."""
    differences = tuple(_differences(case.archives)) if case.is_whole else ()
    if differences:
        rest = len(differences) - _MOST
        more = (f"and {rest} more",) if rest > 0 else ()
        yield Finding(
            THE_DOSSIER,
            f"`{LOCK_FILE}` does not say what the archived texts say",
            notes=(*differences[:_MOST], *more),
        )


def _differences(known: Examination) -> Iterator[str]:
    lock, new = known.lock, known.new_lock
    if lock is None or not any(source.is_here for source in known.sources.values()):
        return
    for name in sorted({*lock.sources, *new.sources}):
        if name not in new.sources and name not in known.sources:
            yield f"it still has the source `{name}`"
        elif name not in lock.sources:
            yield f"it lacks the source `{name}`"
        elif name in new.sources and lock.sources[name].archive != new.sources[name].archive:
            yield f"it names another archive of the source `{name}`"
    for name in sorted({*lock.quotes, *new.quotes}):
        quote = known.quotes.get(name)
        if quote is None:
            yield f"it still has the quote `{name}`"
        elif quote.result is None or isinstance(quote.result, Missed):
            continue  # no archive to ask, or a finding of its own
        elif name not in lock.quotes:
            yield f"it lacks the quote `{name}`"
        elif quote.locked is None:
            yield f"it has other words of the quote `{name}`"
        elif quote.locked != quote.entry:
            yield f"it has another place of the quote `{name}`"
