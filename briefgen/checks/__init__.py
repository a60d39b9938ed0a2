"""The linter of briefs: what a careful editor would find.

One module a rule, in packages by family.
"""

from __future__ import annotations

from briefgen.checks.case import DossierCase
from briefgen.checks.document import DocumentCase
from briefgen.checks.exemptions import Allowance, Exemptions
from briefgen.checks.finding import THE_DOSSIER
from briefgen.checks.judge import Judge, Judgement
from briefgen.checks.layout import LayoutCase, PlacedFlaw
from briefgen.checks.run import check_document, check_dossier, check_layout, setting_faults
from briefgen.checks.table import DOCUMENT_CHECKS, DOSSIER_CHECKS, LAYOUT_CHECKS, RULES

__all__ = [
    "DOCUMENT_CHECKS",
    "DOSSIER_CHECKS",
    "LAYOUT_CHECKS",
    "RULES",
    "THE_DOSSIER",
    "Allowance",
    "DocumentCase",
    "DossierCase",
    "Exemptions",
    "Judge",
    "Judgement",
    "LayoutCase",
    "PlacedFlaw",
    "check_document",
    "check_dossier",
    "check_layout",
    "setting_faults",
]
