"""A source that did not exist yet at the dossier's date."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.issues import is_dated_ahead
from briefgen.checks.dates.zones import latest_day
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.sources import CslDate

__all__ = ["RULE", "check"]

RULE = Code(
    "BG218",
    "source-newer-than-as-of",
    "error",
    what="A source was published after the dossier's `as_of`.",
    why="`as_of` says up to when the content holds: a statement cannot rest on what came later.",
    instead="Correct `issued`, or review the dossier and set `as_of` to the day of the review.",
    example="""\
sources:
  study: {title: A Study, type: report, issued: "2023-08-02"}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield sources that are certainly younger than the dossier's date."""
    moment = case.dossier.as_of
    day = latest_day(moment)
    for identifier, source in case.dossier.sources.items():
        if source.issued is None or source.issued.circa or is_dated_ahead(source):
            continue
        first = _first_day(source.issued)
        if first is not None and first > (day.year, day.month, day.day):
            written = "-".join(f"{part:02d}" for part in source.issued.date_parts[0])
            yield Finding(
                ("sources", identifier),
                f"the source `{identifier}` is of {written}, later than the dossier, which is of"
                f" {moment.date().isoformat()}",
                ("issued",),
            )


def _first_day(issued: CslDate) -> tuple[int, int, int] | None:
    """Return (year, month, day) of the earliest day it can mean, None where only words say it.

    Why: as numbers, since CSL also knows years that Python's dates do not. A season begins in
    another month on the other half of the globe, so it counts from the first day of its year.
    """
    if not issued.date_parts:
        return None
    year, month, day, *_ = (*issued.date_parts[0], 1, 1)
    return (year, month, day) if month <= 12 else (year, 1, 1)
