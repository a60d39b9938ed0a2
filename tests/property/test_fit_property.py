"""What fits is the nearest to the design; what has to go is nearly the least that can go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.fit import fit
from briefgen.model.project import GivesWay, ItemName, Layout, PageBudget
from briefgen.render import LaidOut

ALL = (GivesWay.SPACING, GivesWay.TYPE, GivesWay.LOW, GivesWay.NORMAL)
SHRUNK = {-1: 1.08, 0: 1.0, 1: 0.93, 2: 0.86}


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
        used = (self.fixed + sum(kept)) * SHRUNK[layout.tightness]
        pages = max(1, int(used - 1e-9) + 1)
        return Sheet(pages, LaidOut(last_page_fill=min(1.0, used - pages + 1)))


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
def test_it_fits_whenever_anything_does(paper: Paper, most: int) -> None:
    budget = PageBudget(max=most, gives_way=ALL)
    fitted = fit(paper.measure, budget, 0.0, paper.droppable)
    possible = paper.measure(Layout(2, dropped=frozenset(paper.droppable))).pages <= most
    assert (fitted.measured.pages <= most) == possible
    assert fitted.measured == paper.measure(fitted.layout)


@given(papers, st.integers(1, 3))
def test_nothing_is_left_out_that_could_stay(paper: Paper, most: int) -> None:
    budget = PageBudget(max=most, gives_way=ALL)
    layout = fit(paper.measure, budget, 0.0, paper.droppable).layout
    for name in layout.dropped:
        more = Layout(2, dropped=layout.dropped - {name})
        assert paper.measure(more).pages > most, f"{name} could have stayed"


@given(papers, st.integers(1, 3))
def test_what_goes_is_the_least_worth_that_makes_room(paper: Paper, most: int) -> None:
    """Compared with every set of items: nothing else that makes room keeps more of worth."""
    budget = PageBudget(max=most, gives_way=ALL)
    fitted = fit(paper.measure, budget, 0.0, paper.droppable)
    best = min(
        (
            loss(paper, frozenset(names))
            for names in subsets(paper.droppable)
            if paper.measure(Layout(2, dropped=frozenset(names))).pages <= most
        ),
        default=None,
    )
    if best is not None:
        assert loss(paper, fitted.layout.dropped) == best


@given(papers, st.integers(1, 3))
def test_it_is_set_no_tighter_than_it_must(paper: Paper, most: int) -> None:
    budget = PageBudget(max=most, gives_way=ALL)
    layout = fit(paper.measure, budget, 0.0, paper.droppable).layout
    for tightness in range(max(0, layout.tightness)):
        assert paper.measure(Layout(tightness, dropped=layout.dropped)).pages > most


@given(papers, st.integers(1, 3))
def test_it_takes_few_layouts(paper: Paper, most: int) -> None:
    budget = PageBudget(max=most, gives_way=ALL)
    assert fit(paper.measure, budget, 0.0, paper.droppable).tried <= 24


@given(papers)
def test_without_a_limit_nothing_gives_way(paper: Paper) -> None:
    layout = fit(paper.measure, PageBudget(gives_way=ALL), 0.0, paper.droppable).layout
    assert layout.tightness <= 0
    assert layout.dropped == frozenset()


@given(papers)
def test_what_may_not_give_way_does_not(paper: Paper) -> None:
    layout = fit(paper.measure, PageBudget(max=1, gives_way=()), 0.0, ()).layout
    assert layout == Layout()
