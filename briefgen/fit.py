"""The page budget: what gives way so that a document fits, and what is left out as the last means.

It sees nothing but layouts and what was measured of them, and lays nothing out itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Generic, Protocol, TypeVar

from briefgen.model.project import (
    AS_DESIGNED,
    MOST_AIR,
    STEPS,
    GivesWay,
    ItemName,
    Layout,
    PageBudget,
)
from briefgen.render import LaidOut

__all__ = ["Fitted", "Measured", "fit", "is_over"]

_PIECE = re.compile(r"-[0-9]+$")
_MOST_RETURNS = 16
"""How often items are tried to be put back: each time costs a layout."""
_SPARSE, _FULL = 0.8, 0.9
"""A last page that fills less of its height than this is set with more air; never fuller than
that, so that it is not full to the brim for its air."""
_USUAL_LESS, _USUAL_MORE = 0.05, 0.01
"""By so much of a page a step makes a document shorter, or longer, as a first guess."""
_A_LITTLE = 0.001
"""Of a page: what is too much is never less."""
_NEAR = 2
"""Of two layouts so many steps apart, the one between is not tried: nobody sees one step."""
_THREE_LINES = 0.06
"""Of a page: who leaves no more of the last one, and less than a step takes, is taken as it is."""


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
    start: Layout = AS_DESIGNED,
    parts: Collection[str] = (),
) -> Fitted[M]:
    """Return the layout nearest to the design that keeps to the budget, else the tightest one.

    In the order that the budget gives: less air, smaller type, items left out; by one step more
    than it must at the most, or so far that the last page is full to within three lines, for each
    layout that is tried takes as long as to draw it. `droppable` are the items that may go, the
    first to go first; what goes is the least worth that makes room, found in some thirty layouts at
    the most, and more where breaks tear parts. A part of the side rail that a page break would tear
    goes into the main column; `parts` are the names of all. A document with a last page less full
    than `least_fill` (0 to 1) is set tighter if that saves the page; one that is short for its kind
    is set with more air. What cannot fit is set as tightly as may be, without all that may go.
    """
    search = _Search(measure, budget, least_fill, start, frozenset(parts))
    chosen = search.without_dropping()
    if is_over(search.at(chosen), budget) and droppable:
        chosen = search.with_dropping(tuple(droppable))
    return Fitted(chosen, search.at(chosen), len(search.measured))


def is_over(measured: Measured, budget: PageBudget) -> bool:
    """Return whether there are more pages than allowed."""
    return budget.max is not None and measured.pages > budget.max


class _Search(Generic[M]):
    """The layouts of one document that were measured, each once."""

    def __init__(
        self,
        measure: Callable[[Layout], M],
        budget: PageBudget,
        least_fill: float,
        start: Layout,
        parts: frozenset[str],
    ) -> None:
        self.measure = measure
        self.parts = parts
        self.budget = budget
        self.least_fill = least_fill
        self.measured: dict[Layout, M] = {}
        self.ladder = _ladder(budget.gives_way, start)

    def at(self, layout: Layout) -> M:
        """Return what a layout comes to."""
        if layout not in self.measured:
            self.measured[layout] = self.measure(layout)
        return self.measured[layout]

    def settled(self, rung: Layout, dropped: Iterable[ItemName] = ()) -> Layout:
        """Return a layout in which as few parts as possible are torn by a page break."""
        layout = first = replace(rung, dropped=frozenset(dropped))
        while torn := self._torn(layout) - layout.in_main:
            layout = replace(layout, in_main=layout.in_main | torn)
        # moving a part may cost a page, and is no use where it is torn there as well
        is_worse = self.at(layout).pages > self.at(first).pages and not self._fits(layout)
        return first if is_worse or self._torn(layout) else layout

    def without_dropping(self) -> Layout:
        """Return the layout nearest to the design with the fewest faults."""
        designed = self.settled(self.ladder[0])
        if not any(self._faults(designed)):
            return self._with_more_air(designed)
        is_too_long = not self._fits(designed)
        tighter = None
        if is_too_long or self._ends_in_a_few_lines(designed):
            most = (self.budget.max or 1) if is_too_long else self.at(designed).pages - 1
            tighter = self._least_tight((), most)
            if tighter is None:
                return self.settled(self.ladder[-1]) if is_too_long else designed
            if not any(self._faults(tighter)):
                return tighter
        tightest = self.settled(self.ladder[-1])
        return min(designed, tighter or tightest, tightest, key=self._faults)

    def with_dropping(self, droppable: tuple[ItemName, ...]) -> Layout:
        """Return a layout that fits because items are left out, else one without all of them."""
        tightest = self.ladder[-1]
        everything = self.settled(tightest, droppable)
        if not self._fits(everything):
            return everything
        enough = _first(
            1, len(droppable), lambda number: self._fits(self.settled(tightest, droppable[:number]))
        )
        dropped = self._without_the_needless(tightest, droppable[:enough])
        tighter = self._least_tight(dropped, self.budget.max or 1)
        assert tighter is not None  # the tightest one was seen to fit
        return tighter

    def _without_the_needless(
        self, rung: Layout, dropped: tuple[ItemName, ...]
    ) -> tuple[ItemName, ...]:
        """Return what is left out when all comes back for which there is room, the best first.

        The last one to go has to, and it may have been large. Some items make no room at all, such
        as those of a short rail: several come back at once where they can.
        """
        gone, waiting = dropped[-1:], dropped[-2::-1]
        size = 1
        for _ in range(_MOST_RETURNS):
            if not waiting:
                break
            if self._fits(self.settled(rung, (*gone, *waiting[size:]))):
                waiting, size = waiting[size:], 2 * size
            elif size == 1:
                gone, waiting = (*gone, waiting[0]), waiting[1:]
            else:
                size = 1
        return (*gone, *waiting)

    def _least_tight(self, dropped: tuple[ItemName, ...], most: int) -> Layout | None:
        """Return a layout with no more than so many pages, None if there is none.

        It is the least tight one, or the next, or one that fills its pages.
        """

        def too_much(number: int) -> float:
            measured = self.at(self.settled(self.ladder[number], dropped))
            if measured.pages <= most:
                # there is room for the rest of the pages
                return min(_length(measured) - most, 0.0)
            return max(_length(measured) - most, _A_LITTLE)

        last = len(self.ladder) - 1
        is_seen = replace(self.ladder[last], dropped=frozenset(dropped)) in self.measured
        seen = (last,) if is_seen else ()
        _, enough = _turn(too_much, len(self.ladder), _USUAL_LESS, seen, _THREE_LINES)
        return None if enough is None else self.settled(self.ladder[enough], dropped)

    def _with_more_air(self, designed: Layout) -> Layout:
        """Return a layout of as many pages with the air that a short document has room for."""
        if GivesWay.SPACING not in self.budget.gives_way or not self._is_sparse(designed):
            return designed
        pages = self.at(designed).pages

        def room(steps: int) -> float:
            layout = self.settled(replace(self.ladder[0], tighter=-steps))
            measured = self.at(layout)
            is_longer = measured.pages > pages or measured.laid_out.last_page_fill > _FULL
            if is_longer or any(self._faults(layout)):
                return 0.0
            return max(_FULL - measured.laid_out.last_page_fill, _A_LITTLE)

        steps, _ = _turn(room, MOST_AIR + 1, _USUAL_MORE)
        return self.settled(replace(self.ladder[0], tighter=-max(0, steps)))

    def _fits(self, layout: Layout) -> bool:
        return not is_over(self.at(layout), self.budget)

    def _torn(self, layout: Layout) -> frozenset[str]:
        torn = (name.removeprefix("part-") for name in self.at(layout).laid_out.torn_parts)
        # a part that is printed in pieces has numbers behind its name
        return frozenset(n if n in self.parts else _PIECE.sub("", n) for n in torn)

    def _ends_in_a_few_lines(self, layout: Layout) -> bool:
        measured = self.at(layout)
        is_spare = measured.pages > max(1, self.budget.min)
        return is_spare and measured.laid_out.last_page_fill < self.least_fill

    def _faults(self, layout: Layout) -> tuple[bool, bool, bool]:
        return not self._fits(layout), bool(self._torn(layout)), self._ends_in_a_few_lines(layout)

    def _is_sparse(self, layout: Layout) -> bool:
        measured = self.at(layout)
        is_short = 0 < measured.pages <= self.budget.min
        return is_short and measured.laid_out.last_page_fill < _SPARSE


def _ladder(gives_way: Sequence[GivesWay], start: Layout) -> tuple[Layout, ...]:
    """Return what is set ever tighter, from the design on: first less air, then smaller type."""
    rungs = [start]
    if GivesWay.SPACING in gives_way:
        rungs += [replace(start, tighter=step) for step in range(1, STEPS + 1)]
    if GivesWay.TYPE in gives_way:
        rungs += [replace(rungs[-1], smaller=step) for step in range(1, STEPS + 1)]
    return tuple(rungs)


def _length(measured: Measured) -> float:
    """Return how many pages a layout fills."""
    return measured.pages - 1 + measured.laid_out.last_page_fill


def _turn(
    excess: Callable[[int], float],
    end: int,
    usual: float,
    seen: Sequence[int] = (),
    close: float = 0.0,
) -> tuple[int, int | None]:
    """Return the last number below `end` that was seen to have excess, and the first without.

    They are no more than `_NEAR` apart, or the first without is so `close` that the one before has
    some if excess falls evenly. It is -1 where 0 has none, and None where all have some.
    Excess falls from number to number, at first by `usual` as a guess. What gives way evenly is
    found where two layouts say, what gives way by leaps (such as the rows of a table) in the middle
    between them; so each is looked for between both. `seen` are numbers that cost nothing to ask.
    """
    known = {number: excess(number) for number in (0, *seen)}
    if known[0] <= 0:
        return -1, 0
    low = max(number for number, more in known.items() if more > 0)
    high = min((number for number, more in known.items() if more <= 0), default=end)
    while high - low > (_NEAR if high in known else 1):
        if high in known:
            evenly = low + known[low] / (known[low] - known[high]) * (high - low)
            if -known[high] < close and high - evenly < 1:
                break
            guess = ceil((evenly + (low + high) / 2) / 2)
        elif len(known) == 1:
            guess = ceil(round(known[0] / usual, 6))
            # what needs many steps has breaks that hold it up
            guess += guess > _NEAR + 1
        else:
            guess = ceil((low + high) / 2)
        number = min(max(guess, low + 1), high - 1)
        known[number] = excess(number)
        if known[number] > 0:
            low = number
        else:
            high = number
    return low, high if high in known else None


def _first(low: int, high: int, is_so: Callable[[int], bool]) -> int:
    """Return the first number from `low` on that is so, by bisection; `high` is not asked."""
    while low < high:
        middle = (low + high) // 2
        if is_so(middle):
            high = middle
        else:
            low = middle + 1
    return low
