"""What gives way when a document does not fit, in what order, and when nothing more can."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from briefgen.fit import fit
from briefgen.model.project import MOST_AIR, STEPS, GivesWay, Layout, PageBudget
from briefgen.render import Rendered
from briefgen.render.rendered import LaidOut

TWO = PageBudget(min=1, max=2)
FULL = 0.85


def rendered(pages: int, *torn: str, fill: float = FULL) -> Rendered:
    return Rendered(b"", pages, laid_out=LaidOut(torn_parts=torn, last_page_fill=fill))


def by_tightness(*pages: Rendered) -> Callable[[Layout], Rendered]:
    """Return what measures: the first with the page as designed, the last with all that follow."""

    def measure(layout: Layout) -> Rendered:
        return pages[min(max(0, layout.tighter) + layout.smaller, len(pages) - 1)]

    return measure


def chosen(
    measure: Callable[[Layout], Rendered], budget: PageBudget = TWO, least_fill: float = 0.15
) -> Layout:
    return fit(measure, budget, least_fill).layout


def test_what_fits_stays_as_designed_and_is_measured_once() -> None:
    assert fit(by_tightness(rendered(2)), TWO, 0.15).tried == 1
    assert chosen(by_tightness(rendered(2))) == Layout()
    assert chosen(by_tightness(rendered(99)), PageBudget()) == Layout()


def rungs(layout: Layout) -> int:
    """Return by how many steps a layout is tighter than designed."""
    return layout.tighter + layout.smaller


@pytest.mark.parametrize("step", range(2 * STEPS + 1))
def test_it_is_set_tighter_by_one_step_than_it_must_at_the_most(step: int) -> None:
    pages = [rendered(3)] * step + [rendered(2)]
    layout = chosen(by_tightness(*pages))
    assert step <= rungs(layout) <= step + 1
    assert layout.smaller == 0 or layout.tighter == STEPS, "type gives way last"


def test_what_cannot_fit_is_set_as_tightly_as_may_be() -> None:
    assert chosen(by_tightness(rendered(3))) == Layout(STEPS, STEPS)


@pytest.mark.parametrize(
    ("gives_way", "layout"),
    [
        ((), Layout()),
        ((GivesWay.SPACING,), Layout(tighter=STEPS)),
        ((GivesWay.TYPE,), Layout(smaller=STEPS)),
    ],
)
def test_only_what_may_gives_way(gives_way: tuple[GivesWay, ...], layout: Layout) -> None:
    assert chosen(by_tightness(rendered(3)), PageBudget(max=2, gives_way=gives_way)) == layout


def by_column(torn: Mapping[frozenset[str], Rendered]) -> Callable[[Layout], Rendered]:
    return lambda layout: torn[layout.in_main]


NONE, A, AB = frozenset[str](), frozenset({"a"}), frozenset({"a", "b"})


def test_a_torn_part_goes_into_the_main_column() -> None:
    assert chosen(by_column({NONE: rendered(2, "part-a"), A: rendered(2)})) == Layout(in_main=A)


def test_another_part_that_is_torn_for_it_goes_too() -> None:
    pages = {NONE: rendered(2, "part-a"), A: rendered(2, "part-b"), AB: rendered(2)}
    assert chosen(by_column(pages)) == Layout(in_main=AB)


def test_a_part_stays_in_the_rail_where_moving_it_is_no_use() -> None:
    pages = {NONE: rendered(2, "part-a"), A: rendered(2, "part-a")}
    assert chosen(by_column(pages)) == Layout()
    assert chosen(by_column({NONE: rendered(2, "part-a"), A: rendered(3)})) == Layout()


def test_a_last_page_with_a_few_lines_goes_where_a_page_can() -> None:
    few, one = rendered(2, fill=0.1), rendered(1, fill=0.99)
    assert chosen(by_tightness(few, few, one)).tighter in (2, 3)
    assert chosen(by_tightness(few, few, one), PageBudget(min=2), 0.15).tighter <= 0
    assert chosen(by_tightness(few, one), least_fill=0.05) == Layout()
    assert chosen(by_tightness(few)) == Layout(), "to set it tighter is no use"


@pytest.mark.parametrize(
    ("fill", "steps"), [(0.4, {MOST_AIR}), (0.7, {4, 5}), (0.79, {1, 2}), (0.81, {0})]
)
def test_what_is_short_gets_more_air(fill: float, steps: set[int]) -> None:
    def measure(layout: Layout) -> Rendered:
        return rendered(1, fill=fill - 0.04 * min(0, layout.tighter))

    assert -chosen(measure).tighter in steps


def test_no_more_air_where_it_would_tear_or_take_a_page() -> None:
    def measure(layout: Layout) -> Rendered:
        if layout.tighter < -3:
            return rendered(2, fill=0.1)
        return rendered(1, *(["part-a"] if layout.tighter < -1 else []), fill=0.5)

    assert chosen(measure) in (Layout(), Layout(tighter=-1))


def test_air_is_spacing_and_may_be_forbidden() -> None:
    assert chosen(by_tightness(rendered(1, fill=0.2)), PageBudget(gives_way=())) == Layout()


def test_what_could_not_be_laid_out_is_not_tried_again() -> None:
    assert fit(by_tightness(rendered(0, fill=0)), TWO, 0.15).tried == 1


def test_a_part_that_is_printed_in_pieces_moves_as_a_whole() -> None:
    """What is torn has a number behind the part's name, which no part of the template has."""

    def measure(layout: Layout) -> Rendered:
        return rendered(2) if "figures" in layout.in_main else rendered(2, "part-figures-2")

    found = fit(measure, TWO, 0.15, parts=("figures", "part-2"))
    assert found.layout.in_main == {"figures"}


@pytest.mark.parametrize(("last", "is_looked_further"), [(0.95, False), (0.93, True)])
def test_a_full_last_page_is_full_enough(last: float, is_looked_further: bool) -> None:
    """To look for a layout that is less tight would take as long again, and gain a line or two."""

    def measure(layout: Layout) -> Rendered:
        # the fifth row goes to the next page until it does not
        return rendered(2, fill=last) if rungs(layout) >= 5 else rendered(3, fill=0.38)

    fitted = fit(measure, TWO, 0.15)
    assert (fitted.tried > 2) is is_looked_further
    assert rungs(fitted.layout) in ((5, 6) if is_looked_further else (2 * STEPS,))


@pytest.mark.parametrize("step", range(2 * STEPS + 1))
def test_what_gives_way_evenly_is_found_in_few_layouts(step: int) -> None:
    # a page that each step makes shorter by as much, and that fits from this step on
    lengths = [2 + 0.04 * (step - number) for number in range(2 * STEPS + 1)]
    pages = [rendered(3 if n > 2 else 2, fill=n - 2 if n > 2 else n - 1) for n in lengths]
    fitted = fit(by_tightness(*pages), TWO, 0.0)
    assert step <= rungs(fitted.layout) <= step + 1
    assert fitted.tried <= 4


def test_what_gives_way_by_leaps_is_found_as_by_halves() -> None:
    leaps = [rendered(9, fill=0.9)] * (2 * STEPS) + [rendered(2, fill=0.01)]
    fitted = fit(by_tightness(*leaps), TWO, 0.0)
    assert fitted.layout == Layout(STEPS, STEPS)
    assert fitted.tried <= 5


@pytest.mark.parametrize("fill", [0.3, 0.55, 0.7, 0.79])
def test_air_is_found_in_few_layouts(fill: float) -> None:
    one = PageBudget(min=1, max=1, gives_way=(GivesWay.SPACING,))

    def measure(layout: Layout) -> Rendered:
        return rendered(1, fill=fill * (1 + 0.02 * -layout.tighter))

    fitted = fit(measure, one, 0.15)
    most = max(n for n in range(MOST_AIR + 1) if fill * (1 + 0.02 * n) <= 0.9)
    assert -fitted.layout.tighter in (most, most - 1)
    assert fitted.tried <= 4
