"""What is claimed of a page is held against the content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from briefgen.compose import UntrueError, Written, compose_again, written_of
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.making import make_document
from briefgen.model.project import Layout, PageBudget
from briefgen.order import Delivery
from briefgen.ordering import accepted
from briefgen.project import Document
from briefgen.render import Rendered
from briefgen.workers import WorkerHere

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><title>A map</title></svg>"
ITEMS = """\
sections: {b: {kind: context, title: Why it matters, body: "The NSC met [@s, p. 1]."}}
claims:
  c: {kind: judgement, text: It will go on., key_point: true, priority: low}
  d: {kind: judgement, text: It may end., key_point: true}
  e: {kind: judgement, text: It must end., key_point: true, priority: required}
  f: {kind: judgement, text: It is not on the page., priority: low}
terms: {nsc: {short: NSC, definition: "It meets, says the other [@t, p. 2].", \
marking: "TLP:GREEN"}}
sources: {s: {title: A source, marking: "TLP:AMBER"}, t: {title: Another}}
figures: {f: {file: figures/map.svg, alt: A map, caption: A map, credit: Us, licence: CC0-1.0}}
"""
STAFF = Document("d", "policy-brief", "staff", "en")


@pytest.fixture(scope="module")
def made(bench: Callable[..., Any]) -> Any:
    """Return a session, an order and what was composed of it."""
    session = bench(
        ITEMS,
        files={"content/d/figures/map.svg": PICTURE},
    ).session
    order, faults = session.order(STAFF, None)
    assert order is not None, faults
    composition, faults = session.compose(STAFF, order.layout)
    assert composition is not None, faults
    return session, order, composition, written_of(composition, order.materials)


def again(order: Any, written: Written) -> Any:
    return compose_again(order.view, order.template, order.materials, written)


def test_an_honest_page_is_what_it_was(made: Any) -> None:
    _, order, composition, written = made
    assert written.cited == ("s", "t")
    assert written.terms == ("nsc",)
    assert again(order, written) == composition
    assert again(order, written).job.digest == composition.job.digest


LIES: dict[str, Callable[[Written], Written]] = {
    "a lower banner": lambda written: replace(written, banner="TLP:CLEAR"),
    "no banner": lambda written: replace(written, banner=""),
    "a source that is not cited": lambda written: replace(
        # it is on the page all the same, so that the marking betrays it
        written,
        cited=tuple(name for name in written.cited if name != "s"),
    ),
    "a source that there is not": lambda written: replace(written, cited=("gone",)),
    "a term that there is not": lambda written: replace(written, terms=("gone",)),
    "a file that there is not": lambda written: replace(written, files=("/etc/passwd",)),
    "a part that there is not": lambda written: replace(written, in_main=("gone",)),
    "a layout that there is not": lambda written: replace(written, tighter=9),
    "type that is too small": lambda written: replace(written, smaller=5),
    "an item left out that is worth more": lambda written: replace(
        written, dropped=(("claims", "d"),)
    ),
    "an item left out that is required": lambda written: replace(
        written, dropped=(("claims", "c"), ("claims", "e"))
    ),
    "an item left out that is no part of it": lambda written: replace(
        written, dropped=(("claims", "f"),)
    ),
    "an item left out that there is not": lambda written: replace(
        written, dropped=(("claims", "gone"),)
    ),
    "a source left out": lambda written: replace(written, dropped=(("sources", "s"),)),
    "a term left out": lambda written: replace(written, dropped=(("terms", "nsc"),)),
}


def test_what_is_left_out_for_space_is_made_again_without_it(made: Any) -> None:
    session, order, *_ = made
    layout = Layout(tighter=4, smaller=2, dropped=frozenset({("claims", "c")}))
    composition, faults = session.compose(STAFF, layout)
    assert composition is not None, faults
    assert composition.layout == layout
    assert composition.for_space == (("claims", "c"),)
    assert ("claims", "c") not in composition.shown
    assert "It will go on" not in composition.job.html
    written = written_of(composition, order.materials)
    assert again(order, written) == composition
    assert again(order, written).job.digest == composition.job.digest
    # that it was left out is not believed of a page that has it, for the marking and parts follow
    assert again(order, replace(written, dropped=())).parts != composition.parts


@pytest.mark.parametrize(
    ("pages", "lie"),
    [
        ({"max": 4, "gives_way": ["low"]}, {"tighter": 1}),
        ({"max": 4, "gives_way": ["spacing"]}, {"smaller": 1}),
        ({"max": 4, "gives_way": ["spacing", "type"]}, {"dropped": (("claims", "c"),)}),
        ({}, {"dropped": (("claims", "c"),)}),
    ],
)
def test_only_what_the_template_lets_give_way_may(
    made: Any, pages: dict[str, Any], lie: dict[str, Any]
) -> None:
    _, order, _, written = made
    budget = PageBudget.model_validate(pages)
    file = order.template.file.model_copy(update={"pages": budget})
    strict = replace(order, template=replace(order.template, file=file))
    assert again(strict, written)
    with pytest.raises(UntrueError):
        again(strict, replace(written, **lie))


class Liar(WorkerHere):
    """A process that was taken over."""

    def __init__(self, lie: Callable[[Delivery], Delivery]) -> None:
        self.lie = lie

    def make(self, order: Any, *, is_in_a_row: bool = False) -> Delivery:
        return self.lie(super().make(order))

    def compose(self, orders: Any) -> Any:
        return map(self.lie, super().compose(orders))


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_not_believed(made: Any, lie: str) -> None:
    session, order, _, written = made
    delivery = Delivery(LIES[lie](written))
    composition, faults = session.judged(STAFF, order, delivery)
    assert composition is None
    assert [fault.code for fault in faults if fault.severity is Severity.ERROR] == ["BG617"]


EVENTS = """\
events:
  one: {date: 2023-03-01, title: Summit, text: They meet., status: occurred}
  two: {date: "2023-09/..", title: Talks, text: They talk., status: planned}
"""
ANOTHER = '<svg class="other"><TEXT x="1" y="2">They agree.</TEXT></svg></main>'
DRAWN_LIES: dict[str, tuple[str, str]] = {
    "another name": (">Talks</text>", ">Walks</text>"),
    "another word on the scale": ('text-anchor="middle">', 'text-anchor="middle">1'),
    "a mark at another place": ('<circle cx="', '<circle cx="1'),
    "a mark of another status": (
        ' fill="#FFFFFF" stroke="#171C26"',
        ' fill="#171C26" stroke="#171C26"',
    ),
    "a strip in a comment": ('<svg class="strip"', '<!-- <svg class="strip"'),
    "no strip": ('<svg class="strip"', '<svg class="none"'),
    "words in another drawing": ("</main>", ANOTHER),
}


@pytest.mark.parametrize("lie", DRAWN_LIES)
def test_a_strip_of_time_is_that_of_the_events(bench: Callable[..., Any], lie: str) -> None:
    session, timeline = bench(EVENTS).session, Document("d", "timeline", "staff", "en")
    order, faults = session.order(timeline, None)
    composition, faults = session.compose(timeline, order.layout)
    written = written_of(composition, order.materials)
    assert again(order, written) == composition
    old, new = DRAWN_LIES[lie]
    assert old in written.html

    lied = Delivery(replace(written, html=written.html.replace(old, new, 1)))
    composition, faults = session.judged(timeline, order, lied)

    assert composition is None
    assert [fault.code for fault in faults if fault.severity is Severity.ERROR] == ["BG617"]


def test_what_a_projects_own_part_draws_is_its_own_affair(bench: Callable[..., Any]) -> None:
    own = "{{ strip(parts).svg }}<svg><text>Ours</text></svg>"
    files = {"templates/_shared/parts/strip.html.j2": own}
    session, timeline = bench(EVENTS, files=files).session, Document("d", "timeline", "staff", "en")
    order, _ = session.order(timeline, None)
    composition, _ = session.compose(timeline, order.layout)

    assert again(order, written_of(composition, order.materials)) == composition


def _with_fault(delivery: Delivery, fault: Diagnostic) -> Delivery:
    ((name, file),) = delivery.rendered
    return replace(delivery, rendered=((name, replace(file, diagnostics=(fault,))),))


FORBIDDEN = Diagnostic("BG403", "restricted")
FALSE_DELIVERIES: dict[str, Callable[[Delivery], Delivery]] = {
    "a lower banner": lambda made: replace(
        made, written=replace(made.written or WRITTEN, banner="TLP:CLEAR")
    ),
    "readers who may not see it": lambda made: replace(made, faults=(FORBIDDEN,)),
    "such readers, told with a file": lambda made: _with_fault(made, FORBIDDEN),
    "such readers, told with the pages": lambda made: replace(
        made, laid_out=replace(made.laid_out or FILE, diagnostics=(FORBIDDEN,))
    ),
    "no page at all": lambda made: replace(made, laid_out=None),
    "an empty PDF": lambda made: replace(
        made, laid_out=replace(made.laid_out or FILE, content=b"")
    ),
    "an empty file": lambda made: replace(made, rendered=(("html", FILE),)),
    "no file": lambda made: replace(made, rendered=()),
    "a file that nobody ordered": lambda made: replace(
        made, rendered=(*made.rendered, ("markdown", replace(FILE, content=b"x")))
    ),
}
"""What a process may say that was taken over."""
WRITTEN, FILE = Written("", "", ""), Rendered(b"", 0)


@pytest.fixture(scope="module")
def delivered(made: Any) -> tuple[Any, Delivery]:
    """Return the order of a PDF and an HTML file, and what honestly comes of it."""
    session, *_ = made
    order, _ = session.order(STAFF, ("pdf", "html"))
    return order, WorkerHere().make(order)


def test_an_honest_delivery_is_accepted(delivered: tuple[Any, Delivery]) -> None:
    composition, faults = accepted(*delivered, is_whole=True)
    assert composition is not None, faults


@pytest.mark.parametrize("lie", FALSE_DELIVERIES)
def test_a_false_delivery_is_refused_and_nothing_else_is_said(
    delivered: tuple[Any, Delivery], lie: str
) -> None:
    """What it says of readers would get files removed that were built before."""
    order, honest = delivered
    composition, faults = accepted(order, FALSE_DELIVERIES[lie](honest), is_whole=True)
    assert composition is None
    assert [fault.code for fault in faults if fault.severity is Severity.ERROR] == ["BG617"]


def test_a_file_that_could_not_be_made_may_be_empty_if_an_error_says_so(
    delivered: tuple[Any, Delivery],
) -> None:
    order, honest = delivered
    broken = replace(FILE, diagnostics=(Diagnostic("BG613", "the engine gave up"),))
    composition, _ = accepted(order, replace(honest, laid_out=broken), is_whole=True)
    assert composition is not None


def test_nothing_of_a_lie_is_published(made: Any) -> None:
    session, *_ = made
    session.worker = Liar(
        lambda delivery: replace(delivery, written=replace(delivery.written, banner="TLP:CLEAR"))
    )
    try:
        result = make_document(session, replace(STAFF, formats=("markdown",)))
    finally:
        session.worker = WorkerHere()
    assert result.has_failed
    assert "BG617" in {fault.code for fault in result.diagnostics}


def test_the_number_of_pages_is_counted(made: Any) -> None:
    session, *_ = made
    document = replace(STAFF, formats=("pdf",))
    session.worker = Liar(
        lambda delivery: replace(delivery, laid_out=replace(delivery.laid_out, pages=3))
    )
    try:
        result = make_document(session, document)
    finally:
        session.worker = WorkerHere()
    assert "BG617" in {fault.code for fault in result.diagnostics}
    honest = make_document(session, document)
    assert "BG617" not in {fault.code for fault in honest.diagnostics}
