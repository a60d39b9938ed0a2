"""Rules on what statements rest on: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.evidence import (
    evidence_without_locator,
    fact_without_evidence,
    opinion_alone,
    single_source,
    source_never_cited,
    source_newer_than_as_of,
    text_without_primary,
    translation_incomplete,
    url_without_access_date,
)
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    fact_without_evidence,
    source_never_cited,
    translation_incomplete,
    single_source,
    opinion_alone,
    text_without_primary,
    url_without_access_date,
    source_newer_than_as_of,
    evidence_without_locator,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
