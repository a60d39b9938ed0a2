"""Rules on what statements rest on: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.evidence import fact_without_evidence
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (fact_without_evidence,)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
