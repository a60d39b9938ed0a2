"""Rules on who may read what: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule
from briefgen.checks.markings import (
    audience_not_cleared,
    restricted_words_repeated,
    seen_by_nobody,
)

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    seen_by_nobody,
    restricted_words_repeated,
    audience_not_cleared,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
