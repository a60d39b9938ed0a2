"""Rules on archived texts and the words quoted from them: one module a rule, in their order."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule
from briefgen.checks.quotes import (
    archive_changed,
    archive_missing,
    archive_unreadable,
    lock_out_of_date,
    lock_unreadable,
    quote_not_found,
    quote_too_short,
    quote_unchecked,
    quote_without_archive,
)

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    quote_not_found,
    quote_unchecked,
    quote_too_short,
    quote_without_archive,
    archive_changed,
    archive_missing,
    archive_unreadable,
    lock_out_of_date,
    lock_unreadable,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
