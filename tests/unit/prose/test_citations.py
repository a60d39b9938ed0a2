"""Pandoc's citation syntax, as the parser and the emitters see it."""

from __future__ import annotations

import pytest

from briefgen.model.text import Text
from briefgen.prose.citations import Citation, citation_source, read_citations
from briefgen.prose.parse import citations_of, find_citations, parse

CASES = {
    "[@key]": (Citation("key"),),
    "[@key, para. 2]": (Citation("key", "para. 2"),),
    "[@key para. 2]": (Citation("key", "para. 2"),),
    "[see @a, p. 3; @b]": (Citation("a", "p. 3", "see"), Citation("b")),
    "[-@key]": (Citation("key"),),
    "[see also -@key, 12]": (Citation("key", "12", "see also"),),
    "[@a, pp. 33–35, 38, and passim]": (Citation("a", "pp. 33–35, 38", "", "and passim"),),
    "[@a, ch. 2, para. 3 emphasis added]": (Citation("a", "ch. 2, para. 3", "", "emphasis added"),),
    "[@a, opening words]": (Citation("a", "", "", "opening words"),),
    "[@a, {opening words}, sic]": (Citation("a", "opening words", "", "sic"),),
    "[@a, § 4]": (Citation("a", "§ 4"),),
    "[@a, 第2段落]": (Citation("a", "第2段落"),),
    "[@a, p. iv]": (Citation("a", "p. iv"),),
    "[@doe:2023.b/x-1_y]": (Citation("doe:2023.b/x-1_y"),),
    "[@岸田2023]": (Citation("岸田2023"),),
    "[cf\\; @a, p. 1\\]]": (Citation("a", "p. 1]", "cf;"),),
    "@key": (Citation("key"),),
    "@key.": (Citation("key"),),
    "As @key's authors say": (Citation("key"),),
    "@key [p. 3]": (Citation("key", "p. 3"),),
    "@key [sic]": (Citation("key"),),
    "(@key)": (Citation("key"),),
    "*@key*": (Citation("key"),),
    "[@a] and [@b; @a]": (Citation("a"), Citation("b"), Citation("a")),
}


@pytest.mark.parametrize("source", CASES)
def test_citations_are_found(source: str) -> None:
    assert find_citations(Text(source, "en")) == CASES[source]


@pytest.mark.parametrize("source", CASES)
def test_written_citations_read_back(source: str) -> None:
    written = citation_source(CASES[source])
    assert read_citations(written[1:-1]) == CASES[source]
    assert find_citations(Text(written, "en")) == CASES[source]


@pytest.mark.parametrize(
    "source",
    [
        "press@nato.int",
        "first_last@nato.int",
        "a.b-@nato.int",
        "<press@nato.int>",
        "https://social.example/@key",
        "\\@key",
        "`[@key]`",
        "[@]",
        "[@ key]",
        "@ key",
        "[@office](https://social.example/@office)",
        "[no citation]",
    ],
)
def test_what_is_no_citation_is_left_alone(source: str) -> None:
    assert find_citations(Text(source, "en")) == ()


def test_white_space_before_a_citation_is_gone() -> None:
    inline = parse(Text("text\n [@a], more.", "en"))[0][0]
    assert [node.type for node in inline.children] == ["text", "citation", "text"]
    assert inline[0].content == "text,"
    assert inline[2].content == " more."


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("so [@a]. Next", "so.", " Next"),
        ("so [@a]?! Next", "so?!", " Next"),
        ("so [@a] and", "so", " and"),
        ("so [@a].5", "so", ".5"),
    ],
)
def test_a_stop_goes_before_the_number_of_a_note(source: str, before: str, after: str) -> None:
    inline = parse(Text(source, "en"))[0][0]
    assert (inline[0].content, inline[2].content) == (before, after)


def test_a_stop_stays_behind_a_citation_that_begins_the_text() -> None:
    inline = parse(Text("[@a]: so", "en"))[0][0]
    assert [node.type for node in inline.children] == ["citation", "text"]
    assert inline[1].content == ": so"


def test_neighbouring_citations_are_one_node() -> None:
    inline = parse(Text("text [@a] [@b]\n[@c]. More [@d]", "en"))[0][0]
    groups = [citations_of(node) for node in inline.children if node.type == "citation"]
    assert groups == [(Citation("a"), Citation("b"), Citation("c")), (Citation("d"),)]


def test_a_marker_in_a_span_of_another_language_is_found() -> None:
    assert find_citations(Text("[岸田 [@a]]{lang=ja}", "en")) == (Citation("a"),)
