"""What fits is the nearest to the design; what has to go is the least that can go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.fit import fit
from briefgen.model.project import STEPS, GivesWay, ItemName, Layout, PageBudget
from briefgen.render import LaidOut

ALL = (GivesWay.SPACING, GivesWay.TYPE, GivesWay.LOW, GivesWay.NORMAL)
LADDER = (
    *(Layout(tighter=step) for step in range(STEPS + 1)),
    *(Layout(tighter=STEPS, smaller=step) for step in range(1, STEPS + 1)),
)
TIGHTEST = LADDER[-1]
MOST_LAYOUTS = 32


@dataclass(frozen=True)
class Sheet:
    pages: int
    laid_out: LaidOut


@dataclass(frozen=True)
class Paper:
    """Blocks in a column of pages of height 1."""

    fixed: float
    heights: tuple[float, ...]
    """Of the items, in the order in which they may go."""

    @property
    def droppable(self) -> tuple[ItemName, ...]:
        return tuple(("events", str(number)) for number in range(len(self.heights)))

    def measure(self, layout: Layout) -> Sheet:
        kept = [
            height
            for name, height in zip(self.droppable, self.heights, strict=True)
            if name not in layout.dropped
        ]
        shrunk = 1 - 0.02 * layout.tighter - 0.02 * layout.smaller
        used = (self.fixed + sum(kept)) * shrunk
        pages = max(1, int(used - 1e-9) + 1)
        return Sheet(pages, LaidOut(last_page_fill=min(1.0, used - pages + 1)))

    def pages(self, layout: Layout, dropped: frozenset[ItemName]) -> int:
        return self.measure(replace(layout, dropped=dropped)).pages


papers = st.builds(
    Paper,
    st.floats(0.1, 3),
    st.lists(st.floats(0.02, 0.6), max_size=7).map(tuple),
)


def subsets(names: tuple[ItemName, ...]) -> Iterator[tuple[ItemName, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def loss(paper: Paper, dropped: frozenset[ItemName]) -> tuple[int, ...]:
    """What goes, the most important first: less is better."""
    return tuple(int(name in dropped) for name in reversed(paper.droppable))


@given(papers, st.integers(1, 3))
def test_it_is_as_good_as_the_best_of_all_layouts(paper: Paper, most: int) -> None:
    """Compared with every set of items on every rung: less is left out, then less is tightened.

    By one step more at the most.
    """
    fitted = fit(paper.measure, PageBudget(max=most, gives_way=ALL), 0.0, paper.droppable)
    assert fitted.measured == paper.measure(fitted.layout)
    possible = [
        (loss(paper, frozenset(names)), number)
        for names in subsets(paper.droppable)
        for number, rung in enumerate(LADDER)
        if paper.pages(rung, frozenset(names)) <= most
    ]
    assert (fitted.measured.pages <= most) == bool(possible)
    if possible:
        rung = replace(fitted.layout, tighter=max(0, fitted.layout.tighter), dropped=frozenset())
        least, step = min(possible)
        assert loss(paper, fitted.layout.dropped) == least
        assert LADDER.index(rung) - step in (0, 1)
    else:
        assert fitted.layout == replace(TIGHTEST, dropped=frozenset(paper.droppable))


@given(papers, st.integers(1, 3))
def test_it_takes_few_layouts(paper: Paper, most: int) -> None:
    budget = PageBudget(max=most, gives_way=ALL)
    assert fit(paper.measure, budget, 0.0, paper.droppable).tried <= MOST_LAYOUTS


@given(st.integers(20, 300))
def test_many_items_take_few_layouts_too(number: int) -> None:
    paper = Paper(0.5, (0.1,) * number)
    budget = PageBudget(max=1, gives_way=ALL)
    fitted = fit(paper.measure, budget, 0.0, paper.droppable)
    assert fitted.measured.pages == 1
    assert fitted.tried <= MOST_LAYOUTS


@given(papers, st.integers(1, 3))
def test_twice_is_the_same(paper: Paper, most: int) -> None:
    budget = PageBudget(max=most, gives_way=ALL)
    first, second = (fit(paper.measure, budget, 0.15, paper.droppable) for _ in range(2))
    assert first == second


@given(papers)
def test_without_a_limit_nothing_gives_way(paper: Paper) -> None:
    layout = fit(paper.measure, PageBudget(gives_way=ALL), 0.0, paper.droppable).layout
    assert layout.tighter <= 0
    assert layout == Layout(layout.tighter)


@given(papers)
def test_more_air_takes_no_page(paper: Paper) -> None:
    fitted = fit(paper.measure, PageBudget(gives_way=ALL), 0.0, paper.droppable)
    designed = paper.measure(Layout())
    assert fitted.measured.pages == designed.pages
    if fitted.layout.tighter:
        assert designed.laid_out.last_page_fill < 0.8
        assert fitted.measured.laid_out.last_page_fill <= 0.9


@given(papers)
def test_what_may_not_give_way_does_not(paper: Paper) -> None:
    layout = fit(paper.measure, PageBudget(max=1, gives_way=()), 0.0, ()).layout
    assert layout == Layout()
