"""A source that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code
from briefgen.model.walk import references

__all__ = ["RULE", "check"]

RULE = Code(
    "BG203",
    "source-never-cited",
    "warning",
    what="A source is listed, and nothing in the dossier cites it.",
    why="Either a statement lacks the source it rests on, or the source is left from earlier work.",
    instead="Cite it where it was used, or remove it.",
    example="""\
sources:
  annual-report: {title: Annual Report, type: report}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield sources that no evidence, quote, event, figure or text names."""
    if not case.is_whole:
        return
    cited = set(_cited(case))
    for identifier in case.dossier.sources:
        if identifier not in cited:
            yield Finding(("sources", identifier), f"nothing cites the source `{identifier}`")


def _cited(case: DossierCase) -> Iterator[str]:
    for _, item in case.items():
        yield from (name for _, ref, name in references(item) if ref.family == "sources")
    for citations in case.citations.values():
        yield from (citation.key for citation in citations)
