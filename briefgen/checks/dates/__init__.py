"""Rules on dates: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.dates import (
    dates_out_of_order,
    deadline_past,
    no_as_of,
    occurred_in_future,
    planned_now_past,
    shown_date_too_precise,
    stale_dossier,
    unknown_time_zone,
)
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    shown_date_too_precise,
    occurred_in_future,
    dates_out_of_order,
    deadline_past,
    planned_now_past,
    stale_dossier,
    unknown_time_zone,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = (no_as_of,)
