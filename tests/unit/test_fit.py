"""What gives way when a document does not fit, and when nothing more can."""

from __future__ import annotations

import pytest

from briefgen.fit import best, budget_faults, next_layout
from briefgen.model.project import MAX_TIGHTNESS, Layout, PageBudget, TemplateFile
from briefgen.render import Rendered
from briefgen.render.rendered import LaidOut
from briefgen.templates import Template

TWO = PageBudget(min=1, max=2)


def rendered(
    pages: int, *torn: str, parts: tuple[tuple[str, int], ...] = (), fill: float = 0.5
) -> Rendered:
    laid_out = LaidOut(part_pages=parts, torn_parts=torn, last_page_fill=fill)
    return Rendered(b"", pages, laid_out=laid_out)


def test_what_fits_stays_as_designed() -> None:
    assert next_layout(Layout(), rendered(2), TWO, 0.15) is None
    assert next_layout(Layout(), rendered(99), PageBudget(), 0.15) is None


def test_too_many_pages_are_set_tighter_step_by_step() -> None:
    layout, steps = Layout(), 0
    while (tighter := next_layout(layout, rendered(3), TWO, 0.15)) is not None:
        assert tighter.tightness == layout.tightness + 1
        layout, steps = tighter, steps + 1
    assert steps == MAX_TIGHTNESS == layout.tightness


def test_a_torn_part_goes_into_the_main_column_once() -> None:
    layout = next_layout(Layout(), rendered(2, "part-facts"), TWO, 0.15)
    assert layout == Layout(in_main=frozenset({"facts"}))
    assert next_layout(layout, rendered(2, "part-facts"), TWO, 0.15) is None
    assert next_layout(layout, rendered(2, "part-facts", "part-terms"), TWO, 0.15) == Layout(
        in_main=frozenset({"facts", "terms"})
    )


@pytest.mark.parametrize("pages", [1, 3])
def test_it_comes_to_an_end_whatever_is_torn(pages: int) -> None:
    layout: Layout | None = Layout()
    for _ in range(20):
        assert layout is not None
        layout = next_layout(layout, rendered(pages, "part-a", "part-b"), TWO, 0.15)
        if layout is None:
            return
    pytest.fail("no end")


def test_a_last_page_with_a_few_lines_is_set_tighter_where_a_page_can_go() -> None:
    few = rendered(2, fill=0.1)
    assert next_layout(Layout(), few, TWO, 0.15) == Layout(tightness=1)
    assert next_layout(Layout(), few, PageBudget(min=2), 0.15) is None
    assert next_layout(Layout(), rendered(1, fill=0.1), TWO, 0.15) is None
    assert next_layout(Layout(), few, TWO, 0.05) is None


def test_the_best_layout_is_the_least_tight_of_those_with_the_least_faults() -> None:
    few, over, torn, good = (
        rendered(2, fill=0.1),
        rendered(3),
        rendered(2, "part-a"),
        rendered(2),
    )
    assert best([few, few, good], TWO, 0.15) == 2
    assert best([few, few, few], TWO, 0.15) == 0
    assert best([over, few], TWO, 0.15) == 1
    assert best([over, over], TWO, 0.15) == 0
    assert best([torn, few, over], TWO, 0.15) == 1
    assert best([good, good], TWO, 0.15) == 0


def kind(budget: PageBudget) -> Template:
    file = TemplateFile.model_validate({"label": "L", "parts": [{"part": "notes"}]})
    return Template("memo", file.model_copy(update={"pages": budget}), ("memo",), {})


def test_too_many_pages_say_what_begins_beyond_the_limit() -> None:
    over = rendered(3, parts=(("part-a", 1), ("part-b", 3)))
    (fault,) = budget_faults("d/memo/public/en", kind(TWO), over)
    assert fault.code == "BG620"
    assert "3 pages" in fault.message
    assert "2 pages" in fault.message
    assert fault.notes == ("beyond the limit begin: b",)


@pytest.mark.parametrize(("pages", "codes"), [(1, ["BG621"]), (2, []), (4, []), (5, ["BG620"])])
def test_the_budget_has_two_ends(pages: int, codes: list[str]) -> None:
    budget = PageBudget(min=2, max=4)
    assert [f.code for f in budget_faults("d", kind(budget), rendered(pages))] == codes
