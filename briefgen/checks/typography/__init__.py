"""Rules on how pages are broken, and on text that leaves its place: one module a rule."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule, LayoutRule
from briefgen.checks.typography import (
    lone_note,
    lost_text,
    orphan,
    overflowing_address,
    overflowing_cell,
    overflowing_word,
    overprinted_text,
    split_row,
    stranded_heading,
    widow,
)

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES", "LAYOUT_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = ()
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
LAYOUT_RULES: tuple[LayoutRule, ...] = (
    stranded_heading,
    orphan,
    widow,
    split_row,
    lone_note,
    overflowing_cell,
    overflowing_word,
    overflowing_address,
    lost_text,
    overprinted_text,
)
