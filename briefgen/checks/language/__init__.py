"""Rules on words and sentences: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.finding import DocumentRule, DossierRule
from briefgen.checks.language import (
    bottom_line_not_one_sentence,
    long_sentence,
    relative_date_word,
    text_too_long,
    topic_heading,
    two_expansions,
    unexpanded_acronym,
)

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    relative_date_word,
    two_expansions,
    topic_heading,
    text_too_long,
    bottom_line_not_one_sentence,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = (unexpanded_acronym, long_sentence)
