"""Orders and deliveries as bytes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose import Written
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.order import (
    Delivery,
    UnreadableError,
    deliveries_of,
    orders_of,
    packed,
    sent,
)
from briefgen.project import Document
from briefgen.render import Rendered
from briefgen.render.rendered import LaidOut

ITEMS = """\
events: {e: {date: 2023-05-01, text: "It happened [@s]", status: occurred, marking: "TLP:RED"}}
sources: {s: {title: A source}}
"""
WHOLE = Delivery(
    Written(
        "<p>ü",
        "# ü\n",
        "p {}",
        "TLP:CLEAR",
        ("s",),
        ("t",),
        ("a.j2",),
        1,
        2,
        ("notes",),
        (("events", "a"),),
    ),
    (
        Diagnostic("BG505", "a ``fault``", Span("a.j2", 1, 2, 3, 4), ("why",), "do this"),
        Diagnostic(
            "BG622", "less", related=(Related(Span("b"), "there"),), severity=Severity.WARNING
        ),
    ),
    Rendered(
        b"%PDF\x00\xff",
        2,
        (),
        LaidOut((("part-a", 1),), ("part-b",), (), 0.5, 250, 5, (("part-a", 9.0),), 9.5),
    ),
    (("html", Rendered(b"<p>", 0)),),
)


def test_an_order_arrives_as_it_was_sent(bench: Callable[..., Any]) -> None:
    session = bench(ITEMS).session
    order, faults = session.order(Document("d", "timeline", "staff", "en"), ("pdf",))
    assert faults == ()
    (arrived,) = orders_of(sent(order))
    assert arrived.view == order.view
    assert arrived.materials == order.materials
    assert arrived.template.files == order.template.files
    assert arrived == order


def test_an_order_holds_nothing_that_its_readers_may_not_see(bench: Callable[..., Any]) -> None:
    secret = ITEMS.replace("It happened", "Unspeakable thing")
    session = bench(secret).session
    orders = {
        audience: session.order(Document("d", "timeline", audience, "en"), ("pdf",))[0]
        for audience in ("public", "staff")
    }
    assert b"Unspeakable" in sent(orders["staff"])
    assert b"Unspeakable" not in sent(orders["public"])


@pytest.mark.parametrize("delivery", [WHOLE, Delivery(), Delivery(faults=WHOLE.faults)])
def test_a_delivery_arrives_as_it_was_packed(delivery: Delivery) -> None:
    assert deliveries_of(packed(delivery), 1) == (delivery,)
    assert deliveries_of(packed(delivery, WHOLE), 2) == (delivery, WHOLE)


@pytest.mark.parametrize(
    "lie",
    [
        {"last_page_fill": float("nan")},
        {"last_page_fill": 7.0},
        {"page_mm": float("inf")},
        {"line_mm": 1e-300},
        {"line_mm": -5.0},
        {"part_mm": (("part-a", float("nan")),)},
        {"body_points": -1.0},
    ],
)
def test_pages_that_no_paper_has_are_no_delivery(lie: dict[str, Any]) -> None:
    assert WHOLE.laid_out is not None
    seen = replace(WHOLE.laid_out.laid_out, **lie)
    lying = replace(WHOLE, laid_out=replace(WHOLE.laid_out, laid_out=seen))
    with pytest.raises(UnreadableError):
        deliveries_of(packed(lying), 1)


@given(st.binary(max_size=400))
def test_other_bytes_are_no_delivery(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        deliveries_of(content, 1)


@given(st.integers(0, len(packed(WHOLE)) - 1), st.integers(0, 255))
def test_a_delivery_that_was_tampered_with_is_read_as_data_or_not_at_all(
    place: int, value: int
) -> None:
    content = bytearray(packed(WHOLE))
    content[place] = value
    try:
        (delivery,) = deliveries_of(bytes(content), 1)
    except UnreadableError:
        return
    assert isinstance(delivery, Delivery)


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(WHOLE),
        packed(WHOLE)[:-1],
        packed(WHOLE) + b"x",
        packed(WHOLE, WHOLE),
        b"",
        (1 << 62).to_bytes(8, "big"),
        packed(WHOLE).replace(b'"BG505"', b'"BG000"'),
        packed(WHOLE).replace(b'["html",', b'["exec",'),
        packed(WHOLE).replace(b'"lengths":[', b'"lengths":[-1,'),
    ],
)
def test_what_is_no_delivery_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        deliveries_of(content, 1)
