"""Run the rules of a table over a dossier or a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from briefgen.checks.case import DossierCase
from briefgen.checks.contrast import contrast_faults
from briefgen.checks.document import DocumentCase
from briefgen.checks.finding import Finding, Rule
from briefgen.checks.judge import Judge, Judgement
from briefgen.checks.layout import LayoutCase
from briefgen.checks.table import DOCUMENT_CHECKS, DOSSIER_CHECKS, LAYOUT_CHECKS, RULES
from briefgen.codes import Code
from briefgen.diagnostics import Diagnostic, did_you_mean
from briefgen.located import key_at
from briefgen.project import Project

__all__ = ["check_document", "check_dossier", "check_layout", "setting_faults"]

C = TypeVar("C")


def check_dossier(case: DossierCase, judge: Judge) -> Judgement:
    """Return what the rules on whole dossiers find, and what is wrong with the allowances."""
    judgement = judge.judge(_found(DOSSIER_CHECKS, case, judge))
    checked = [module.RULE for module in DOSSIER_CHECKS]
    stale = judge.exemptions.stale(judgement.used, checked) if case.is_whole else ()
    about_allowances = (*judge.unknown(), *stale)
    return Judgement((*judgement.diagnostics, *about_allowances), judgement.used)


def check_document(case: DocumentCase, judge: Judge) -> Judgement:
    """Return what the rules on single documents find."""
    return judge.judge(_found(DOCUMENT_CHECKS, case, judge))


def check_layout(case: LayoutCase, judge: Judge) -> Judgement:
    """Return what the rules on pages find."""
    return judge.judge(_found(LAYOUT_CHECKS, case, judge))


def setting_faults(project: Project) -> Iterator[Diagnostic]:
    """Yield each name under `checks: severity:` that is no rule's, and colours too dark to read."""
    known = {*RULES, *(rule.name for rule in RULES.values())}
    for name in project.file.checks.severity:
        if name not in known:
            yield Diagnostic(
                "BG130",
                f"there is no rule `{name}`",
                key_at(project.node, ("checks", "severity", name)),
                help=(None if name.startswith("BG") else did_you_mean(name, known))
                or "name a rule of docs/codes.md",
            )
    yield from contrast_faults(project)


def _found(rules: Iterable[Rule[C]], case: C, judge: Judge) -> Iterator[tuple[Code, Finding]]:
    for module in rules:
        if not judge.is_off(module.RULE):
            for finding in module.check(case):
                yield module.RULE, finding
