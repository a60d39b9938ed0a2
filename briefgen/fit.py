"""The page budget: what gives way when a document does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.diagnostics import Diagnostic
from briefgen.model.project import MAX_TIGHTNESS, Layout, PageBudget
from briefgen.render import Rendered
from briefgen.templates import Template

__all__ = ["best", "budget_faults", "next_layout"]


def next_layout(
    layout: Layout, rendered: Rendered, budget: PageBudget, least_fill: float
) -> Layout | None:
    """Return the layout to try next, None when this one fits or nothing more can give way.

    A part of the side rail that a page break would tear goes into the main column. A document
    with too many pages, or with a last page that is less full than `least_fill` (0 to 1), is set
    tighter. Each step is taken once, so that there is an end.
    """
    torn = frozenset(name.removeprefix("part-") for name in rendered.laid_out.torn_parts)
    if torn - layout.in_main:
        return replace(layout, in_main=layout.in_main | torn)
    is_wanting = _is_over(rendered, budget) or _ends_in_a_few_lines(rendered, budget, least_fill)
    if is_wanting and layout.tightness < MAX_TIGHTNESS:
        return Layout(tightness=layout.tightness + 1)
    return None


def best(tried: Sequence[Rendered], budget: PageBudget, least_fill: float) -> int:
    """Return which of the layouts that were tried is the best, in their order: its index.

    It keeps to the budget, tears no part and ends in no few lines, in this order of weight; of
    equals it is the one nearest to the design.
    """
    ranks = [
        (
            _is_over(rendered, budget),
            bool(rendered.laid_out.torn_parts),
            _ends_in_a_few_lines(rendered, budget, least_fill),
        )
        for rendered in tried
    ]
    return ranks.index(min(ranks))


def _is_over(rendered: Rendered, budget: PageBudget) -> bool:
    return budget.max is not None and rendered.pages > budget.max


def _ends_in_a_few_lines(rendered: Rendered, budget: PageBudget, least_fill: float) -> bool:
    is_spare = rendered.pages > max(1, budget.min)
    return is_spare and rendered.laid_out.last_page_fill < least_fill


def budget_faults(name: str, template: Template, rendered: Rendered) -> Iterator[Diagnostic]:
    """Yield what is wrong with the number of pages of a document."""
    budget, pages = template.file.pages, rendered.pages
    if budget.max is not None and pages > budget.max:
        limit = f"{budget.max} page{'s' * (budget.max > 1)}"
        beyond = [
            part.removeprefix("part-")
            for part, page in rendered.laid_out.part_pages
            if page > budget.max
        ]
        notes = (f"beyond the limit begin: {', '.join(beyond)}",) if beyond else ()
        yield Diagnostic(
            "BG620",
            f"`{name}` has {pages} pages and may have {limit}, even set as tightly as is legible",
            notes=notes,
            help="shorten its texts, give items `depth: full` or `audiences`, or raise `pages` in "
            f"templates/{template.name}/template.yaml",
        )
    elif 0 < pages < budget.min:
        yield Diagnostic(
            "BG621",
            f"`{name}` has {pages} page{'s' * (pages > 1)}, its kind has {budget.min} or more",
            help="add what is missing, such as sections, positions or options; or build a shorter "
            "kind such as the one-pager",
        )
