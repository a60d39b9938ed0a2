"""Rules on laid-out pages: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule, LayoutRule
from briefgen.checks.pages import bottom_line_too_long, last_page_nearly_empty, small_type

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES", "LAYOUT_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = ()
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
LAYOUT_RULES: tuple[LayoutRule, ...] = (last_page_nearly_empty, bottom_line_too_long, small_type)
