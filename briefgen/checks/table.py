"""All rules. A new one is a module in the package of its family, and a line in that package."""

from __future__ import annotations

from briefgen.checks import (
    access,
    analysis,
    dates,
    decisions,
    disagreement,
    evidence,
    language,
    markings,
    quotes,
)
from briefgen.checks.finding import DocumentRule, DossierRule
from briefgen.codes import Code

__all__ = ["DOCUMENT_CHECKS", "DOSSIER_CHECKS", "RULES"]

_FAMILIES = (
    evidence,
    quotes,
    analysis,
    dates,
    disagreement,
    language,
    decisions,
    markings,
    access,
)

DOSSIER_CHECKS: tuple[DossierRule, ...] = tuple(
    rule for family in _FAMILIES for rule in family.DOSSIER_RULES
)
"""Rules on a dossier as a whole."""

DOCUMENT_CHECKS: tuple[DocumentRule, ...] = tuple(
    rule for family in _FAMILIES for rule in family.DOCUMENT_RULES
)
"""Rules on one composed document."""

RULES: dict[str, Code] = {
    rule.code: rule
    for rule in sorted(
        (*(m.RULE for m in DOSSIER_CHECKS), *(m.RULE for m in DOCUMENT_CHECKS)),
        key=lambda rule: rule.code,
    )
}
"""Every rule by its code."""
