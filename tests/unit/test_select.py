"""Who may read, for whom it is worth reading, and what stands in for what is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.model.shapes import ID_PATTERN
from briefgen.view import View, origin, records_in

Make = Callable[..., Any]

EVENTS = """\
events:
  clear: {date: "2023-01", text: Clear, status: occurred, marking: "TLP:CLEAR"}
  none: {date: "2023-02", text: None, status: occurred}
  green: {date: "2023-03", text: Green, status: occurred, marking: "TLP:GREEN"}
  red: {date: "2023-04", text: Red, status: occurred, marking: "TLP:RED"}
"""
AUDIENCES = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  partner: {clearance: "TLP:GREEN"}
  staff: {clearance: "TLP:AMBER", depth: full}
  nobody: {clearance: []}
"""


def ids(view: View | None, family: str = "events") -> list[str]:
    assert view is not None
    return [record.id for record in view.items(family)]


def codes(faults: tuple[Diagnostic, ...]) -> list[str]:
    return [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("audience", "seen"),
    [("public", ["clear", "none"]), ("partner", ["clear", "none", "green"])],
)
def test_the_marking_decides_who_may_read(bench: Make, audience: str, seen: list[str]) -> None:
    assert ids(bench(EVENTS, project=AUDIENCES).view(audience)) == seen


def test_what_has_no_marking_has_the_dossier_s(bench: Make, heading: str) -> None:
    amber = heading.replace("TLP:CLEAR", "TLP:AMBER")
    view = bench(EVENTS, amber, AUDIENCES).view("staff")
    assert ids(view) == ["clear", "none", "green"]
    marked = {record.id: origin(record).marking.levels for record in view.items("events")}
    assert marked["none"] == (("TLP", 2),)
    assert view.floor.levels == (("TLP", 2),)


@pytest.mark.parametrize("audience", ["public", "partner", "nobody"])
def test_a_dossier_above_the_clearance_gives_no_view(
    bench: Make, heading: str, audience: str
) -> None:
    made = bench(EVENTS, heading.replace("TLP:CLEAR", "TLP:AMBER"), AUDIENCES)
    view, faults = made.look(audience)
    assert view is None
    assert codes(faults) == ["BG406"]
    assert str(faults[0].span) == "content/d/dossier.yaml:3:10"


TWO_SCHEMES = """\
marking_schemes: {US: {levels: [UNCLASSIFIED, SECRET]}}
audiences:
  tlp: {clearance: "TLP:RED"}
  low: {clearance: ["TLP:RED", "US:UNCLASSIFIED"]}
  high: {clearance: ["TLP:CLEAR", "US:SECRET"]}
  both: {clearance: ["TLP:RED", "US:SECRET"]}
"""
MARKED_TWICE = """\
events:
  tlp: {date: "2023-01", text: A, status: occurred, marking: "TLP:RED"}
  us: {date: "2023-02", text: B, status: occurred, marking: "US:SECRET"}
  two: {date: "2023-03", text: C, status: occurred, marking: ["TLP:RED", "US:SECRET"]}
  lowest: {date: "2023-04", text: D, status: occurred, marking: "US:UNCLASSIFIED"}
"""


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("tlp", ["tlp"]),
        ("low", ["tlp", "lowest"]),
        ("high", ["us", "lowest"]),
        ("both", ["tlp", "us", "two", "lowest"]),
    ],
)
def test_a_scheme_that_a_clearance_does_not_name_is_not_cleared(
    bench: Make, audience: str, seen: list[str]
) -> None:
    assert ids(bench(MARKED_TWICE, project=TWO_SCHEMES).view(audience)) == seen


SHOULD = """\
events:
  all: {date: "2023-01", text: A, status: occurred, depth: essential}
  standard: {date: "2023-02", text: B, status: occurred}
  full: {date: "2023-03", text: C, status: occurred, depth: full}
  theirs: {date: "2023-04", text: D, status: occurred, audiences: [public]}
  nobody: {date: "2023-05", text: E, status: occurred, audiences: []}
"""


def test_audiences_and_depth_say_for_whom_it_is_worth_reading(bench: Make) -> None:
    made = bench(SHOULD)
    public, staff = made.view("public"), made.view("staff")
    assert ids(public) == ["all", "standard", "theirs"]
    assert ids(staff) == ["all", "standard", "full"]
    reasons = {(withheld.identifier, withheld.reason) for withheld in public.withheld}
    assert reasons == {("full", "depth"), ("nobody", "audience")}
    assert {w.identifier for w in staff.withheld} == {"theirs", "nobody"}


def test_what_may_not_be_read_is_not_among_what_is_withheld_for_its_depth(bench: Make) -> None:
    both = "events: {e: {date: '2023', text: A, status: occurred, depth: full, marking: 'TLP:RED'}}"
    view = bench(both).view("public")
    assert view.withheld == ()
    assert view.restricted == ()


@pytest.mark.parametrize("marking", ["", ', marking: "TLP:CLEAR"'])
def test_audiences_do_not_make_a_secret(bench: Make, marking: str) -> None:
    """A reference reaches what is not worth a row of its own, since it may be read."""
    items = f"""\
actors: {{a: {{name: Alice, audiences: [staff]{marking}}}}}
issues: {{i: {{proposition: P}}}}
positions: {{p: {{actor: a, issue: i, stance: support, basis: vote}}}}
"""
    view = bench(items).view("public")
    assert ids(view, "actors") == []
    assert str(view.items("positions")[0].actor.name) == "Alice"


REFERS = """\
actors:
  a: {name: Hidden Name, marking: "TLP:RED"STANDIN}
issues: {i: {proposition: P}}
positions:
  p: {actor: a, issue: i, stance: support, basis: vote}
"""


def test_a_reference_to_what_may_not_be_read_names_both_places(bench: Make) -> None:
    made = bench(REFERS.replace("STANDIN", ""))
    view, faults = made.look("public")
    assert view is None
    assert codes(faults) == ["BG403"]
    assert str(faults[0].span) == "content/d/items.yaml:5:14"
    assert [str(related.span) for related in faults[0].related] == ["content/d/items.yaml:2:3"]
    assert made.look("staff")[1] == ()


def test_words_stand_in_for_what_may_not_be_read(bench: Make) -> None:
    made = bench(REFERS.replace("STANDIN", ", stand_in: an official"))
    actor = made.view("public").items("positions")[0].actor
    assert (str(actor.name), actor.is_withheld, actor.role, actor.member_of) == (
        "an official",
        True,
        None,
        (),
    )
    assert "Hidden" not in repr(made.view("public"))
    actor = made.view("staff").items("positions")[0].actor
    assert (str(actor.name), actor.is_withheld, actor.id) == ("Hidden Name", False, "a")


def test_two_stand_ins_are_two_things_and_one_is_one(bench: Make) -> None:
    items = """\
actors: {a: {name: A}}
issues:
  x: {proposition: X, marking: "TLP:RED", stand_in: A matter}
  y: {proposition: Y, marking: "TLP:RED", stand_in: A matter}
positions:
  p: {actor: a, issue: x, stance: support, basis: vote}
  q: {actor: a, issue: y, stance: oppose, basis: vote}
  r: {actor: a, issue: x, stance: unclear, basis: vote}
"""
    first, second, third = (p.issue for p in bench(items).view().items("positions"))
    assert first.id == third.id != second.id
    assert {first.id, second.id}.isdisjoint({"x", "y"})


def test_a_stand_in_has_every_field_of_its_type(bench: Make) -> None:
    items = """\
sources:
  s: {title: Secret, marking: "TLP:RED", stand_in: A report, URL: "https://secret.example/"}
  o: {title: Open}
events: {e: {date: "2023", text: "Text [@s].", status: occurred, sources: [s, o]}}
"""
    view = bench(items).view()
    hidden, shown = (place.source for place in view.items("events")[0].sources)
    assert set(dict(shown)) - set(dict(hidden)) == set()
    assert hidden.url is None
    assert "secret" not in repr(hidden)
    assert dict(view.sources)[hidden.id] is hidden
    assert "s" not in dict(view.sources)


def test_a_restricted_source_that_nothing_cites_leaves_no_trace(bench: Make) -> None:
    items = 'sources: {s: {title: Secret, marking: "TLP:RED", stand_in: A report}}'
    assert bench(items).view().sources == ()


CITES = """\
sources:
  s: {title: Secret, marking: "TLP:RED"STANDIN}
events:
  e:
    date: "2023"
    text: >-
      A first line, and then
      what it rests on [@s, p. 4].
    status: occurred
"""


def test_a_citation_of_a_restricted_source_is_found_in_the_prose(bench: Make) -> None:
    view, faults = bench(CITES.replace("STANDIN", "")).look()
    assert view is None
    assert [(f.code, str(f.span)) for f in faults] == [("BG403", "content/d/items.yaml:8:25")]
    assert str(faults[0].related[0].span) == "content/d/items.yaml:2:3"
    assert bench(CITES.replace("STANDIN", ", stand_in: A report")).look()[1] == ()


def test_the_heading_is_searched_for_citations_too(bench: Make, heading: str) -> None:
    items = 'sources: {s: {title: Secret, marking: "TLP:RED"}}'
    made = bench(items, heading.replace("A summary.", "A summary [@s]."))
    view, faults = made.look()
    assert view is None
    assert [(f.code, str(f.span)) for f in faults] == [("BG403", "content/d/dossier.yaml:4:21")]
    assert faults[0].message.startswith("the dossier refers to `s`")


def test_the_words_that_stand_in_may_not_cite_what_is_restricted(bench: Make) -> None:
    items = CITES.replace("STANDIN", ", stand_in: 'As in [@other]'").replace(
        "sources:\n", 'sources:\n  other: {title: O, marking: "TLP:RED"}\n'
    )
    assert codes(bench(items).look()[1]) == ["BG403"]


def test_the_stand_in_of_what_may_be_read_is_not_examined(bench: Make) -> None:
    items = """\
sources:
  secret: {title: Secret, marking: "TLP:RED"}
  open: {title: Open, stand_in: "Instead of [@secret]"}
"""
    assert bench(items).look()[1] == ()


EMBARGO = 'embargo: "2023-08-01T00:00:00Z"\n'
BOUND = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  press: {clearance: "TLP:CLEAR", before_embargo: true}
  partner: {clearance: "TLP:GREEN"}
  late: {clearance: "TLP:RED", before_embargo: false}
"""


@pytest.mark.parametrize(
    ("audience", "bound"), [("public", True), ("press", False), ("partner", False), ("late", True)]
)
def test_who_is_bound_by_an_embargo(bench: Make, heading: str, audience: str, bound: bool) -> None:
    view, faults = bench(EVENTS, heading + EMBARGO, BOUND).look(audience)
    assert (view is None) is bound
    assert codes(faults) == ["BG404"] * bound


@pytest.mark.parametrize(("seconds", "bound"), [(-1, True), (0, False), (1, False)])
def test_an_embargo_ends_to_the_second(
    bench: Make, heading: str, seconds: int, bound: bool
) -> None:
    now = datetime(2023, 8, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    view, faults = bench(EVENTS, heading + EMBARGO, now=now).look()
    assert (view is None) is bound
    assert [str(fault.span) for fault in faults] == ["content/d/dossier.yaml:7:10"] * bound


def test_a_circle_of_references_ends(bench: Make) -> None:
    items = """\
actors:
  a: {name: A, represents: b}
  b: {name: B, represents: c}
  c: {name: C, represents: a}
  me: {name: Me, represents: me}
"""
    actors = {record.id: record for record in bench(items).view().items("actors")}
    assert actors["a"].represents.id == "b"
    assert actors["a"].represents.represents is None
    assert actors["c"].represents.id == "a"
    assert actors["me"].represents is None
    assert len(list(records_in(actors["b"]))) == 2


def test_a_dense_circle_costs_no_more_than_its_references(bench: Make) -> None:
    names = [f"a{number}" for number in range(12)]
    everyone = ", ".join(f"{{actor: {name}}}" for name in names)
    rows = "".join(f"  {name}: {{name: N, member_of: [{everyone}]}}\n" for name in names)
    actors = bench(f"actors:\n{rows}").view().items("actors")
    # the item, the eleven others, and a membership for each; not every way through the circle
    assert all(len(list(records_in(actor))) < 200 for actor in actors)


def test_events_stand_by_date_and_all_else_as_written(bench: Make) -> None:
    items = """\
events:
  undated: {date: XXXX, text: A, status: reported}
  later: {date: "2023-05-02", text: B, status: occurred}
  month: {date: "2023-05", text: C, status: occurred}
  first: {date: "2022", text: D, status: occurred}
actors: {z: {name: Z}, a: {name: A}}
"""
    files = {
        f"content/d/{name}.md": f"---\ntitle: T\nkind: context\norder: {order}\n---\nText.\n"
        for name, order in (("x", 2), ("y", 1), ("z", -1))
    }
    view = bench(items, files=files).view()
    assert ids(view) == ["first", "month", "later", "undated"]
    assert ids(view, "actors") == ["z", "a"]
    assert ids(view, "sections") == ["z", "y", "x"]


@pytest.mark.parametrize(
    ("date", "status", "time"),
    [
        ("2023-07-14", "occurred", "past"),
        ("2023-07-15", "announced", "upcoming"),
        ("2023-07-13", "planned", "upcoming"),
        ("2023", "occurred", "past"),
        ("XXXX", "planned", "undated"),
    ],
)
def test_where_an_event_stands_in_time(bench: Make, date: str, status: str, time: str) -> None:
    view = bench(f"events: {{e: {{date: '{date}', text: A, status: {status}}}}}").view()
    assert view.items("events")[0].time == time


def test_a_missing_translation_is_a_warning_and_the_other_text_is_printed(bench: Make) -> None:
    items = """\
events:
  both: {date: "2023", text: {en: Yes, ja: はい}, status: occurred}
  one: {date: "2023", text: {en: No}, status: occurred}
"""
    made = bench(items, 'title: {ja: 題}\nas_of: "2023-07-14T09:00:00Z"\nmarking: TLP:CLEAR\n')
    view, faults = made.look(language="ja")
    assert view is not None
    assert [(f.code, f.severity, str(f.span)) for f in faults] == [
        ("BG405", "warning", "content/d/items.yaml:3:29")
    ]
    assert [str(event.text) for event in view.items("events")] == ["はい", "No"]
    assert view.items("events")[1].text.language == "en"


def test_a_regional_form_of_the_language_is_no_missing_translation(bench: Make) -> None:
    assert bench(EVENTS).look(language="en-GB")[1] == ()


def test_a_name_in_its_own_script_needs_no_translation(bench: Make) -> None:
    assert bench("actors: {a: {name: A, native_name: {ja: 岸田文雄}}}").look()[1] == ()


def test_numbers_of_what_is_withheld_are_told_to_those_who_may_know(bench: Make) -> None:
    told = AUDIENCES.replace("public: {", "public: {placeholder: true, ")
    items = EVENTS + 'actors: {a: {name: A, marking: "TLP:RED"}}\n'
    assert bench(items, project=told).view("public").restricted == (("actors", 1), ("events", 2))
    assert bench(items, project=told).view("partner").restricted == ()


def test_a_likelihood_gets_the_range_of_the_yardstick(bench: Make) -> None:
    claim = "claims: {c: {text: It is likely, kind: forecast, likelihood: Likely}}"
    record = bench(claim).view().items("claims")[0]
    assert dict(record.likelihood_range) == {"low": 55, "high": 80}


@pytest.mark.parametrize(
    ("written", "language", "printed"),
    [
        ("likely", "en", "likely"),
        ("probable", "en", "probable"),
        ("likely", "de", "wahrscheinlich"),
        ("peu probable", "ja", "可能性は低い"),
        ("sehr wahrscheinlich", "nl", "very likely"),
    ],
)
def test_a_likelihood_is_in_the_reader_s_words(
    bench: Make, written: str, language: str, printed: str
) -> None:
    claim = f"claims: {{c: {{text: It is so, kind: forecast, likelihood: {written}}}}}"
    view, _ = bench(claim).look(language=language)
    assert view is not None
    assert view.items("claims")[0].likelihood == printed
    assert printed in [word for row in view.heading.yardstick_rows for word in row.words]


def test_templates_get_none_of_the_fields_that_steer_the_selection(bench: Make) -> None:
    record = bench(EVENTS).view().items("events")[0]
    assert {"allow", "marking", "audiences", "depth", "priority", "stand_in"}.isdisjoint(
        dict(record)
    )


def test_templates_do_not_learn_what_is_withheld_from_a_citation_of_it(bench: Make) -> None:
    items = """\
sources:
  hidden-name: {title: Secret, marking: "TLP:RED", stand_in: "A report, like [@hidden-name]"}
  open: {title: Open}
events:
  e:
    date: "2023"
    text: "Both [@open, p. 3; see @hidden-name, p. 4711, on it]"
    status: occurred
    sources: ["hidden-name, p. 4712"]
quotes:
  q: {text: T, speaker: a, date: "2023", source: hidden-name, locator: p. 4713}
actors: {a: {name: A}}
"""
    view = bench(items).view()
    event = view.items("events")[0]
    made_up = event.sources[0].source.id
    assert event.text.source == f"Both [@open, p. 3; @{made_up}]"
    assert [name for name, _ in view.sources] == [made_up, "open"]
    assert event.sources[0].locator is view.items("quotes")[0].locator is None
    assert not {"hidden-name", "471", "on it"} & set(
        re.findall("hidden-name|471|on it", repr(view))
    )
    assert "p. 4711" in bench(items).view("staff").items("events")[0].text.source


def test_no_item_can_have_the_id_of_what_is_withheld(bench: Make) -> None:
    items = REFERS.replace("STANDIN", ", stand_in: an official")
    made_up = bench(items).view("public").items("positions")[0].actor.id
    assert re.match(ID_PATTERN, made_up) is None
    assert bench(f"actors: {{{made_up}: {{name: A}}}}").faults[0].code == "BG106"


def test_words_that_stand_in_and_are_not_translated_are_told_of_where_they_are_printed(
    bench: Make,
) -> None:
    """The log of a document that is made shows no line of an item that its reader may not see."""
    items = REFERS.replace("STANDIN", ", stand_in: {en: an official}").replace(
        "proposition: P", "proposition: {ja: 題}"
    )
    made = bench(items, 'title: {ja: 題}\nas_of: "2023-07-14T09:00:00Z"\nmarking: TLP:CLEAR\n')
    view, faults = made.look(language="ja")
    assert view is not None
    assert [(fault.code, str(fault.span)) for fault in faults] == [
        ("BG405", "content/d/items.yaml:5:14")
    ]
    assert "stand_in" in (faults[0].help or "")
