"""A page is not composed again for a layout in which it reads the same, and is as if it were."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from specimens import EXAMPLE, session_of

from briefgen.compose import Earlier, compose
from briefgen.model.project import MOST_AIR, STEPS, Layout
from briefgen.order import Order
from briefgen.project import Document
from briefgen.templates import Template, TemplateText

LAYOUTS = [
    *(Layout(tighter=tighter) for tighter in range(-MOST_AIR, STEPS + 1)),
    *(Layout(STEPS, smaller) for smaller in range(1, STEPS + 1)),
    Layout(1, in_main=frozenset({"facts"})),
    Layout(2, in_main=frozenset({"facts"})),
]


def order_of(kind: str, audience: str) -> Order:
    session = session_of(EXAMPLE)
    order, _ = session.order(Document(EXAMPLE, kind, audience, "en", "A4"), ("pdf",))
    assert order is not None
    return order


@pytest.mark.parametrize(
    ("kind", "audience"),
    list(product(("policy-brief", "timeline", "one-pager"), ("public", "staff"))),
)
def test_what_is_kept_is_what_would_be_composed(kind: str, audience: str) -> None:
    order, earlier = order_of(kind, audience), Earlier()
    kept = 0
    for layout in LAYOUTS:
        kept += earlier.get(layout) is not None
        again = compose(order.view, order.template, order.materials, layout, earlier)
        assert again == compose(order.view, order.template, order.materials, layout)
    assert kept >= len(LAYOUTS) - 6, "three heights of the strip, for two arrangements"


def test_a_page_that_a_project_s_own_template_wrote_is_not_kept() -> None:
    """It may print how much air its layout has."""
    order, earlier = order_of("timeline", "public"), Earlier()
    own = '{% extends "builtin:_shared/page.html.j2" %}{% block body %}{{ super() }}{{ doc.air }}'
    own += "{% endblock %}"
    text = TemplateText("templates/timeline/page.html.j2", own)
    files = {**order.template.files, "timeline/page.html.j2": text}
    template: Template = replace(order.template, files=files)
    pages = []
    for layout in (Layout(), Layout(tighter=1)):
        composition, faults = compose(order.view, template, order.materials, layout, earlier)
        assert composition is not None, faults
        pages.append(composition.job.html)
    assert pages[0] != pages[1]
