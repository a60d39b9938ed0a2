"""A dossier that was not looked at for too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from briefgen.checks.case import DossierCase
from briefgen.checks.dates.review import review_date
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code
from briefgen.model.dossier import DossierStatus

__all__ = ["RULE", "check"]

RULE = Code(
    "BG326",
    "stale-dossier",
    "warning",
    what="`as_of` is older than `checks: max_age_days` allows, or `review_by` has passed.",
    why="A reader takes the newest paper on the desk for the state of things.",
    instead="Bring the content and `as_of` up to date, or set `status: superseded`.",
    example="""\
checks:
  max_age_days: 30
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield that a dossier is too old, or that its review is due; a superseded one may be old."""
    if case.dossier.status is DossierStatus.SUPERSEDED:
        return
    most, age = case.settings.max_age_days, case.now - case.dossier.as_of
    if most is not None and age / timedelta(days=1) > most:
        yield Finding(
            THE_DOSSIER,
            f"`as_of` is {age.days} days old, and {most} are allowed",
            ("as_of",),
            notes=("`checks: max_age_days` in briefgen.yaml sets how old it may be",),
        )
    review_by = review_date(case.dossier)
    if case.settings.compare_with != "today" or review_by is None:
        return
    if review_by.is_before(case.today):
        yield Finding(
            THE_DOSSIER,
            f"the review was due by `{review_by}`, and it is {case.today}",
            ("review_by",),
        )
