"""The page budget: what gives way when a document does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic
from briefgen.model.project import MAX_TIGHTNESS, Layout, PageBudget
from briefgen.render import Rendered
from briefgen.templates import Template

__all__ = ["budget_faults", "next_layout"]


def next_layout(layout: Layout, rendered: Rendered, budget: PageBudget) -> Layout | None:
    """Return the layout to try next, None when this one fits or nothing more can give way.

    A part of the side rail that a page break would tear goes into the main column. A document
    with too many pages is set tighter. Each step is taken once, so that there is an end.
    """
    torn = frozenset(name.removeprefix("part-") for name in rendered.torn_parts)
    if torn - layout.in_main:
        return replace(layout, in_main=layout.in_main | torn)
    if budget.max is not None and rendered.pages > budget.max and layout.tightness < MAX_TIGHTNESS:
        return Layout(tightness=layout.tightness + 1)
    return None


def budget_faults(name: str, template: Template, rendered: Rendered) -> Iterator[Diagnostic]:
    """Yield what is wrong with the number of pages of a document."""
    budget, pages = template.file.pages, rendered.pages
    if budget.max is not None and pages > budget.max:
        limit = f"{budget.max} page{'s' * (budget.max > 1)}"
        beyond = [
            part.removeprefix("part-") for part, page in rendered.part_pages if page > budget.max
        ]
        notes = (f"beyond the limit begin: {', '.join(beyond)}",) if beyond else ()
        yield Diagnostic(
            "BG620",
            f"`{name}` has {pages} pages and may have {limit}, even set as tightly as is legible",
            notes=notes,
            help="shorten its texts, give items `depth: full` or `audiences`, or raise `pages` in "
            f"templates/{template.name}/template.yaml",
        )
    elif pages < budget.min:
        yield Diagnostic(
            "BG621",
            f"`{name}` has {pages} page{'s' * (pages > 1)}, its kind has {budget.min} or more",
            help="add what is missing, such as sections, positions or options; or build a shorter "
            "kind such as the one-pager",
        )
