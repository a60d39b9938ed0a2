"""A user's own templates: what they may change, and how their mistakes are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml as pyyaml

from briefgen.compose.labels import Labels
from briefgen.compose.style import css_string, page_counters
from briefgen.model.text import Text
from briefgen.view import Record

Make = Callable[..., Any]

EVENTS = 'events: {e: {date: "2023-01-02", text: "It *happened*.", status: occurred}}\n'
TABLE = "templates/timeline/parts/event-table.html.j2"


def mistakes(make: Make, path: str, text: str, **files: str) -> list[tuple[str, str, str]]:
    """Return (code, place, message) of the faults of a timeline with a template file changed."""
    made = make(EVENTS, files={path: text, **files})
    composition, faults = made.write("timeline")
    assert composition is None
    return [(fault.code, str(fault.span), fault.message) for fault in faults]


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("one\n{% if %}\n", "BG501", 2, "Expected an expression"),
        ("one\ntwo\n{% for x in y %}\n", "BG501", 3, "Unexpected end of template"),
        ("{{ part.title\n", "BG501", 1, "unexpected"),
        ("one\n\n{{ nothing }}\n", "BG503", 3, "nothing"),
        ("one\n{{ part.titel }}\n", "BG503", 2, "did you mean `title`?"),
        ("{% for e in part.items %}\n\n{{ e.marking }}{% endfor %}", "BG503", 3, "marking"),
        ("{{ ''.__class__.__mro__ }}", "BG504", 1, "__class__"),
        ("\n{{ part._origin }}", "BG504", 2, "_origin"),
        ("\n{{ part.__reduce__() }}", "BG504", 2, "__reduce__"),
        ("{{ qr.__globals__ }}", "BG504", 1, "__globals__"),
        ("a\n{% include 'parts/none.html.j2' %}", "BG502", 2, "parts/none.html.j2"),
        ("{% include '../../../etc/passwd' %}", "BG502", 1, "../../../etc/passwd"),
        ("{% import '/etc/passwd' as p %}", "BG502", 1, "/etc/passwd"),
        ("\n\n{{ 1 / 0 }}", "BG505", 3, "ZeroDivisionError"),
        ("{{ part.title | nofilter }}", "BG501", 1, "nofilter"),
        ("{{ range(10 ** 9) | list }}", "BG505", 1, "OverflowError"),
        ("{% do part.items.append(1) %}", "BG503", 1, "append"),
    ],
)
def test_a_mistake_has_its_own_file_and_line(
    bench: Make, text: str, code: str, line: int, message: str
) -> None:
    found = mistakes(bench, TABLE, text)
    assert [(c, place) for c, place, _ in found] == [(code, f"{TABLE}:{line}:1")]
    assert message in found[0][2]


def test_a_mistake_in_what_is_included_is_at_its_own_place(bench: Make) -> None:
    inner = "templates/_shared/parts/inner.html.j2"
    included = {TABLE: "a\nb\n{% include 'parts/inner.html.j2' %}\n"}
    assert mistakes(bench, inner, "x\n{{ gone }}\n", **included)[0][:2] == (
        "BG503",
        f"{inner}:2:1",
    )
    assert mistakes(bench, inner, "x\ny\n{% endif %}\n", **included)[0][:2] == (
        "BG501",
        f"{inner}:3:1",
    )


def test_mistakes_in_markdown_and_in_styles_are_found_too(bench: Make) -> None:
    path = "templates/timeline/page.md.j2"
    assert mistakes(bench, path, "\n{{ gone }}")[0][:2] == ("BG503", f"{path}:2:1")
    path = "templates/timeline/page.css.j2"
    assert mistakes(bench, path, "\n{{ gone }}")[0][:2] == ("BG503", f"{path}:2:1")


def test_markdown_that_cites_more_than_the_page(bench: Make) -> None:
    items = EVENTS.replace("*happened*", "*happened* [@s]") + "sources: {s: {title: S}}\n"
    made = bench(items, files={TABLE: "<p>nothing</p>"})
    assert [fault.code for fault in made.write("timeline")[1]] == ["BG507"]


def test_an_own_part_is_used_in_place_of_the_built_in_one(bench: Make) -> None:
    own = "<section id='part-{{ part.id }}'>{% for e in part.items %}OWN {{ e.text }}{% endfor %}"
    composition = bench(EVENTS, files={TABLE: own + "</section>"}).page("timeline")
    assert "OWN It <em>happened</em>." in composition.job.html
    assert TABLE in composition.template_files
    assert "builtin:_shared/parts/event-table.html.j2" not in composition.template_files
    assert "builtin:_shared/parts/event-table.md.j2" in composition.template_files


def test_an_own_page_extends_the_built_in_one(bench: Make) -> None:
    own = (
        '{% extends "builtin:_shared/page.html.j2" %}\n'
        "{% block head %}<header>OWN HEAD</header>{% endblock %}\n"
    )
    job = bench(EVENTS, files={"templates/_shared/page.html.j2": own}).page("timeline").job
    assert "OWN HEAD" in job.html
    assert "It <em>happened</em>." in job.html
    assert job.html.startswith("<!DOCTYPE html>")


def test_a_kind_of_one_s_own_needs_no_program(bench: Make) -> None:
    files = {
        "templates/note/template.yaml": "label: Note\nparts: [{part: lines, of: events}]\n",
        "templates/note/parts/lines.html.j2": "{% for e in part.items %}{{ e.text }}{% endfor %}",
        "templates/note/parts/lines.md.j2": "{% for e in part.items %}{{ e.text }}{% endfor %}",
        "templates/note/style.css": "p { color: red }",
    }
    job = bench(EVENTS, files=files).page("note").job
    assert "It <em>happened</em>." in job.html
    assert "It *happened*." in job.markdown
    assert ("templates/note/style.css", "p { color: red }") in job.css


def test_style_sheets_stand_in_the_order_of_the_cascade(bench: Make) -> None:
    files = {
        "templates/_shared/style.css": "p { color: red }",
        "templates/timeline/style.css": "p { color: blue }",
    }
    names = [name for name, _ in bench(EVENTS, files=files).page("timeline").job.css]
    assert names == [
        "house.css",
        "builtin:_shared/style.css",
        "templates/_shared/style.css",
        "builtin:timeline/style.css",
        "templates/timeline/style.css",
        "page.css",
    ]


def test_the_same_source_gives_the_same_job(bench: Make) -> None:
    jobs = [bench(EVENTS).page("timeline").job for _ in range(2)]
    assert jobs[0].digest == jobs[1].digest
    changed = bench(EVENTS.replace("happened", "did")).page("timeline").job
    assert changed.digest != jobs[0].digest


def test_a_changed_template_is_not_mistaken_for_the_one_before(bench: Make) -> None:
    """What a file compiled to is kept for the run, by its content."""
    for word in ("ONE", "TWO", "ONE"):
        assert word in bench(EVENTS, files={TABLE: f"<p>{word}</p>"}).page("timeline").job.html


def test_constants_are_printed_as_each_output_needs_them(bench: Make) -> None:
    """One file for both: what is constant in it must not be kept as the other wrote it."""
    files = {
        "templates/_shared/both.j2": "{{ 'a<b' }}",
        TABLE: "<p>{% include '_shared/both.j2' %}</p>",
        "templates/timeline/page.css.j2": "/* {% include '_shared/both.j2' %} */",
    }
    for _ in range(2):
        job = bench(EVENTS, files=files).page("timeline").job
        assert "<p>a&lt;b</p>" in job.html
        assert dict(job.css)["page.css"] == "/* a<b */"


HOSTILE = '</title><script>alert(1)</script> & "quotes" \\ | `code` [x](y) $1 _u_'


def test_text_is_never_markup_of_the_page(bench: Make, heading: str) -> None:
    title = pyyaml.safe_dump({"title": HOSTILE.replace("<", "\\<").replace("[x](y)", "")})
    made = bench(EVENTS, heading.replace("title: A title\n", title) + 'version: "<b>&1"\n')
    job = made.page("timeline").job
    assert "<script" not in job.html
    assert "<b>" not in job.html
    assert "<script" not in dict(job.css)["page.css"]
    front = pyyaml.safe_load(job.markdown.split("\n---\n")[0].removeprefix("---\n"))
    assert front["title"].startswith("</title><script>")
    assert front["version"] == "<b>&1"


def test_the_front_matter_is_yaml_that_says_what_it_is(bench: Make, heading: str) -> None:
    title = "Yes: a [long] title, # with *signs* and 日本語 that goes on until it has to be folded"
    more = pyyaml.safe_dump({"title": title}, allow_unicode=True)
    job = bench(EVENTS, heading.replace("title: A title\n", more)).page("timeline").job
    front = pyyaml.safe_load(job.markdown.split("\n---\n")[0].removeprefix("---\n"))
    assert front["title"] == title.replace("*", "")
    assert front["marking"] == ["TLP:CLEAR"]
    assert front["as_of"] == "2023-07-14T09:00:00+09:00"
    assert "version" not in front


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain", '"plain"'),
        ('a "b" c', '"a \\22 b\\22  c"'),
        ("back\\slash", '"back\\5c slash"'),
        ("two\nlines", '"two\\a lines"'),
        ("</style>", '"\\3c /style\\3e "'),
        ("日本", '"日本"'),
        (None, '""'),
        (Text("*bold* [@s]", "en"), '"bold"'),
        ("\x00", '"\\0 "'),
    ],
)
def test_text_as_a_css_string(text: Any, escaped: str) -> None:
    assert css_string(text).replace(' "', '"') == escaped.replace(' "', '"')
    import tinycss2

    tokens = tinycss2.parse_component_value_list(css_string(text))
    assert [token.type for token in tokens] == ["string"]


def test_page_counters() -> None:
    assert page_counters("Page {page} of {pages}") == (
        '"Page " counter(page) " of " counter(pages)'
    )
    assert page_counters("{page}/{pages}頁") == 'counter(page) "/" counter(pages) "頁"'
    assert page_counters('"{title}"') == '"\\22 {title}\\22 "'


def test_a_language_without_labels(bench: Make) -> None:
    composition, faults = bench(EVENTS).write("timeline", language="tlh")
    assert composition is None
    assert "BG508" in [fault.code for fault in faults]
    fault = next(fault for fault in faults if fault.code == "BG508")
    assert str(fault.span) == "templates/_shared/labels/tlh.yaml:1:1"
    assert "en" in (fault.help or "")


LABELS = "templates/_shared/labels/xx.yaml"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: [\n", "BG001", f"{LABELS}:1:4"),
        ("a: 1\nb\n", "BG001", f"{LABELS}:2:1"),
        ("- a\n", "BG508", f"{LABELS}:1:1"),
        ("only: one\n", "BG503", "builtin:_shared/page.html.j2"),
    ],
)
def test_labels_with_mistakes(bench: Make, text: str, code: str, place: str) -> None:
    composition, faults = bench(EVENTS, files={LABELS: text}).write("timeline", language="xx")
    assert composition is None
    found = [fault for fault in faults if fault.code == code]
    assert len(found) == 1, faults
    assert str(found[0].span).startswith(place)


def test_own_labels_change_single_words(bench: Make) -> None:
    files = {"templates/timeline/labels/en.yaml": "as_of: STATE OF\nparts: {timeline: IN ORDER}\n"}
    html = bench(EVENTS, files=files).page("timeline").job.html
    assert "STATE OF" in html
    assert "IN ORDER" in html
    # a word that it does not change is still there
    assert "Occurred" in html


PLURALS = Record({"plural_locators": Record({"para": "paras", "p": "pp.", "art": "arts"})})


@pytest.mark.parametrize(
    ("locators", "joined"),
    [
        ([], ""),
        (["p. 3"], "p. 3"),
        (["p. 3", "p. 5"], "pp. 3, 5"),
        (["p. 10", "p. 9", "p. 9"], "pp. 9, 10"),
        (["para. 4", "para. 1", "caption 1"], "paras 1, 4; caption 1"),
        (["paras 1, 4", "para. 4", "para. 2"], "paras 1, 2, 4"),
        (["p. 2-3"], "pp. 2-3"),
        (["pp. 33–35, 38", "p. 4"], "pp. 4, 33–35, 38"),
        (["p. 14a"], "p. 14a"),
        (["art. 5(2)"], "art. 5(2)"),
        (["art. 5(2)", "art. 3"], "arts 3, 5(2)"),
        (["p. iv"], "p. iv"),
        (["annex"], "annex"),
        (["annex", "p. 2"], "annex; p. 2"),
        (["para. 2, caption 1"], "para. 2, caption 1"),
        (["第3条"], "第3条"),
        (["第3条", "第5条"], "第3条, 5条"),
        (["§ 5", "§ 7"], "§ 5, 7"),
        (["12"], "12"),
        (["12:30", "4"], "4, 12:30"),
    ],
)
def test_several_places_in_one_source(locators: list[str], joined: str) -> None:
    assert Labels(PLURALS, ()).join_locators(locators) == joined


def test_places_without_plurals() -> None:
    assert Labels(Record({}), ()).join_locators(["p. 3", "p. 5"]) == "p. 3, 5"
