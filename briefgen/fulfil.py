"""Order → Delivery: compose, lay out, let give way what must, render. A pure function.

What it makes is judged elsewhere, by who knows what must not be in it.
"""

from __future__ import annotations

import gc
from hashlib import sha256

from briefgen.compose import Composition, Earlier, compose, droppable, written_of
from briefgen.diagnostics import Diagnostic
from briefgen.fit import fit
from briefgen.model.project import Layout
from briefgen.order import Delivery, Order
from briefgen.render import RENDERERS, Draft, Rendered, lay_out

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
    table = _Table(order)
    file = order.template.file
    if order.known:
        first, faults = table.compose(order.layout)
        if first is not None and _page_digest(first) == order.known:
            return Delivery(faults=faults, first_job=order.known, is_known=True)
    can_go = droppable(order.view, file.parts, file.pages.gives_way)
    try:
        names = {rule.id or rule.part for rule in file.parts}
        fitted = fit(table.measure, file.pages, order.least_fill, can_go, order.layout, names)
    except _CannotComposeError as failed:
        return Delivery(faults=failed.faults)
    composition, faults = table.compose(fitted.layout)
    assert composition is not None
    laid_out = table.drawn(fitted.layout) if "pdf" in order.formats else fitted.measured
    rendered = tuple(
        (name, RENDERERS[name](composition.job)) for name in order.formats if name != "pdf"
    )
    as_designed, _ = table.compose(order.layout)
    return Delivery(
        written_of(composition, order.materials),
        faults,
        laid_out,
        rendered,
        first_job=_page_digest(as_designed) if as_designed is not None else "",
    )


def _page_digest(composition: Composition) -> str:
    """Return a digest of a job and of all that is told of it besides."""
    told = (composition.template_files, composition.cited, composition.terms)
    return sha256(f"{composition.job.digest}{told!r}".encode()).hexdigest()


class _CannotComposeError(Exception):
    """A layout has no page, for these faults."""

    def __init__(self, faults: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.faults = faults


_FEW_PAGES = 12


class _Table:
    """The layouts of one document that were tried; those of a few pages lie there to be drawn.

    Why not all of them: each holds every box of its pages.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.composed: dict[Layout, tuple[Composition | None, tuple[Diagnostic, ...]]] = {}
        self.earlier = Earlier()
        self.lying: dict[Layout, Draft] = {}

    def measure(self, layout: Layout) -> Rendered:
        """Return what a layout comes to, not drawn."""
        return self._draft(layout).measured()

    def drawn(self, layout: Layout) -> Rendered:
        """Return a layout that was measured as PDF."""
        return self._draft(layout).drawn()

    def _draft(self, layout: Layout) -> Draft:
        if layout in self.lying:
            return self.lying[layout]
        composition, faults = self.compose(layout)
        if composition is None:
            raise _CannotComposeError(faults)
        last = next(reversed(self.lying.values()), None)
        if sum(draft.measured().pages for draft in self.lying.values()) > _FEW_PAGES:
            for draft in self.lying.values():
                draft.let_go()
            self.lying.clear()
            # the boxes of a page name one another, so that they go only when they are looked for
            gc.collect()
        draft = self.lying[layout] = lay_out(composition.job, last)
        return draft

    def compose(self, layout: Layout) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
        """Return a layout as a job."""
        if layout not in self.composed:
            self.composed[layout] = _composed(self.order, layout, self.earlier)
        return self.composed[layout]


def _composed(
    order: Order, layout: Layout, earlier: Earlier | None = None
) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
    return compose(order.view, order.template, order.materials, layout, earlier)
