"""Rules on figures and accessibility: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.access import (
    poor_alternative,
    skipped_heading_level,
    table_without_headers,
    unmarked_language_run,
)
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    poor_alternative,
    unmarked_language_run,
    skipped_heading_level,
    table_without_headers,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
