"""Rules on judgement: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.analysis import (
    inferred_worded_as_stated,
    judgement_without_basis,
    likelihood_not_in_text,
    likelihood_with_confidence,
    number_without_unit,
    percentage_contradicts_word,
    unsourced_number,
    word_outside_yardstick,
)
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    word_outside_yardstick,
    judgement_without_basis,
    likelihood_with_confidence,
    likelihood_not_in_text,
    percentage_contradicts_word,
    inferred_worded_as_stated,
    number_without_unit,
    unsourced_number,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
