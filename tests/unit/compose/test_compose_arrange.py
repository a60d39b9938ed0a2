"""Parts: what stands in them, in what order, within which limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.compose.arrange import Arrangement, arrange, droppable
from briefgen.model.project import GivesWay, Layout, PartRule

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
    assert (
        arranged(bench, *parts, layout=Layout(in_main=frozenset({"one"}))).parts[0].place == "main"
    )
    assert (
        arranged(bench, *parts, layout=Layout(in_main=frozenset({"two"}))).parts[0].place == "rail"
    )


ANY = (GivesWay.LOW, GivesWay.NORMAL, GivesWay.HIGH)


def can_go(
    make: Make, *parts: dict[str, Any], gives_way: tuple[GivesWay, ...] = ANY, items: str = CLAIMS
) -> list[str]:
    names = droppable(make(items).view("staff"), rules(*parts), gives_way)
    return [identifier for _, identifier in names]


@pytest.mark.parametrize(
    ("gives_way", "names"),
    [
        (ANY, ["a", "c", "d", "e"]),
        ((GivesWay.LOW,), ["a"]),
        ((GivesWay.SPACING, GivesWay.TYPE, GivesWay.NORMAL), ["c", "d"]),
        ((GivesWay.SPACING,), []),
    ],
)
def test_what_may_go_goes_by_priority_then_depth_and_never_what_is_required(
    bench: Make, gives_way: tuple[GivesWay, ...], names: list[str]
) -> None:
    assert can_go(bench, {"part": "p", "of": "claims"}, gives_way=gives_way) == names


def test_only_what_is_in_a_part_can_go_and_the_longest_part_gives_first(bench: Make) -> None:
    items = """\
claims: {a: {text: A, kind: fact}, b: {text: B, kind: fact}, c: {text: C, kind: forecast}}
terms: {t: {short: T}}
sections: {s: {kind: context, title: S, body: S}, t: {kind: outlook, title: T, body: T}}
"""
    claims = {"part": "key-points", "of": "claims", "where": {"kind": "fact"}}
    sections = {"part": "prose", "of": "sections", "where": {"kind": "context"}}
    terms = {"part": "terms", "of": "terms"}
    assert can_go(bench, claims, sections, terms, items=items) == ["b", "s", "a"]
    assert can_go(bench, {**claims, "limit": 1}, items=items) == ["a"]


def test_of_a_part_that_is_needed_the_best_item_stays(bench: Make) -> None:
    part = {"part": "p", "of": "claims", "where": {"kind": "fact"}, "required": True}
    assert can_go(bench, part) == ["a", "c"]


def test_of_past_events_the_oldest_goes_first(bench: Make) -> None:
    events = "".join(
        f"  e{year}: {{date: '{year}', text: It happened., status: occurred}}\n"
        for year in (2001, 2002, 2003)
    )
    part = {"part": "event-list", "of": "events", "where": {"time": "past"}}
    names = can_go(bench, part, items=f"events:\n{events}")
    assert names == ["e2001", "e2002", "e2003"]


def test_what_is_left_out_for_space_is_not_counted_as_left_out_by_a_limit(bench: Make) -> None:
    part = {"part": "p", "of": "claims", "limit": 3}
    layout = Layout(dropped=frozenset({("claims", "d"), ("claims", "a")}))
    arrangement = arranged(bench, part, layout=layout)
    assert ids(arrangement) == ["b", "e"]
    assert arrangement.for_space == (("claims", "d"),), "`a` had no place anyway"
    assert {name for _, name in arrangement.left_out} == {"a", "c"}
    assert arrangement.parts[0].not_shown == 3


def test_a_part_of_which_nothing_is_left_is_not_there(bench: Make) -> None:
    part = {"part": "p", "of": "claims", "where": {"kind": "judgement"}}
    layout = Layout(dropped=frozenset({("claims", "b")}))
    assert arranged(bench, part, layout=layout).parts == ()
    assert arranged(bench, {**part, "required": True}, layout=layout).missing != ()


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
