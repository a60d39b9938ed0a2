"""The page budget: what gives way when a document does not fit."""

from __future__ import annotations

from dataclasses import replace

from briefgen.model.project import MAX_TIGHTNESS, Layout, PageBudget
from briefgen.render import Rendered

__all__ = ["next_layout"]


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
