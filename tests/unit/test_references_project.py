"""A whole project with an export, and with a style of its own: the notes on both pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html as lxml_html

from briefgen.session import open_session
from briefgen.world import MemoryWorld, builtin_world

Make = Callable[..., Any]
NOTE_STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
<info><title>t</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="."><choose>
  <if position="subsequent"><group delimiter=" ">
    <names variable="author"><name form="short"/></names>
    <text variable="first-reference-note-number" prefix="(n " suffix=")"/>
    <text variable="locator"/></group></if>
  <else><group delimiter=", "><names variable="author"/><text variable="title" quotes="true"/>
    <text variable="locator"/></group></else>
</choose></layout></citation></style>"""
LIBRARY = [
    {"id": "http://zotero.org/users/1/items/ABCD2345", "type": "report",
     "title": "Options for the alliance", "publisher": "Institute for Strategic Surveys",
     "author": [{"literal": "Institute for Strategic Surveys"}],
     "issued": {"date-parts": [[2023, 5]]}},
    {"id": "weber2022", "citation-key": "weber2022", "type": "article-journal",
     "title": "What an office is for", "container-title": "Journal of Alliance Studies",
     "author": [{"family": "Weber", "given": "Anna"}], "issued": {"date-parts": [["2022", 9, 1]]}},
    {"id": "yamada2021", "type": "book", "title": "日本外交と同盟", "language": "ja",
     "author": [{"family": "山田", "given": "太郎"}], "issued": {"date-parts": [[2021]]}},
    {"id": "secret", "type": "report", "title": "Kept back", "issued": {"date-parts": [[2020]]}},
    {"id": "unused", "type": "book", "title": "Never cited"},
]  # fmt: skip
ITEMS = """\
claims:
  office:
    kind: fact
    key_point: true
    text: An office is not an embassy [@weber2022, p. 4].
    evidence: ["ABCD2345, p. 7"]
events:
  summit:
    date: "2023-07-11"
    text: Leaders meet [@yamada2021, p. 12; @weber2022, p. 9].
    status: occurred
    sources: ["ABCD2345, p. 2", weber2022]
  vote:
    date: "2023-07-12"
    text: A vote is taken.
    status: occurred
    marking: TLP:RED
    sources: [secret]
sources:
  weber2022: {kind: primary, short: Offices}
  secret: {marking: TLP:RED}
"""

KIND = builtin_world().read("templates/timeline/template.yaml").decode()
EACH_PLACE = KIND.replace("notes: sources", "notes: places")


def project_with(bench: Make, project: str, style: str = "", **files: str) -> Any:
    more = {"styles/own.csl": style} if style else {}
    export = {"content/d/library.json": json.dumps(LIBRARY, indent="\t")}
    more["templates/timeline/template.yaml"] = EACH_PLACE
    lines = f"citation_style: styles/own.csl\n{project}" if style else project
    return bench(items=ITEMS, project=lines, files={**export, **more, **files})


def notes_in_markdown(text: str) -> dict[int, str]:
    return {int(n): note for n, note in re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)}


def notes_in_html(page: Any) -> dict[int, str]:
    found = {}
    for node in page.xpath("//*[starts-with(@id, 'note-')]"):
        if re.fullmatch(r"note-\d+", node.get("id")):
            found[int(node.get("id")[5:])] = " ".join(node.text_content().split())
    return found


def test_an_export_is_cited_from_prose_and_evidence(bench: Make, project: str) -> None:
    made = project_with(bench, project)
    assert made.faults == ()
    assert list(made.session.dossier("d").dossier.sources) == [
        "weber2022", "secret", "ABCD2345", "yamada2021",
    ]  # fmt: skip
    job = made.page("timeline").job
    assert list(notes_in_markdown(job.markdown).values()) == [
        "山田太郎, 日本外交と同盟, 2021, p. 12.",
        "Anna Weber, ‘What an office is for’, *Journal of Alliance Studies*, 1 September 2022, "
        "p. 9.",
        "Institute for Strategic Surveys, *Options for the alliance*, May 2023, p. 2.",
        "Weber, ‘Offices’.",
    ]


@pytest.mark.parametrize("style", ["", NOTE_STYLE])
def test_both_pages_have_the_same_notes_with_links_both_ways(
    bench: Make, project: str, style: str
) -> None:
    job = project_with(bench, project, style).page("timeline").job
    page = lxml_html.fromstring(job.html)
    markdown = notes_in_markdown(job.markdown)
    printed = notes_in_html(page)
    assert list(markdown) == list(printed) == [1, 2, 3, 4]
    for number, note in markdown.items():
        words = re.sub(r"[*\\]", "", note)
        assert words.split(",")[0] in printed[number]
        marks = page.xpath(f"//a[@href='#note-{number}']")
        assert marks
        ids = {mark.get("id") or mark.getparent().get("id") for mark in marks}
        backs = page.xpath(f"//*[@id='note-{number}']//a[starts-with(@href, '#')]/@href")
        assert {back[1:] for back in backs} == ids


def test_a_style_of_the_project_sets_the_notes_of_every_document(bench: Make, project: str) -> None:
    made = project_with(bench, project, NOTE_STYLE)
    assert list(notes_in_markdown(made.page("timeline").job.markdown).values()) == [
        "山田太郎, “日本外交と同盟,” p. 12.",
        "Anna Weber, “What an office is for,” p. 9.",
        "Institute for Strategic Surveys, “Options for the alliance,” p. 2.",
        "Weber (n 2).",
    ]
    staff = notes_in_markdown(made.page("timeline", "staff").job.markdown)
    assert any("Kept back" in note for note in staff.values())


def test_what_a_reader_may_not_see_of_an_export_is_not_there(bench: Make, project: str) -> None:
    made = project_with(bench, project)
    job = made.page("timeline").job
    assert "Kept back" not in job.html + job.markdown
    without = bench(
        items=ITEMS.replace("  secret: {marking: TLP:RED}\n", "").replace(
            ITEMS[ITEMS.index("  vote:") : ITEMS.index("sources:\n")], ""
        ),
        project=project,
        files={
            "content/d/library.json": json.dumps(LIBRARY[:3]),
            "templates/timeline/template.yaml": EACH_PLACE,
        },
    )
    assert without.page("timeline").job.html == job.html


def test_a_source_that_only_a_library_has_is_suggested(bench: Make, project: str) -> None:
    text = "claims: {a: {kind: assumption, text: 'Cites [@unusd].'}}\n"
    made = project_with(bench, project, **{"content/d/more.yaml": text})
    (fault,) = [fault for fault in made.faults if fault.code == "BG201"]
    assert fault.help == "did you mean `unused`?"


def test_an_exported_source_without_a_title_has_a_place(bench: Make, project: str) -> None:
    export = {"content/d/more.json": '[{"id": "bare",\n "type": "book"}]'}
    text = {"content/d/more.yaml": "claims: {a: {kind: assumption, text: '[@bare]'}}\n"}
    made = project_with(bench, project, **export, **text)
    assert [(f.code, str(f.span)) for f in made.faults if f.severity == "error"] == [
        ("BG101", "content/d/more.json:1:9")
    ]


def test_bibtex_is_cited_as_well(bench: Make, project: str) -> None:
    files = {
        "content/d/sources/library.bib": "@book{roe2020, title={On {NATO}}, author={Roe, R.},\n"
        " year=2020, publisher={Press}}\n",
        "content/d/more.yaml": "events: {a: {date: '2020', text: 'It is out [@roe2020, p. 3].', "
        "status: occurred, sources: [weber2022]}}\n",
    }
    markdown = project_with(bench, project, **files).page("timeline").job.markdown
    assert "R. Roe, *On NATO*, Press, 2020, p. 3." in notes_in_markdown(markdown).values()


def test_a_style_that_cannot_be_used_stops_the_run(bench: Make, project: str) -> None:
    world = MemoryWorld({"briefgen.yaml": f"citation_style: styles/own.csl\n{project}"})
    session, (fault,) = open_session(world, builtin_world())
    assert session is None
    assert (fault.code, str(fault.span)) == ("BG242", "briefgen.yaml:1:17")
