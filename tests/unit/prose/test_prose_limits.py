"""Texts that no one reads: told apart before they take long, and none of their words lost."""

from __future__ import annotations

import pytest

from briefgen.model.text import Text
from briefgen.prose import find_citations, meant_otherwise, parse, plain_text, prose_faults
from briefgen.prose.parse import MAX_BRACKETS, MAX_PARAGRAPH

LONGEST = "*a* " + "b" * (MAX_PARAGRAPH - 4)


def codes(source: str, *, block: bool = True) -> list[str]:
    return [fault.code for fault in prose_faults(Text(source, "en", block))]


@pytest.mark.parametrize("block", [True, False])
def test_the_longest_paragraph_is_read_and_a_longer_one_is_told(block: bool) -> None:
    assert codes(LONGEST, block=block) == []
    assert codes(LONGEST + "b", block=block) == ["BG127"]
    assert codes("b" * MAX_PARAGRAPH, block=block) == []
    assert codes("b" * MAX_PARAGRAPH + "b", block=block) == ["BG127"]


def test_its_marks_stay_as_they_are_written() -> None:
    text = Text(f"{LONGEST}b", "en", block=True)
    assert plain_text(text) == text.source
    assert {node.type for node in parse(text).walk()} == {"root", "paragraph", "inline", "text"}


def test_brackets_are_counted() -> None:
    assert codes("\\[" * MAX_BRACKETS) == []
    assert codes("\\[" * MAX_BRACKETS + "[") == ["BG127"]


def test_each_paragraph_is_looked_at_on_its_own() -> None:
    (fault,) = prose_faults(Text(f"{LONGEST}\n\n- {LONGEST}b\n\n> @x\n", "en", block=True))
    assert (fault.code, fault.offset) == ("BG127", MAX_PARAGRAPH + 2)
    assert "10,001 characters" in fault.message
    found = find_citations(Text(f"{LONGEST}b\n\n[@x, p. 1]", "en", block=True))
    assert [citation.key for citation in found] == ["x"]


@pytest.mark.parametrize(
    ("source", "token", "meant"),
    [
        ("a &#8238; b", "&#8238;", "\u202e"),
        ("a &#x200B;b", "&#x200B;", "\u200b"),
        ("a &rlm; b", "&rlm;", "\u200f"),
        ("a &#12; b", "&#12;", "\x0c"),
        ('a [b](https://c.d "e&#8238;f") g', "](", "e\u202ef"),
        ("a <https://b.c/%E2%80%AE> d", "https://b.c/", "https://b.c/\u202e"),
    ],
)
def test_what_a_reference_stands_for(source: str, token: str, meant: str) -> None:
    found = [(one.token, one.text) for one in meant_otherwise(Text(source, "en"))]
    assert (token, meant) in found


def test_what_needs_no_second_look() -> None:
    assert list(meant_otherwise(Text("a & b, 5 % of *c*", "en"))) == []
