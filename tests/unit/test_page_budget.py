"""A one-pager with content for less than half a page to two and a half: what happens in each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from math import ceil
from typing import Any

import pytest

from briefgen.compose import Composition
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.making import Made, make_document
from briefgen.model.project import MOST_AIR, STEPS, Layout
from briefgen.project import Document

HEADING = """\
title: The strike closes half of the port until both sides have a new offer
short_title: Port strike
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: The crews and the port are still apart.
bottom_line: >-
  The ministry should offer to mediate this week, since ferries stop on 1 August and neither side
  has a plan for the islands.
"""
FACTS = (
    ("7 quays", "are shut, of 12."),
    ("9 days", "is how long food on the islands lasts."),
    ("1,240", "crew members are on strike."),
    ("31 %", "is what waiting ships pay more for insurance."),
)
PAST = (
    ("2023-06-28", "Lines begin to call at other ports."),
    ("2023-06-12", "Talks end without a date for the next round."),
    ("2023-05-30", "The crews close four quays."),
    ("2023-05-09", "The members vote to strike."),
)
NEXT = (
    ("2023-07-21", "The members vote on the last offer of the company."),
    ("2023-08-01", "Ferries to the outer islands stop for want of fuel."),
    ("2023-08-14", "The court hears the complaint of the port."),
    ("2023-09-04", "Talks resume, if the members have accepted."),
)
ACTORS = ("Crews", "Port company", "Ministry", "Island council", "Shipping lines", "Insurers")
SENTENCES = (
    "The port moves four fifths of what the islands eat, and the quays have room for nine days.",
    "The crews ask for shifts of ten hours, as at the other ports of the coast.",
    "The company has offered twelve hours with more pay, which the members have refused twice.",
    "Hospitals on the two outer islands depend on the morning ferry for oxygen and blood.",
    "The harbour law lets the ministry order a minimum service, and it has not been used so far.",
    "Fishing crews have joined at three of the seven quays since the end of June.",
    "Insurers have raised the rates for waiting ships by a third, and two lines call elsewhere.",
)


def dossier(facts: int, events: int, positions: int, sections: int, sentences: int) -> str:
    """Return items as YAML; the last of each part have `priority: low`, sections are required."""

    def low(number: int, of: int) -> dict[str, str]:
        return {"priority": "low"} if number >= max(1, of - 2) else {}

    items: dict[str, Any] = {
        "claims": {
            f"fact-{number}": {"kind": "fact", "key_fact": figure, "text": text}
            for number, (figure, text) in enumerate(FACTS[:facts])
        },
        "events": {
            f"{when}-{number}": {
                "date": date,
                "status": status,
                "text": text,
                "depth": "essential",
                **low(number, events),
            }
            for when, status, dated in (("past", "occurred", PAST), ("next", "planned", NEXT))
            for number, (date, text) in enumerate(dated[:events])
        },
        "issues": {"shifts": {"proposition": "Shifts should last ten hours."}},
        "actors": {
            f"a{number}": {"name": name, "kind": "organisation"}
            for number, name in enumerate(ACTORS)
        },
        "positions": {
            f"p{number}": {
                "actor": f"a{number}",
                "issue": "shifts",
                "stance": ("support", "oppose", "unclear")[number % 3],
                "basis": "on-record",
                "interests": SENTENCES[number],
                **low(number, positions),
            }
            for number in range(positions)
        },
        "sections": {
            f"why-{number}": {
                "kind": "why-it-matters",
                "title": f"Reason {number + 1}",
                "priority": "required",
                "body": " ".join(SENTENCES[(number + n) % 7] for n in range(sentences)),
            }
            for number in range(sections)
        },
    }
    return json.dumps({family: found for family, found in items.items() if found})


AMOUNTS = {
    0.4: (1, 1, 0, 1, 1),
    0.9: (4, 4, 5, 2, 4),
    1.05: (4, 4, 6, 2, 6),
    1.3: (4, 4, 6, 4, 5),
    2.5: (4, 4, 6, 10, 7),
}
"""Pages that it fills as designed → facts, events of each kind, positions, sections, sentences."""


@pytest.fixture(scope="module")
def made(bench: Callable[..., Any]) -> Callable[[float], Made]:
    """Return what makes the one-pager of an amount, once."""

    @cache
    def make(amount: float) -> Made:
        session = bench(dossier(*AMOUNTS[amount]), HEADING).session
        document = Document("d", "one-pager", "public", "en", formats=("markdown",))
        return make_document(session, document)

    return make


def fault(found: Made, code: str) -> Diagnostic:
    (one,) = (one for one in found.diagnostics if one.code == code)
    return one


def composition(found: Made) -> Composition:
    assert found.composition is not None
    return found.composition


@pytest.mark.parametrize("amount", [0.4, 0.9, 1.05, 1.3])
def test_what_can_fit_does(made: Callable[[float], Made], amount: float) -> None:
    found = made(amount)
    assert found.pages == 1
    assert not [one for one in found.diagnostics if one.severity is Severity.ERROR]


def test_half_a_page_gets_more_air(made: Callable[[float], Made]) -> None:
    assert composition(made(0.4)).layout == Layout(tighter=-MOST_AIR)


def test_a_good_page_stays_as_designed(made: Callable[[float], Made]) -> None:
    assert composition(made(0.9)).layout == Layout()


def test_a_few_lines_too_many_cost_a_little_air(made: Callable[[float], Made]) -> None:
    layout = composition(made(1.05)).layout
    assert 0 < layout.tighter <= STEPS
    assert layout == Layout(tighter=layout.tighter)


def test_a_third_too_much_costs_items_of_low_priority_and_is_told(
    made: Callable[[float], Made],
) -> None:
    found = composition(made(1.3))
    assert found.layout.tighter == STEPS
    assert set(found.for_space) == {
        *(("events", name) for name in ("past-3", "next-2")),
        *(("positions", name) for name in ("p3", "p4", "p5")),
    }
    note = fault(made(1.3), "BG626")
    assert note.message.endswith("leaves out 2 events and 3 positions for space")
    left_out = ", ".join(f"`{family}/{name}`" for family, name in found.for_space)
    assert note.notes == (f"left out: {left_out}",)
    assert not set(found.for_space) & set(found.shown)
    assert "The court hears" not in found.job.html + found.job.markdown


def test_more_than_two_pages_fail_and_what_is_said_to_be_enough_to_cut_is(
    made: Callable[[float], Made], bench: Callable[..., Any]
) -> None:
    found = made(2.5)
    assert found.has_failed
    error = fault(found, "BG620")
    assert "and without 4 claims, 7 events and 6 positions that may go" in error.message
    lines = re.search(r"about ([0-9]+) lines too many", error.message)
    parts = re.search(r"`why-it-matters` ([0-9]+) lines", error.notes[0])
    assert lines is not None
    assert parts is not None
    facts, events, positions, sections, sentences = AMOUNTS[2.5]
    each = int(parts[1]) / sections

    def pages(cut: int) -> int:
        items = dossier(facts, events, positions, sections - cut, sentences)
        document = Document("d", "one-pager", "public", "en", formats=("markdown",))
        return make_document(bench(items, HEADING).session, document).pages

    enough = ceil(int(lines[1]) / each)
    assert pages(enough) == 1
    assert pages(enough - 2) > 1, "much less is not enough"


def test_what_is_left_out_does_not_depend_on_what_readers_may_not_see(
    made: Callable[[float], Made], bench: Callable[..., Any]
) -> None:
    items = json.loads(dossier(*AMOUNTS[1.3]))
    secret = {"marking": "TLP:RED", "text": "A secret meeting at the port.", "depth": "essential"}
    for number, (date, priority) in enumerate((("2023-07-01", "required"), ("2023-07-30", "low"))):
        status = ("occurred", "planned")[number]
        items["events"][f"secret-{number}"] = {
            **secret,
            "date": date,
            "status": status,
            "priority": priority,
        }
    items["sections"]["secret"] = {
        "kind": "why-it-matters",
        "title": "Secret",
        "body": " ".join(SENTENCES),
        "marking": "TLP:RED",
        "priority": "required",
    }
    session = bench(json.dumps(items), HEADING).session
    document = Document("d", "one-pager", "public", "en", formats=("markdown",))
    found, without = make_document(session, document), made(1.3)
    assert found.rendered["markdown"].content == without.rendered["markdown"].content
    assert found.diagnostics == without.diagnostics
    assert composition(found).layout == composition(without).layout
    assert composition(found).job.digest == composition(without).job.digest
