"""Portion marks: on request each item and paragraph says who may read it, and no more than that."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from briefgen.model.dossier import FAMILIES
from briefgen.project import Choice

Make = Callable[..., Any]

PARTS = Path(__file__).parents[3] / "templates" / "_shared" / "parts"
WITHOUT_ITEMS = {"about", "bottom-line", "code", "legend", "notes", "strip", "summary", "yardstick"}
ITEMS: dict[str, dict[str, Any]] = {
    "actors": {"name": "Alice"},
    "events": {"date": "2023-07-11", "text": "They meet [@s, p. 1].", "status": "occurred"},
    "issues": {"proposition": "It should open"},
    "positions": {"actor": "actors", "issue": "issues", "stance": "support", "basis": "vote"},
    "claims": {"text": "It opened.", "kind": "fact", "key_fact": "One", "key_point": "true",
               "indicators": "[It closes again.]", "alternatives": "[It never opened.]"},
    "quotes": {
        "text": "We open.", "speaker": "actors", "date": "2023-07-11", "source": "s",
        "locator": "p. 3",
    },
    "sources": {"title": "A source"},
    "discrepancies": {"kind": "date", "assessment": "Both may be right."},
    "criteria": {"text": "Speed"},
    "options": {"text": "Open it.", "scores": "{criteria: {value: good, reason: Quick.}}"},
    "recommendations": {
        "action": "Open.", "owner": "Desk", "deadline": "2023-09-01", "decision": "approve"
    },
    "risks": {"event": "It closes."},
    "terms": {"short": "meet", "definition": "to come together"},
    "figures": {"file": "f.svg", "alt": "A map", "credit": "Desk", "licence": "CC0"},
    "sections": {"title": "How it went", "kind": "context"},
}  # fmt: skip
BODY = """|
      One paragraph.

      ## A heading

      - an entry
      - another

      | a | b |
      | - | - |
      | c | d |

          code
"""
FAMILY_OF = {
    "difference-table": "discrepancies", "differences": "discrepancies", "event-list": "events",
    "event-table": "events", "figures": "figures", "key-facts": "claims", "key-points": "claims",
    "lead": "sections", "next-steps": "events", "note-prose": "sections", "options": "options",
    "position-matrix": "positions", "positions": "positions", "prose": "sections",
    "quotes": "quotes",
    "recommendations": "recommendations", "risks": "risks", "terms": "terms",
    "watch": "claims",
}  # fmt: skip
FIRST_WORDS = {
    "claims": "It opened", "discrepancies": "Both may", "events": "They meet", "figures": "Desk",
    "options": "Open it", "positions": "Alice", "quotes": "We open", "recommendations": "Open.",
    "risks": "It closes", "sections": "One paragraph", "terms": "to come together",
}  # fmt: skip
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
PROJECT = """\
marking_schemes: {{OWN: {{levels: [OPEN, SHUT], abbreviations: [O, S]}}}}
caveats: {{{caveats}}}
groups: {{IP4: [AUS, JPN, KOR, NZL]}}
audiences:
  staff:
    {{clearance: ["TLP:RED", "OWN:SHUT"], depth: full, caveats: [{names}], members: [JPN],
     portion_marks: {marks}}}
"""


def caveat(family: str) -> str:
    """Return the name of the caveat that the only item of a family carries."""
    return f"ONLY-{family.upper()}"


def items(extra: dict[str, str] | None = None) -> str:
    """Return an item of each family, named as its family, the source `s`."""
    text = ""
    for family, fields in ITEMS.items():
        name = "s" if family == "sources" else family
        marking = (extra or {}).get(family, f"{{caveats: {caveat(family)}}}")
        text += f"{family}:\n  {name}:\n    marking: {marking}\n"
        text += "".join(f"    {key}: {_yaml(value)}\n" for key, value in fields.items())
        if family == "sections":
            text += f"    body: {BODY}"
        if family == "discrepancies":
            text += "    claims: [claims, second]\n"
        if family == "claims":
            text += f"  second: {{text: It shut., kind: fact, marking: {marking}}}\n"
    return text


def _yaml(value: str) -> str:
    return value if value.startswith(("{", "[")) or value == "true" else f'"{value}"'


def project(*, marks: bool = True) -> str:
    """Return a project in which `staff` may see everything."""
    names = [caveat(family) for family in FAMILIES]
    words = ", ".join(f"{name}: {name.lower()}" for name in names)
    return PROJECT.format(caveats=words, names=", ".join(names), marks=str(marks).lower())


def written(make: Make, heading: str, parts: str, *, marks: bool = True, **more: Any) -> Any:
    """Return the job of a kind with some parts."""
    template = f"label: All\nparts:\n{parts}  - {{part: notes}}\n"
    files = {"templates/all/template.yaml": template, "content/d/f.svg": PICTURE}
    made = make(items(**more), heading, project(marks=marks), files)
    return made.page("all", "staff").job


def part(name: str) -> str:
    return f"  - {{part: {name}, of: {FAMILY_OF[name]}}}\n"


def test_all_built_in_parts_are_looked_at() -> None:
    assert {path.name.split(".")[0] for path in PARTS.iterdir()} == {*FAMILY_OF, *WITHOUT_ITEMS}


@pytest.mark.parametrize("name", FAMILY_OF)
def test_what_is_printed_of_an_item_begins_with_its_marking(
    bench: Make, heading: str, name: str
) -> None:
    family = FAMILY_OF[name]
    # a glossary needs a text that uses its word
    job = written(bench, heading, (part("event-list") if name == "terms" else "") + part(name))
    mark = caveat(family)
    marks = re.findall(r'<span class="portion">\((.*?)\)</span>', job.html)
    assert any(mark in found for found in marks), marks
    assert re.search(rf"\(TLP:CLEAR · [^()]*{mark}[^()]*\) ", job.markdown)
    page = parser.document_fromstring(job.html)
    for text in (str(page.text_content()), job.markdown):
        first = "It never opened" if name == "watch" else FIRST_WORDS[family]
        assert text.index(mark) < text.index(first)


def test_words_of_another_item_count_in_a_row(bench: Make, heading: str) -> None:
    """A row that names an actor carries the actor's marking too, and the source stands apart."""
    job = written(bench, heading, part("positions") + part("quotes"))
    both = f"{caveat('actors')} · {caveat('positions')}"
    assert f"(TLP:CLEAR · {both})" in job.html
    assert f"(TLP:CLEAR · {caveat('sources')})</span> <em>A source</em>" in job.html


def test_each_paragraph_of_a_text(bench: Make, heading: str) -> None:
    job = written(bench, heading, part("prose"))
    mark = f"(TLP:CLEAR · {caveat('sections')})"
    span = f'<span class="portion">{mark}</span>'
    for html in (
        f"<h2>{span} How it went", f"<p>{span} One paragraph", f"<h4>{span} A heading",
        f"<li>{span} an entry", f"<li>{span} another", f'<th scope="col">{span} a</th>',
        f"<td>{span} c</td>", f"<p>{span}</p>\n<pre>", "<h1><span",
    ):  # fmt: skip
        assert html in job.html, html
    for markdown in (
        f"\n## {mark} How it went", f"\n{mark} One paragraph", f"\n#### {mark} A heading",
        f"\n- {mark} an entry", f"\n| {mark} a | b |", f"\n| {mark} c | d |", f"\n{mark}\n\n```",
    ):  # fmt: skip
        assert markdown in job.markdown, markdown


def test_nothing_without_a_request(bench: Make, heading: str) -> None:
    job = written(bench, heading, "".join(map(part, FAMILY_OF)), marks=False)
    assert 'class="portion"' not in job.html
    assert "(TLP:CLEAR" not in job.markdown


def test_a_rule_can_ask_for_them(bench: Make, heading: str) -> None:
    rule = (
        "documents: [{templates: [timeline], portion_marks: true}]\n"
        'audiences: {a: {clearance: "TLP:RED"}}\n'
    )
    session = bench("events: {}", heading, rule).session
    assert [document.portion_marks for document in session.documents(Choice())] == [True]
    off = rule.replace("true", "false").replace('RED"', 'RED", portion_marks: true')
    session = bench("events: {}", heading, off).session
    assert [document.portion_marks for document in session.documents(Choice())] == [False]


@pytest.mark.parametrize(
    ("marking", "mark"),
    [
        ("OWN:SHUT", "(TLP:CLEAR · S)"),
        ("{level: [TLP:RED, OWN:OPEN], releasable_to: [IP4, NOR]}", "(TLP:RED · O · for IP4, NOR)"),
        ("{embargo: 2023-08-01T09:00:00+09:00}", "(TLP:CLEAR · from 1 Aug 2023)"),
        ("{embargo: 2023-07-01T09:00:00+09:00}", "(TLP:CLEAR)"),
    ],
)
def test_the_words_of_a_mark(bench: Make, heading: str, marking: str, mark: str) -> None:
    job = written(bench, heading, part("event-list"), extra={"events": marking})
    html, markdown = (text.replace("\u00a0", " ") for text in (job.html, job.markdown))
    assert f'<li><span class="portion">{mark}</span> <span class="when">11 Jul 2023</span>' in html
    assert f"- {mark} **11 Jul 2023:** They" in markdown


def test_a_name_on_the_strip_of_time_begins_with_the_marking_of_its_event(
    bench: Make, heading: str
) -> None:
    more = (
        "events:\n  a: {date: 2023-07-01, text: They wait., status: occurred}\n"
        "  b: {date: 2023-07-11, text: They meet., status: occurred, marking: OWN:SHUT}\n"
    )
    template = "label: All\nparts: [{part: event-table, of: events}, {part: strip}]\n"
    files = {"templates/all/template.yaml": template}
    for marks in (True, False):
        page = bench(more, heading, project(marks=marks), files).page("all", "staff")
        words = re.findall(r"<text[^>]*>([^<]*)</text>", page.job.html)
        assert ("(TLP:CLEAR · S) They meet." in words, "They meet." in words) == (marks, not marks)


def test_marks_use_no_term(bench: Make, heading: str) -> None:
    """A word that only stands in a mark does not bring its entry into the glossary."""
    template = f"label: A\nparts:\n{part('event-list')}{part('terms')}  - {{part: strip}}\n"
    terms = 'terms: {t: {short: "SHUT", definition: D}}\n'
    event = (
        'events: {e: {date: "2023", text: T, status: occurred, marking: "OWN:SHUT"}, '
        'f: {date: "2023-04", text: U, status: occurred, marking: "OWN:SHUT"}}\n'
    )
    files = {"templates/all/template.yaml": template}
    plain = project().replace(", abbreviations: [O, S]", "")
    job = bench(terms + event, heading, plain, files).page("all", "staff").job
    assert 'OWN:SHUT)</span> <span class="when">2023</span> T' in job.html
    assert "OWN:SHUT) T</text>" in job.html
    assert "part-terms" not in job.html


@pytest.mark.parametrize("ending", ["html.j2", "md.j2"])
def test_a_part_that_has_none_is_an_error(bench: Make, heading: str, ending: str) -> None:
    own = "{% for event in part.items %}{{ event.text }}{{ event.sources | cite }}{% endfor %}"
    files = {f"templates/timeline/parts/event-table.{ending}": own}
    event = 'events: {e: {date: "2023", text: T, status: occurred}}\n'
    composition, faults = bench(event, heading, project(), files).write("timeline", "staff")
    assert composition is None
    assert [fault.code for fault in faults] == ["BG516"]
    assert faults[0].span is not None
    assert faults[0].span.path.endswith(f"event-table.{ending}")
    composition, faults = bench(event, heading, project(marks=False), files).write(
        "timeline", "staff"
    )
    assert (composition is not None, faults) == (True, ())
