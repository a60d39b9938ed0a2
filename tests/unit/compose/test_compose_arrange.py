"""Parts: what stands in them, in what order, within which limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.compose.arrange import Arrangement, arrange
from briefgen.model.project import PartRule

Make = Callable[..., Any]


def rules(*parts: dict[str, Any]) -> tuple[PartRule, ...]:
    return tuple(PartRule.model_validate(part) for part in parts)


def ids(arrangement: Arrangement, part: int = 0) -> list[str]:
    return [item.id for item in arrangement.parts[part].items]


CLAIMS = """\
claims:
  a: {text: A, kind: fact, priority: low, key_fact: F}
  b: {text: B, kind: judgement, priority: required, key_point: true}
  c: {text: C, kind: fact, depth: full}
  d: {text: D, kind: fact}
  e: {text: E, kind: forecast, priority: high}
"""


def arranged(make: Make, *parts: dict[str, Any], **more: Any) -> Arrangement:
    made = make(CLAIMS, more.pop("heading")) if "heading" in more else make(CLAIMS)
    return arrange(made.view("staff"), rules(*parts), more.pop("terms", ()), **more)


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({}, "abcde"),
        ({"where": {"kind": "fact"}}, "acd"),
        ({"where": {"kind": ["judgement", "forecast"]}}, "be"),
        ({"where": {"key_point": True}}, "b"),
        ({"where": {"key_fact": True}}, "a"),
        ({"where": {"key_fact": False, "kind": "fact"}}, "cd"),
        ({"depth": "standard"}, "abde"),
        ({"depth": "standard", "where": {"kind": "fact"}}, "ad"),
    ],
)
def test_which_items_a_part_takes(bench: Make, rule: dict[str, Any], found: str) -> None:
    part = {"part": "key-points", "of": "claims", **rule}
    assert ids(arranged(bench, part)) == list(found)


@pytest.mark.parametrize(
    ("limit", "kept"), [(5, "abcde"), (4, "bcde"), (3, "bde"), (2, "be"), (1, "b")]
)
def test_a_limit_drops_by_priority_then_depth_and_keeps_the_order(
    bench: Make, limit: int, kept: str
) -> None:
    part = {"part": "key-points", "of": "claims", "limit": limit}
    arrangement = arranged(bench, part)
    assert ids(arrangement) == list(kept)
    assert set(arrangement.left_out) == {("claims", name) for name in "abcde" if name not in kept}


def test_of_past_events_the_latest_stay(bench: Make) -> None:
    items = "events:\n" + "".join(
        f"  e{n}: {{date: 202{n}, text: T, status: {status}}}\n"
        for n, status in enumerate(["occurred", "occurred", "occurred", "planned", "planned"])
    )
    view = bench(items).view()
    past = {"part": "event-list", "of": "events", "where": {"time": "past"}, "limit": 2}
    ahead = {"part": "event-list", "of": "events", "where": {"time": "upcoming"}, "limit": 1}
    assert ids(arrange(view, rules(past), ())) == ["e1", "e2"]
    assert ids(arrange(view, rules(ahead), ())) == ["e3"]


def test_a_part_without_items_is_not_there_and_missed_if_required(bench: Make) -> None:
    parts = [
        {"part": "options", "of": "options"},
        {"part": "risks", "of": "risks", "required": True},
        {"part": "summary", "required": True},
        {"part": "notes"},
    ]
    arrangement = arranged(bench, *parts)
    assert [part.name for part in arrangement.parts] == ["summary", "notes"]
    assert [rule.part for rule in arrangement.missing] == ["risks"]


@pytest.mark.parametrize(
    ("name", "without", "there"),
    [
        ("summary", "summary: A summary.\n", False),
        ("bottom-line", "bottom_line: A bottom line.\n", True),
        ("bottom-line", "summary: A summary.\nbottom_line: A bottom line.\n", False),
    ],
)
def test_a_part_of_the_heading_needs_its_field(
    bench: Make, heading: str, name: str, without: str, there: bool
) -> None:
    assert without in heading
    view = bench(heading=heading.replace(without, "")).view()
    assert bool(arrange(view, rules({"part": name}), ()).parts) is there


def test_terms_are_only_those_that_are_used(bench: Make) -> None:
    items = "terms:\n  a: {short: A}\n  b: {short: B}\n"
    view = bench(items).view()
    part = {"part": "terms", "of": "terms"}
    assert arrange(view, rules(part), ()).parts == ()
    used = (view.items("terms")[1],)
    arrangement = arrange(view, rules(part), used)
    assert ids(arrangement) == ["b"]
    assert arrangement.left_out == ()


def test_a_part_can_be_moved_into_the_main_column(bench: Make) -> None:
    parts = [{"part": "key-points", "id": "one", "of": "claims", "place": "rail"}]
    assert arranged(bench, *parts).parts[0].place == "rail"
    assert arranged(bench, *parts, in_main=frozenset({"one"})).parts[0].place == "main"
    assert arranged(bench, *parts, in_main=frozenset({"two"})).parts[0].place == "rail"


def test_a_required_part_that_is_missing_stops_the_document(bench: Make, heading: str) -> None:
    made = bench("", heading)
    composition, faults = made.write("timeline")
    assert composition is None
    assert [fault.code for fault in faults] == ["BG506"]
    assert "`timeline`" in faults[0].message
    assert "`public`" in faults[0].message
    assert "`events`" in (faults[0].help or "")
    without = heading.replace("summary: A summary.\n", "")
    assert [f.code for f in bench("", without).write("policy-brief")[1]] == ["BG506"]


def test_what_a_limit_leaves_out_is_reported(bench: Make) -> None:
    items = "events:\n" + "".join(
        f"  e{n:02d}: {{date: 2023-01-{n:02d}, text: Row {n}, status: occurred}}\n"
        for n in range(1, 28)
    )
    composition, faults = bench(items).write("timeline")
    assert composition is not None
    assert composition.left_out == (("events", "e01"), ("events", "e02"))
    assert [fault.code for fault in faults] == ["BG622"]
    assert "25 of 27" in faults[0].message
    assert "Row 1<" not in composition.job.html


def test_terms_that_stand_in_words_of_the_page(bench: Make, heading: str) -> None:
    items = """\
terms:
  a: {short: NATO, definition: An alliance}
  b: {short: ATO, definition: No word of its own}
  c: {short: C++, definition: With signs}
  d: {short: 日本, definition: In another script}
  e: {short: section, definition: Only a tag of the page}
"""
    said = heading.replace("A summary.", "NATO and C++, 日本 too.")
    shown = bench(items, said).page("policy-brief").shown
    assert [name for family, name in shown if family == "terms"] == ["a", "c", "d"]
