"""The page budget: what gives way so that a document fits, and what is left out as the last means.

It sees nothing but layouts and what was measured of them, and lays nothing out itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from briefgen.model.project import GivesWay, ItemName, Layout, PageBudget
from briefgen.render import LaidOut

__all__ = ["Fitted", "Measured", "fit", "is_over"]

_MOST_RESTORED = 12
"""Items that are tried to be put back, one by one: each costs a layout."""
_SPARSE = 0.8
"""A document of one page that fills less of it than this is set with more air."""
_AS_DESIGNED, _LOOSE = 0, -1


class Measured(Protocol):
    """What a layout came to."""

    @property
    def pages(self) -> int:
        """Number of pages."""

    @property
    def laid_out(self) -> LaidOut:
        """What is seen on them."""


M = TypeVar("M", bound=Measured)


@dataclass(frozen=True, slots=True)
class Fitted(Generic[M]):
    """The layout that was chosen, and what it came to."""

    layout: Layout
    measured: M
    tried: int
    """How many layouts were measured."""


def fit(
    measure: Callable[[Layout], M],
    budget: PageBudget,
    least_fill: float,
    droppable: Sequence[ItemName] = (),
) -> Fitted[M]:
    """Return the layout nearest to the design that keeps to the budget, else the tightest one.

    In the order that the budget gives: less air, smaller type, items left out. `droppable` are the
    items that may go, the first to go first; as few go as can be found in some twenty layouts. A
    part of the side rail that a page break would tear goes into the main column. A document with
    a last page less full than `least_fill` (0 to 1) is set tighter if that saves the page; one
    that is short for its kind is set with more air.
    """
    search = _Search(measure, budget, least_fill)
    chosen = search.without_dropping()
    if is_over(search.at(chosen), budget) and droppable:
        chosen = search.with_dropping(tuple(droppable)) or chosen
    return Fitted(chosen, search.at(chosen), len(search.measured))


def is_over(measured: Measured, budget: PageBudget) -> bool:
    """Return whether there are more pages than allowed."""
    return budget.max is not None and measured.pages > budget.max


class _Search(Generic[M]):
    """The layouts of one document that were measured, each once."""

    def __init__(
        self, measure: Callable[[Layout], M], budget: PageBudget, least_fill: float
    ) -> None:
        self.measure = measure
        self.budget = budget
        self.least_fill = least_fill
        self.measured: dict[Layout, M] = {}
        steps = [GivesWay.SPACING in budget.gives_way, GivesWay.TYPE in budget.gives_way]
        self.tightnesses = [0, *(step for step, given in enumerate(steps, start=1) if given)]

    def at(self, layout: Layout) -> M:
        """Return what a layout comes to."""
        if layout not in self.measured:
            self.measured[layout] = self.measure(layout)
        return self.measured[layout]

    def settled(self, tightness: int, dropped: Iterable[ItemName] = ()) -> Layout:
        """Return a layout in which as few parts as possible are torn by a page break."""
        layout = Layout(tightness, dropped=frozenset(dropped))
        first = layout
        while torn := self._torn(layout) - layout.in_main:
            layout = replace(layout, in_main=layout.in_main | torn)
        # moving a part may cost a page, and is no use where it is torn there as well
        is_worse = is_over(self.at(layout), self.budget) and not is_over(
            self.at(first), self.budget
        )
        return first if is_worse or self._torn(layout) else layout

    def _torn(self, layout: Layout) -> frozenset[str]:
        return frozenset(name.removeprefix("part-") for name in self.at(layout).laid_out.torn_parts)

    def fits(self, layout: Layout) -> bool:
        return not is_over(self.at(layout), self.budget)

    def without_dropping(self) -> Layout:
        """Return the layout nearest to the design with the fewest faults."""
        layouts = []
        for tightness in self.tightnesses:
            layouts.append(self.settled(tightness))
            if not any(self._faults(layouts[-1])):
                break
        chosen = min(layouts, key=self._faults)
        if self.fits(chosen) and chosen.tightness == _AS_DESIGNED and self._is_sparse(chosen):
            loose = self.settled(_LOOSE)
            if self.at(loose).pages == self.at(chosen).pages and not any(self._faults(loose)):
                return loose
        # of equals the least tight one, and what cannot be made to fit is shown set tightly
        return chosen if self.fits(chosen) else layouts[-1]

    def _faults(self, layout: Layout) -> tuple[bool, bool, bool]:
        measured = self.at(layout)
        is_spare = measured.pages > max(1, self.budget.min)
        ends_in_a_few_lines = is_spare and measured.laid_out.last_page_fill < self.least_fill
        return not self.fits(layout), bool(self._torn(layout)), ends_in_a_few_lines

    def _is_sparse(self, layout: Layout) -> bool:
        measured = self.at(layout)
        is_short = measured.pages <= self.budget.min
        return (
            GivesWay.SPACING in self.budget.gives_way
            and is_short
            and measured.laid_out.last_page_fill < _SPARSE
        )

    def with_dropping(self, droppable: tuple[ItemName, ...]) -> Layout | None:
        """Return a layout that fits because items are left out, None if there is none."""
        tightest = self.tightnesses[-1]
        if not self.fits(self.settled(tightest, droppable)):
            return None
        too_few, enough = 0, len(droppable)
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            if self.fits(self.settled(tightest, droppable[:middle])):
                enough = middle
            else:
                too_few = middle
        dropped = list(droppable[:enough])
        # the last one to go may have been large: what is worth more than it may come back
        for name in list(reversed(dropped[:-1]))[:_MOST_RESTORED]:
            rest = [other for other in dropped if other != name]
            if self.fits(self.settled(tightest, rest)):
                dropped = rest
        for tightness in self.tightnesses:
            layout = self.settled(tightness, dropped)
            if self.fits(layout):
                return layout
        return None
