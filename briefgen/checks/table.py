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
    pages,
    quotes,
    typography,
)
from briefgen.checks.finding import DocumentRule, DossierRule, LayoutRule
from briefgen.codes import Code

__all__ = ["DOCUMENT_CHECKS", "DOSSIER_CHECKS", "LAYOUT_CHECKS", "RULES"]

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
    pages,
    typography,
)

DOSSIER_CHECKS: tuple[DossierRule, ...] = tuple(
    rule for family in _FAMILIES for rule in family.DOSSIER_RULES
)
"""Rules on a dossier as a whole."""

DOCUMENT_CHECKS: tuple[DocumentRule, ...] = tuple(
    rule for family in _FAMILIES for rule in family.DOCUMENT_RULES
)
"""Rules on one composed document."""

LAYOUT_CHECKS: tuple[LayoutRule, ...] = (
    *pages.LAYOUT_RULES,
    *typography.LAYOUT_RULES,
)
"""Rules on the pages of one document."""

RULES: dict[str, Code] = {
    rule.code: rule
    for rule in sorted(
        (
            *(module.RULE for module in DOSSIER_CHECKS),
            *(module.RULE for module in DOCUMENT_CHECKS),
            *(module.RULE for module in LAYOUT_CHECKS),
        ),
        key=lambda rule: rule.code,
    )
}
"""Every rule by its code."""
