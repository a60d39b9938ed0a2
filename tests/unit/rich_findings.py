"""Findings that have everything: places of all kinds, notes, other places, and none of it."""

from __future__ import annotations

from briefgen.catalogue import ALL_CODES
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.report import Findings

__all__ = ["CJK", "DUPLICATE", "LONG", "NOWHERE", "OF_BRIEFGEN", "RICH", "findings"]

DUPLICATE = Diagnostic(
    "BG104",
    "`x, y: 100%` stands twice",
    Span("content/d/b 1.yaml", 2, 3, 2, 4),
    notes=("a fact", "another, 50% sure"),
    help="remove one",
    related=(Related(Span("content/d/a.yaml", 1, 1, 1, 6), "first here"),),
)
CJK = Diagnostic("BG120", "`<b>` 東京 {0} [x](1) \\ end", Span("content/d/東京.yaml", 5, 8, 5, 11))
LONG = Diagnostic("BG405", "no text in `ja`", Span("content/d/c.yaml", 3, 9, 5, 2), help="add it")
NOWHERE = Diagnostic("BG620", "`d/timeline/public/en` has 9 pages")
OF_BRIEFGEN = Diagnostic("BG622", "limited", Span("builtin:timeline/template.yaml", 9))
START_ONLY = Diagnostic(
    "BG005", "the dossier has no `dossier.yaml`", Span("content/e/dossier.yaml")
)
RICH = (NOWHERE, LONG, OF_BRIEFGEN, DUPLICATE, START_ONLY, CJK)
"""Not in their order."""


def findings(*diagnostics: Diagnostic, strict: bool = False) -> Findings:
    """Return findings in a project that lies in the folder `briefs` of its repository."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return Findings(
        diagnostics,
        ALL_CODES,
        "1.2.3",
        frozenset(failing),
        lambda path: None if path.startswith("builtin:") else f"briefs/{path}",
    )
