"""Front matter and text."""

from __future__ import annotations

import pytest

from briefgen.diagnostics import Span
from briefgen.load import markdown
from briefgen.located import Scalar, get, key_at, plain

TEXT = """\
---
title: Background
tags: [a, é]
---

# Heading

Text with --- inside.
---
More.
"""


def test_parts_and_their_places() -> None:
    file, faults = markdown.parse(TEXT, "s.md")
    assert faults == ()
    assert file is not None
    assert plain(file.front_matter) == {"title": "Background", "tags": ["a", "é"]}
    title = get(file.front_matter, "title")
    assert isinstance(title, Scalar)
    assert title.span == Span("s.md", 2, 8, 2, 18)
    assert key_at(file.front_matter, ("tags",)) == Span("s.md", 3, 1, 3, 5)
    assert file.body == "\n# Heading\n\nText with --- inside.\n---\nMore.\n"
    assert file.body_span == Span("s.md", 5, 1, 11, 1)


def test_the_body_s_lines_are_those_of_the_file() -> None:
    file, _ = markdown.parse(TEXT, "s.md")
    assert file is not None
    lines = file.body.split("\n")
    assert lines == TEXT.split("\n")[file.body_span.line - 1 :]


@pytest.mark.parametrize(
    "text", ["---\n---\n", "---\n---", "---\n\n# none\n---\nBody", "---  \n---\t\n"]
)
def test_empty_front_matter_is_an_empty_mapping(text: str) -> None:
    file, faults = markdown.parse(text, "s.md")
    assert faults == ()
    assert file is not None
    assert file.front_matter.entries == ()
    assert file.body == ("Body" if text.endswith("Body") else "")


def test_faults_in_front_matter_have_the_file_s_lines() -> None:
    file, faults = markdown.parse("---\na: 1\na: 2\nb: !x y\n---\nText\n", "s.md")
    assert file is not None
    assert [(one.code, str(one.span)) for one in faults] == [
        ("BG002", "s.md:3:1"),
        ("BG004", "s.md:4:4"),
    ]
    assert str(faults[0].related[0].span) == "s.md:2:1"


def test_broken_front_matter_gives_no_file() -> None:
    file, (fault,) = markdown.parse("---\ntitle: a: b\n---\nText\n", "s.md")
    assert file is None
    assert (fault.code, str(fault.span)) == ("BG001", "s.md:2:9")


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("", "BG014", "s.md:1:1", "begin the file"),
        ("# Heading\n\n---\nx\n---\n", "BG014", "s.md:1:1", "begin the file"),
        ("----\na: b\n----\n", "BG014", "s.md:1:1", "begin the file"),
        ("\n \n---\na: b\n---\n", "BG014", "s.md:1:1", "empty lines"),
        ("---\na: b\n\nText\n", "BG015", "s.md:1:1", "`---`"),
        ("---\na: b\n----\nText\n", "BG015", "s.md:1:1", "line 3"),
        ("---\na: b\n...\nText\n", "BG015", "s.md:1:1", "line 3"),
        ("---\n- a\n---\nText\n", "BG016", "s.md:2:1", "name: value"),
        ("---\njust text\n---\nText\n", "BG016", "s.md:2:1", "name: value"),
    ],
)
def test_missing_unclosed_and_shapeless_front_matter(
    text: str, code: str, place: str, words: str
) -> None:
    file, (fault,) = markdown.parse(text, "s.md")
    assert file is None
    assert (fault.code, str(fault.span)) == (code, place)
    assert words in (fault.help or "")


def test_a_title_cannot_close_the_front_matter_from_within_quotes() -> None:
    file, faults = markdown.parse('---\ntitle: "x\\n---\\naudience: public"\n---\nB', "s.md")
    assert not faults
    assert file is not None
    assert plain(file.front_matter) == {"title": "x\n---\naudience: public"}


def test_a_file_over_the_limit_is_refused() -> None:
    file, (fault,) = markdown.parse("---\n---\n" + "é" * (1 << 19), "s.md")
    assert file is None
    assert fault.code == "BG003"
