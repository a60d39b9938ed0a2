"""Rules on archived texts and the words quoted from them: one module a rule, in their order."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = ()
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
