"""Order → Delivery: compose, lay out, let give way what must, render. A pure function.

What it makes is judged elsewhere, by who knows what must not be in it.
"""

from __future__ import annotations

from briefgen.compose import Composition, compose, written_of
from briefgen.diagnostics import Diagnostic
from briefgen.fit import best, next_layout
from briefgen.model.project import Layout
from briefgen.order import Delivery, Order
from briefgen.render import RENDERERS, Rendered, measure

__all__ = ["fulfil"]


def fulfil(order: Order) -> Delivery:
    """Return the document laid out within its budget, whatever formats are asked for.

    Why: the layout is part of the job, and the same content must give the same Markdown and HTML
    whether or not a PDF is made with them.
    """
    if order.formats is None:
        composition, faults = _composed(order, order.layout)
        written = written_of(composition, order.materials) if composition is not None else None
        return Delivery(written, faults)
    lay_out = RENDERERS["pdf"] if "pdf" in order.formats else measure
    budget = order.template.file.pages
    layout: Layout | None = order.layout
    tried: list[tuple[Composition, tuple[Diagnostic, ...], Rendered]] = []
    while layout is not None:
        composition, faults = _composed(order, layout)
        if composition is None:
            return Delivery(faults=faults)
        tried.append((composition, faults, lay_out(composition.job)))
        layout = next_layout(layout, tried[-1][2], budget, order.least_fill)
    composition, faults, laid_out = tried[best([one[2] for one in tried], budget, order.least_fill)]
    rendered = tuple(
        (name, RENDERERS[name](composition.job)) for name in order.formats if name != "pdf"
    )
    return Delivery(written_of(composition, order.materials), faults, laid_out, rendered)


def _composed(order: Order, layout: Layout) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
    return compose(order.view, order.template, order.materials, layout)
