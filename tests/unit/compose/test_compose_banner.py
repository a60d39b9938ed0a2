"""The banner: what is on the page, no less and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]

PROJECT = """\
marking_schemes: {US: {levels: [UNCLASSIFIED, SECRET], colours: ["#00FF00"]}}
audiences:
  staff: {clearance: ["TLP:RED", "US:SECRET"], depth: full}
"""
EVENT = 'events: {{e: {{date: "2023", text: "T{text}", status: occurred{more}}}}}\n'


def banner(make: Make, items: str, heading: str, kind: str = "timeline") -> tuple[str, ...]:
    """Return the labels of the banner, which are the same wherever it is printed."""
    made = make(items, heading, PROJECT)
    composition = made.page(kind, "staff")
    labels: tuple[str, ...] = made.session.project.schemes.labels_of(composition.marking)
    job = composition.job
    head = re.findall(r"<p class=\"screen-banner\".*?</p>", job.html, re.DOTALL)
    assert re.findall(r">([A-Z]+:[A-Z+]+)<", head[0]) == list(labels)
    fields = job.markdown.split("---")[1]
    assert re.findall(r"^- ([A-Z]+:[A-Z+]+)$", fields, re.MULTILINE) == list(labels)
    css = dict(job.css)["page.css"]
    for label in labels:
        assert f'"{label}"' in css or f" · {label}" in css or f"{label} · " in css
    return labels


def test_a_page_of_clear_items_is_clear(bench: Make, heading: str) -> None:
    assert banner(bench, EVENT.format(text="", more=""), heading) == ("TLP:CLEAR",)


def test_the_highest_item_makes_the_banner(bench: Make, heading: str) -> None:
    items = EVENT.format(text="", more=', marking: "TLP:AMBER"')
    assert banner(bench, items, heading) == ("TLP:AMBER",)


def test_schemes_are_joined_not_converted(bench: Make, heading: str) -> None:
    items = (
        'events:\n  a: {date: "2023", text: A, status: occurred, marking: "TLP:GREEN"}\n'
        '  b: {date: "2023", text: B, status: occurred, marking: ["US:SECRET"]}\n'
    )
    assert banner(bench, items, heading) == ("TLP:GREEN", "US:SECRET")


@pytest.mark.parametrize(
    "more",
    [
        ', sources: ["s, p. 2"]',
        ", actors: [a]",
    ],
)
def test_what_an_item_refers_to_counts(bench: Make, heading: str, more: str) -> None:
    items = EVENT.format(text="", more=more) + (
        'sources: {s: {title: S, marking: "TLP:GREEN"}}\n'
        'actors: {a: {name: A, marking: "TLP:GREEN"}}\n'
    )
    assert banner(bench, items, heading) == ("TLP:GREEN",)


def test_a_source_that_is_only_cited_in_prose_counts(bench: Make, heading: str) -> None:
    items = EVENT.format(text=" [@s]", more="") + 'sources: {s: {title: S, marking: "TLP:AMBER"}}\n'
    assert banner(bench, items, heading) == ("TLP:AMBER",)


@pytest.mark.parametrize(
    "unseen",
    [
        'risks: {r: {event: E, marking: "TLP:GREEN"}}',
        'sources: {s: {title: S, marking: "TLP:RED"}}',
        'claims: {c: {text: T, kind: fact, marking: "TLP:AMBER"}}',
        'terms: {t: {short: Unseen, definition: D, marking: "TLP:GREEN"}}',
        'actors: {a: {name: A, marking: "TLP:RED"}}',
        'quotes: {}\nfigures: {}\nissues: {i: {proposition: P, marking: "US:SECRET"}}',
    ],
)
@pytest.mark.parametrize("kind", ["timeline", "one-pager", "policy-brief"])
def test_what_the_kind_does_not_show_does_not_count(
    bench: Make, heading: str, kind: str, unseen: str
) -> None:
    items = EVENT.format(text="", more="") + unseen + "\n"
    assert banner(bench, items, heading, kind) == ("TLP:CLEAR",)


def test_a_kind_that_shows_a_family_has_the_marking_of_its_items(bench: Make, heading: str) -> None:
    """The same claim leaves the timeline clear and not the brief that prints it."""
    items = EVENT.format(text="", more="") + (
        'claims: {c: {text: T, kind: fact, key_fact: F, marking: "TLP:AMBER"}}\n'
    )
    assert banner(bench, items, heading, "timeline") == ("TLP:CLEAR",)
    assert banner(bench, items, heading, "policy-brief") == ("TLP:AMBER",)


def test_what_a_limit_keeps_out_does_not_count(bench: Make, heading: str) -> None:
    rows = "".join(
        f"  e{n}: {{date: 2023-01-{n:02d}, text: T, status: occurred, depth: essential}}\n"
        for n in range(1, 5)
    )
    rows += (
        "  x: {date: 2023-01-09, text: X, status: occurred, depth: essential, priority: low, "
        'marking: "TLP:RED"}\n'
    )
    assert banner(bench, "events:\n" + rows, heading, "one-pager") == ("TLP:CLEAR",)
    assert banner(bench, "events:\n" + rows, heading, "timeline") == ("TLP:RED",)


def test_a_term_counts_where_its_word_stands_on_the_page(bench: Make, heading: str) -> None:
    items = 'terms: {t: {short: NATO, definition: D, marking: "TLP:GREEN"}}'
    assert banner(bench, items, heading, "policy-brief") == ("TLP:CLEAR",)
    named = heading.replace("A summary.", "A summary of NATO.")
    assert banner(bench, items, named, "policy-brief") == ("TLP:GREEN",)


@pytest.mark.parametrize(
    ("floor", "expected"),
    [
        ("floor_marking: TLP:GREEN\n", ("TLP:GREEN",)),
        ("floor_marking: US:UNCLASSIFIED\n", ("TLP:CLEAR", "US:UNCLASSIFIED")),
        ("", ("TLP:CLEAR",)),
    ],
)
def test_the_banner_is_never_below_the_floor(
    bench: Make, heading: str, floor: str, expected: tuple[str, ...]
) -> None:
    items = EVENT.format(text="", more=', marking: "TLP:CLEAR"')
    assert banner(bench, items, heading + floor) == expected


def test_the_dossier_s_own_marking_covers_its_heading(bench: Make, heading: str) -> None:
    items = EVENT.format(text="", more=', marking: "TLP:CLEAR"')
    assert banner(bench, items, heading.replace("TLP:CLEAR", "TLP:AMBER")) == ("TLP:AMBER",)


def test_a_stand_in_does_not_raise_the_banner(bench: Make, heading: str, project: str) -> None:
    items = EVENT.format(text="", more=", sources: [s]") + (
        'sources: {s: {title: S, marking: "TLP:RED", stand_in: A report}}\n'
    )
    composition = bench(items, heading, project).page("timeline", "public")
    assert composition.marking.levels == (("TLP", 0),)
    assert banner(bench, items, heading) == ("TLP:RED",)


def test_what_an_abbreviation_stands_for_counts_where_it_is_told(bench: Make, heading: str) -> None:
    # a timeline prints no glossary; the expansion is read where the word first stands
    term = 'terms: {t: {short: TEU, expansion: Treaty on the Union, marking: "TLP:AMBER"}}\n'
    used = EVENT.format(text="EU", more="")

    assert banner(bench, term + used, heading) == ("TLP:AMBER",)
    assert banner(bench, term + EVENT.format(text="", more=""), heading) == ("TLP:CLEAR",)


def test_an_abbreviation_that_readers_may_not_know_is_not_told(bench: Make, heading: str) -> None:
    term = 'terms: {t: {short: TEU, expansion: Treaty on the Union, marking: "TLP:AMBER"}}\n'
    made = bench(term + EVENT.format(text="EU", more=""), heading)

    assert "Treaty" not in made.page(audience="public").job.html
    assert 'title="Treaty on the Union"' in made.page(audience="staff").job.html
