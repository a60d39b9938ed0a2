"""Rules on what can be done and said: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = ()
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
