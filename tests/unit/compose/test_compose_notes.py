"""Notes: the same numbers in both outputs, each mark with its note and each note with its mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from briefgen.compose.notes import Notes
from briefgen.model.project import NoteStyle
from briefgen.prose import Citation
from briefgen.session import open_session
from briefgen.templates import kinds, read_files
from briefgen.view import Record
from briefgen.world import DiskWorld, MemoryWorld, builtin_world

Make = Callable[..., Any]
JOINER = "\u2060"
KINDS = kinds(read_files(MemoryWorld({}), "templates", builtin_world()))
SOURCES = {name: Record({"is_withheld": name == "secret"}) for name in ("a", "b", "c", "secret")}


def numbers(notes: Notes, *keys: str) -> list[tuple[int, int]]:
    return notes.use(tuple(Citation(*key.split(", ", 1)) for key in keys))


def test_sources_have_one_number_each() -> None:
    notes = Notes(SOURCES, NoteStyle.SOURCES)
    assert numbers(notes, "b, p. 1") == [(1, 1)]
    assert numbers(notes, "a", "b, p. 2") == [(1, 2), (2, 1)]
    assert numbers(notes, "b, p. 1", "b") == [(1, 3)]
    assert [(n.number, n.source, n.locators) for n in notes.by_key.values()] == [
        (1, "b", ["p. 1", "p. 2"]),
        (2, "a", []),
    ]


def test_places_have_one_number_each() -> None:
    notes = Notes(SOURCES, NoteStyle.PLACES)
    assert numbers(notes, "b, p. 1") == [(1, 1)]
    assert numbers(notes, "b, p. 2", "a") == [(2, 1), (3, 1)]
    assert numbers(notes, "b, p. 1") == [(1, 2)]
    seen = notes.use((Citation("b", "p. 1", prefix="but see"), Citation("b", "p. 1")))
    assert seen == [(1, 3), (4, 1)]


@pytest.mark.parametrize("style", list(NoteStyle))
def test_a_withheld_source_has_one_number_whatever_was_cited_of_it(style: NoteStyle) -> None:
    notes = Notes(SOURCES, style)
    assert numbers(notes, "secret, p. 1", "secret, p. 2", "secret") == [(1, 1)]
    assert [note.locators for note in notes.by_key.values()] == [[]]


def test_an_unknown_source_is_an_error() -> None:
    with pytest.raises(KeyError, match="none"):
        numbers(Notes(SOURCES, NoteStyle.PLACES), "none")


@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "c", "a, p. 1", "a, p. 2"]), min_size=1)),
    st.sampled_from(list(NoteStyle)),
)
def test_numbers_ascend_as_sources_first_appear(
    clusters: list[list[str]], style: NoteStyle
) -> None:
    notes = Notes(SOURCES, style)
    highest = 0
    marks = []
    for keys in clusters:
        used = numbers(notes, *keys)
        assert used == sorted(used)
        for number, _ in used:
            assert number <= highest + 1
            highest = max(highest, number)
        marks += used
    assert len(marks) == len(set(marks)), "a mark is a place to come back to"
    assert [note.number for note in notes.by_key.values()] == list(range(1, highest + 1))
    uses = {note.number: note.uses for note in notes.by_key.values()}
    assert uses == {n: sum(1 for number, _ in marks if number == n) for n in uses}


ITEMS = """\
sources:
  one: {title: First, kind: primary, URL: "https://one.example/"}
  two: {title: Second}
  dark: {title: Secret, marking: "TLP:RED", stand_in: "A report, see [@two, p. 77]"}
  unused: {title: Unused}
actors: {a: {name: Alice}}
issues: {i: {proposition: "P [@two, p. 70]"}}
criteria: {c: {text: Cost}}
claims:
  k: {text: "Claim [@two, p. 1]", kind: fact, key_fact: Fact, key_point: true,
      evidence: ["one, p. 2", {source: two, locator: p. 3, relation: contradicts}]}
  l: {text: Other, kind: fact, evidence: ["dark, p. 5", dark, two]}
discrepancies:
  d: {claims: [k, l], kind: date, title: "On [@one, p. 9]"}
  e: {claims: [k, l], kind: date, title: T, assessment: "We read [@two, p. 4]"}
quotes: {q: {text: Words, speaker: a, date: "2023", source: one, locator: p. 6}}
positions: {p: {actor: a, issue: i, stance: support, basis: vote, interests: "I [@one]", evidence: [two]}}
options:
  o: {text: "O [@one, p. 11]", title: Do, cost: "C [@two, p. 12]",
      scores: {c: {value: good, reason: "R [@one, p. 13]"}}}
recommendations: {r: {action: "Act [@two, p. 14]", owner: O, deadline: "2023", decision: note}}
terms: {t: {short: NATO, definition: "Defined [@two, p. 15]"}}
events:
  e: {date: "2023-01", text: "NATO met [@two; @one, p. 16]", status: occurred, depth: essential,
      significance: "S [@two, p. 17]", sources: [one, "dark, p. 1"]}
  f: {date: "2024-01", text: "To come [@two, p. 18]", status: planned, sources: ["one, p. 19"]}
"""  # noqa: E501
SECTION = "---\ntitle: 'About [@two, p. 2{n}]'\nkind: {kind}\n---\nSome [@one, p. 3{n}].\n"
SECTIONS = {
    f"content/d/{kind}.md": SECTION.format(kind=kind, n=n)
    for n, kind in enumerate(
        ["context", "analysis", "scope", "so-what", "why-it-matters", "outlook"]
    )
}


def marks_and_notes(page: str) -> tuple[list[tuple[int, str]], dict[int, str]]:
    """Return (note, id) of each mark and the text of each note; asserts that all links resolve."""
    tree = lxml_html.fromstring(page.replace("\u00a0", " "))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    marks = []
    for link in tree.xpath('//a[@role="doc-noteref"]'):
        target = link.get("href").removeprefix("#")
        assert target in ids
        number = link.text.removeprefix(JOINER)
        assert target == f"note-{number}"
        marks.append((int(number), link.get("id")))
    notes = {}
    for item in tree.xpath('//li[starts-with(@id, "note-")]'):
        number = int(item.get("id").removeprefix("note-"))
        back = item.xpath('.//a[@role="doc-backlink"]')[0]
        assert back.get("href").removeprefix("#") in [name for _, name in marks]
        assert back.get("href").startswith(f"#use-{number}-")
        for mark in item.xpath('.//sup[@class="notes"]'):
            mark.drop_tree()
        notes[number] = item.text_content()
    return marks, notes


def assert_same_notes(page: str, markdown: str) -> None:
    marks, notes = marks_and_notes(page)
    assert {number for number, _ in marks} == set(notes)
    assert list(notes) == list(range(1, len(notes) + 1))
    highest = 0
    for number, _ in marks:
        assert number <= highest + 1
        highest = max(number, highest)
    definitions = {}
    for number, text in re.findall(r"^\[\^(\d+)\]: (.*)$", markdown, re.MULTILINE):
        assert int(number) not in definitions
        definitions[int(number)] = re.sub(r"\[\^\d+\]", "", text)
    used = {int(number) for number in re.findall(r"(?<!\n)\[\^(\d+)\]", markdown)}
    assert used == set(definitions)
    assert set(definitions) == set(notes)
    for number, text in definitions.items():
        words = re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "]", text))
        assert set(words) <= set(re.findall(r"\w+", notes[number])) | {"https"}, number


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("audience", ["public", "staff"])
def test_the_same_notes_in_html_and_markdown(
    bench: Make, heading: str, kind: str, audience: str
) -> None:
    cited = heading.replace("A summary.", "In short [@two, p. 8].").replace(
        "A bottom line.", "At bottom [@one, p. 7]."
    )
    made = bench(ITEMS, cited, files=SECTIONS)
    job = made.page(kind, audience).job
    assert_same_notes(job.html, job.markdown)
    assert "[^1]: " in job.markdown
    assert "Unused" not in job.html + job.markdown


def test_a_missing_definition_would_be_noticed(bench: Make) -> None:
    job = bench(ITEMS, files=SECTIONS).page("timeline").job
    with pytest.raises(AssertionError):
        assert_same_notes(job.html, job.markdown.replace("[^1]: ", "[^99]: "))
    with pytest.raises(AssertionError):
        assert_same_notes(job.html.replace('id="note-1"', 'id="note-0"'), job.markdown)


def test_the_example_s_notes_in_every_document() -> None:
    session, faults = open_session(DiskWorld(builtin_world().root), builtin_world())
    assert session is not None, faults
    from briefgen.project import Choice
    from briefgen.session import AS_DESIGNED

    documents = session.documents(Choice())
    assert documents
    for document in documents:
        composition, _ = session.compose(document, AS_DESIGNED)
        assert composition is not None, document.name
        assert_same_notes(composition.job.html, composition.job.markdown)


def test_places_and_sources_print_their_locators(bench: Make) -> None:
    made = bench(
        """\
sources: {s: {title: Book}}
events:
  e: {date: "2023-01", text: A, status: occurred, sources: ["s, p. 4"], depth: essential}
  f: {date: "2023-02", text: B, status: occurred, sources: ["s, p. 2"], depth: essential}
"""
    )
    _, notes = marks_and_notes(made.page("timeline").job.html)
    assert len(notes) == 1
    assert "pp. 2, 4" in notes[1]


def test_later_notes_to_a_source_are_short(bench: Make, heading: str) -> None:
    made = bench(
        "sources: {s: {title: A long title, title-short: Short, issued: '2023'}}",
        heading.replace("A summary.", "One [@s, p. 1]. Two [@s, p. 2]."),
    )
    _, notes = marks_and_notes(made.page("policy-brief").job.html)
    assert "A long title" in notes[1]
    assert "2023" in notes[1]
    assert "Short" in notes[2]
    assert "2023" not in notes[2]
    assert "A long title" not in notes[2]
    assert ("p. 1" in notes[1], "p. 2" in notes[2]) == (True, True)


def test_evidence_against_a_statement_says_so(bench: Make, heading: str) -> None:
    items = """\
sources: {s: {title: Book}}
claims:
  k: {text: T, kind: fact, key_fact: F, evidence: [{source: s, relation: contradicts}]}
"""
    _, notes = marks_and_notes(bench(items, heading).page("policy-brief").job.html)
    assert "But see" in notes[1]
