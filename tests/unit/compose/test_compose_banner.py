"""The banner: what is on the page, no less and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from briefgen.model.communities import COUNTRIES

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


def test_what_an_abbreviation_stands_for_is_told_where_it_does_not_raise_the_banner(
    bench: Make, heading: str
) -> None:
    # a timeline prints no glossary; the long form is heard where the word first stands
    page = EVENT.format(text="EU", more="")
    secret = 'terms: {t: {short: TEU, expansion: Treaty on the Union, marking: "TLP:AMBER"}}\n'
    known = "terms: {t: {short: TEU, expansion: Treaty on the Union}}\n"

    for terms, times in ((secret, 0), (known, 1)):
        assert banner(bench, terms + page, heading) == ("TLP:CLEAR",)
        html = bench(terms + page, heading).page(audience="staff").job.html
        assert html.count('title="Treaty on the Union"') == times


AXES = """\
marking_schemes: {OWN: {levels: [OPEN, SHUT]}}
caveats:
  LIMDIS: {en: Limited distribution, ja: 限定配布}
  COMMERCIAL: Commercial in confidence
groups: {IP4: [AUS, JPN, KOR, NZL]}
audiences:
  staff:
    {clearance: ["TLP:RED", "OWN:SHUT"], caveats: [LIMDIS, COMMERCIAL], members: [JPN], depth: full}
"""


def written(make: Make, heading: str, *markings: str, language: str = "en", more: str = "") -> Any:
    events = "".join(
        f'  e{n}: {{date: "2023", text: T{n}, status: occurred, marking: {marking}}}\n'
        for n, marking in enumerate(markings)
    )
    composition, faults = make("events:\n" + events, heading + more, AXES).write(
        "timeline", "staff", language
    )
    assert composition is not None, faults
    return composition


@pytest.mark.parametrize(
    ("markings", "words"),
    [
        (("TLP:CLEAR",), ["TLP:CLEAR"]),
        (("{caveats: COMMERCIAL}", "{caveats: LIMDIS}"),
         ["TLP:CLEAR", "Limited distribution", "Commercial in confidence"]),
        (("{releasable_to: [IP4, NOR]}", "{releasable_to: [JPN, NOR, USA]}"),
         ["TLP:CLEAR", "Releasable to JPN, NOR"]),
        (("{releasable_to: [IP4]}", "{releasable_to: [IP4, NOR]}"),
         ["TLP:CLEAR", "Releasable to IP4"]),
        (("{embargo: 2023-08-01T02:00:00+02:00}", "{embargo: 2023-07-20T09:00:00+09:00}"),
         ["TLP:CLEAR", "Embargoed until 1 August 2023, 09:00 (UTC+9)"]),
        (("{embargo: 2023-07-14T09:00:00+09:00}",), ["TLP:CLEAR"]),
        (("OWN:SHUT", "{level: TLP:GREEN, caveats: LIMDIS}"),
         ["TLP:GREEN", "OWN:SHUT", "Limited distribution"]),
    ],
)  # fmt: skip
def test_every_axis_is_printed_wherever_the_banner_is(
    bench: Make, heading: str, markings: tuple[str, ...], words: list[str]
) -> None:
    job = written(bench, heading, *markings).job
    html, markdown = (page.replace("\u00a0", " ") for page in (job.html, job.markdown))
    banners = re.findall(r'<p class="screen-banner".*?</p>', html)
    assert [re.findall(r">([^<>]+)</span>", banner) for banner in banners] == [words, words]
    dateline = re.search(r'<p class="dateline">(.*?)</p>', html)
    assert dateline is not None
    assert re.findall(r"<strong>(.*?)</strong>", dateline[1]) == words
    line = " · ".join(f"**{word}**" for word in words)
    assert re.findall(r"^\*\*.*$", markdown, re.MULTILINE) == [line, line]
    css = dict(job.css)["page.css"].replace("\u00a0", " ")
    for word in words:
        assert css.count(word) == 2, "once in the header, once in the footer"


def test_its_words_are_those_of_the_language(bench: Make, heading: str) -> None:
    marking = "{caveats: [LIMDIS, COMMERCIAL], releasable_to: IP4, embargo: 2023-08-01T00:00:00Z}"
    page = written(bench, heading, marking, language="ja").job.html
    assert "<strong>限定配布</strong>" in page
    assert '<strong><span lang="en">Commercial in confidence</span></strong>' in page
    assert "<strong>開示可：IP4</strong>" in page
    assert "<strong>解禁日時 2023年8月1日9時00分（UTC+9）</strong>" in page


def test_the_floor_and_the_dossier_s_embargo_have_all_axes(bench: Make, heading: str) -> None:
    more = (
        "floor_marking: {level: OWN:OPEN, caveats: LIMDIS, releasable_to: [JPN, NOR]}\n"
        "embargo: 2023-08-01T00:00:00Z\n"
    )
    marking = written(bench, heading, "{releasable_to: [JPN, KOR]}", more=more).marking
    assert marking.levels == (("OWN", 0), ("TLP", 0))
    assert marking.caveats == {"LIMDIS"}
    assert marking.releasable_to == {"JPN"}
    assert marking.embargo is not None
    page = written(bench, heading, "{releasable_to: [JPN, KOR]}", more=more).job.html
    assert "<strong>Releasable to JPN</strong>" in page


def test_the_front_matter_has_the_axes_for_programs(bench: Make, heading: str) -> None:
    marking = "{caveats: LIMDIS, releasable_to: IP4, embargo: 2023-08-01T00:00:00Z}"
    text = written(bench, heading, marking).job.markdown.split("---")[1]
    found = yaml.safe_load(text)
    assert found["marking"] == ["TLP:CLEAR"]
    assert found["caveats"] == ["LIMDIS"]
    assert found["releasable_to"] == ["AUS", "JPN", "KOR", "NZL"]
    assert found["embargo"] == "2023-08-01T00:00:00+00:00"
    plain = yaml.safe_load(written(bench, heading, "TLP:CLEAR").job.markdown.split("---")[1])
    assert not {"caveats", "releasable_to", "embargo"} & plain.keys()


def test_the_clock_changes_nothing_on_the_page(bench: Make, heading: str) -> None:
    """Output depends on the content: an embargo is printed also when it is over."""
    items = (
        'events: {e: {date: "2023", text: T, status: occurred, '
        "marking: {embargo: 2023-08-01T00:00:00Z}}}\n"
    )
    pages = [
        bench(items, heading, AXES, now=datetime(year, 1, 1, tzinfo=UTC))
        .page("timeline", "staff")
        .job.digest
        for year in (2023, 2033)
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("count", [20, 55, 200])
def test_a_long_list_is_broken_or_refused(bench: Make, heading: str, count: int) -> None:
    codes = ["JPN", *sorted(COUNTRIES - {"JPN"})][:count]
    event = (
        'events: {e: {date: "2023", text: T, status: occurred, '
        f"marking: {{releasable_to: [{', '.join(map(repr, codes))}]}}}}}}\n"
    )
    composition, faults = bench(event, heading, AXES).write("timeline", "staff")
    if count == 200:
        assert composition is None
        assert [fault.code for fault in faults] == ["BG413"]
        return
    assert composition is not None, faults
    css = dict(composition.job.css)["page.css"]
    lines = re.findall(r'content: "(Releasable.*?)";', css)[0].split("\\a ")
    assert 1 <= len(lines) <= 5
    assert re.findall("[A-Z]{3}", " ".join(lines)) == sorted(codes)


def test_a_word_longer_than_a_line_is_broken_too(bench: Make, heading: str) -> None:
    project = AXES.replace("Commercial in confidence", "X" * 100)
    event = EVENT.format(text="", more=", marking: {caveats: COMMERCIAL}")
    css = dict(bench(event, heading, project).page("timeline", "staff").job.css)["page.css"]
    lines = re.findall(r'content: "(X.*?)";', css)[0].split("\\a ")
    assert "".join(lines) == "X" * 100
    assert max(map(len, lines)) < 70
