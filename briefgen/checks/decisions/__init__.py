"""Rules on what can be done and said: one module a rule, listed in the order of their codes."""

from __future__ import annotations

from briefgen.checks.decisions import (
    action_not_a_verb,
    citation_in_spoken_line,
    no_do_nothing,
    option_unscored,
    restricted_spoken_line,
    risk_without_owner,
    too_many_recommendations,
)
from briefgen.checks.finding import DocumentRule, DossierRule

__all__ = ["DOCUMENT_RULES", "DOSSIER_RULES"]

DOSSIER_RULES: tuple[DossierRule, ...] = (
    action_not_a_verb,
    no_do_nothing,
    option_unscored,
    too_many_recommendations,
    risk_without_owner,
    citation_in_spoken_line,
    restricted_spoken_line,
)
DOCUMENT_RULES: tuple[DocumentRule, ...] = ()
