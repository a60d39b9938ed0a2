"""The located tree: values, places, and what pydantic's `loc` leads to."""

from __future__ import annotations

import dataclasses

import pydantic
import pytest

from briefgen.diagnostics import Span
from briefgen.load import yaml
from briefgen.located import (
    Mapping,
    Node,
    Path,
    Scalar,
    SourceText,
    at,
    find,
    get,
    key_at,
    plain,
    written,
)

TEXT = """\
title: Tokyo
events:
  - title: First
    version: 3.10
  - title: "Second"
    2023: [true, ~]
text: |
  See [@one] and [@two].
  Then [@one]
  again and again.
"""


def tree(text: str = TEXT) -> Mapping:
    node, faults = yaml.parse(text, "f.yaml")
    assert not faults
    assert isinstance(node, Mapping)
    return node


def cut(text: str, span: Span) -> str:
    """Return what a span covers."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def test_plain_gives_ordinary_data() -> None:
    assert plain(tree()) == {
        "title": "Tokyo",
        "events": [
            {"title": "First", "version": 3.1},
            {"title": "Second", "2023": [True, None]},
        ],
        "text": "See [@one] and [@two].\nThen [@one]\nagain and again.\n",
    }


def test_written_keeps_the_spelling_of_numbers_only() -> None:
    data = written(tree())
    assert data["events"][0]["version"] == "3.10"
    assert data["events"][1]["2023"] == [True, None]


def test_written_numbers_suit_text_and_number_fields_of_a_model() -> None:
    class Model(pydantic.BaseModel):
        version: str
        year: int
        share: float

    node = tree("version: 3.10\nyear: 2023\nshare: 0.5\n")
    model = Model.model_validate(written(node))
    assert (model.version, model.year, model.share) == ("3.10", 2023, 0.5)


@pytest.mark.parametrize(
    ("path", "covered"),
    [
        (("title",), "Tokyo"),
        (("events", 1, "title"), '"Second"'),
        (("events", 1, "2023", 0), "true"),
        (("events", 1, 2023, 0), "true"),
        (("events", 0, "function-after[check()]", "title", "str"), "First"),
        (("events", 0, "missing"), "title: First\n    version: 3.10"),
        (("events", 0, "missing", "deeper", 3), "title: First\n    version: 3.10"),
        (("title", "str"), "Tokyo"),
        (("events", 0, "title", "[key]"), "title"),
        ((), TEXT.rstrip("\n")),
    ],
)
def test_at_gives_the_value_or_what_is_around_it(path: Path, covered: str) -> None:
    assert cut(TEXT, at(tree(), path)) == covered


def test_at_passes_over_an_index_beyond_the_list() -> None:
    node = tree()
    events = get(node, "events")
    assert events is not None
    assert at(node, ("events", 9)) == events.span
    assert at(node, ("events", -1)) == events.span


@pytest.mark.parametrize(
    ("path", "covered"),
    [
        (("title",), "title"),
        (("events", 0, "version"), "version"),
        (("events", 1, "2023"), "2023"),
        (("events", 1, "2023", 0), "true"),
        (("events", 0, "missing"), "title: First\n    version: 3.10"),
    ],
)
def test_key_at_gives_the_key(path: Path, covered: str) -> None:
    assert cut(TEXT, key_at(tree(), path)) == covered


def test_loc_of_a_real_pydantic_error_leads_to_its_place() -> None:
    class Event(pydantic.BaseModel, extra="forbid"):
        title: str

    class File(pydantic.BaseModel):
        events: list[Event | int]

    text = "events:\n  - title: a\n    tilte: b\n"
    with pytest.raises(pydantic.ValidationError) as caught:
        File.model_validate(plain(tree(text)))
    paths = [error["loc"] for error in caught.value.errors()]
    assert ("events", 0, "Event", "tilte") in paths
    assert cut(text, key_at(tree(text), ("events", 0, "Event", "tilte"))) == "tilte"


def test_get() -> None:
    node = tree()
    title = get(node, "title")
    assert isinstance(title, Scalar)
    assert title.value == "Tokyo"
    assert get(node, "titel") is None


def test_find_gives_the_exact_place_of_a_token_in_a_block() -> None:
    span = at(tree(), ("text",))
    lines = TEXT.split("\n")
    assert find(lines, span, "[@two]") == Span("f.yaml", 8, 18, 8, 24)
    assert find(lines, span, "[@one]") == Span("f.yaml", 8, 7, 8, 13)
    assert find(lines, span, "[@one]", nth=1) == Span("f.yaml", 9, 8, 9, 14)


def test_find_follows_a_token_over_a_line_break() -> None:
    span = at(tree(), ("text",))
    assert find(TEXT.split("\n"), span, "[@one] again") == Span("f.yaml", 9, 8, 10, 8)


@pytest.mark.parametrize("token", ["absent", "", " ", "title", "Second"])
def test_find_stays_inside_the_span_and_falls_back_to_it(token: str) -> None:
    span = at(tree(), ("text",))
    assert find(TEXT.split("\n"), span, token) == span


def test_find_ignores_what_stands_before_and_after_on_the_same_line() -> None:
    text = "{a: x, b: x, c: x}\n"
    node = tree(text)
    assert find(text.split("\n"), at(node, ("b",)), "x").column == 11
    assert find(text.split("\n"), at(node, ("b",)), "c") == at(node, ("b",))


def test_find_survives_a_span_outside_the_file() -> None:
    span = Span("f.yaml", 40, 2, 41, 3)
    assert find(["one line"], span, "one") == span
    assert find(["one line"], Span("f.yaml"), "one") == Span("f.yaml")


def test_source_text_counts_characters_and_line_feeds_only() -> None:
    source = SourceText("日本\u2028😀x\nz", "f")
    assert source.span(3, 4) == Span("f", 1, 4, 1, 5)
    assert source.span(6, 7) == Span("f", 2, 1, 2, 2)
    assert source.span(7, 7) == Span("f", 2, 2, 2, 2)


def test_nodes_are_immutable() -> None:
    node: Node = tree()
    with pytest.raises(dataclasses.FrozenInstanceError):
        node.span = Span("other")  # type: ignore[misc]
