"""Rules on sources that differ: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.disagreement import (
    contradiction_without_discrepancy,
    discrepancy_not_shown,
    discrepancy_without_reading,
    dispute_with_one_voice,
    two_names,
)
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    contradiction_without_discrepancy,
    dispute_with_one_voice,
    two_names,
    discrepancy_without_reading,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = (discrepancy_not_shown,)
