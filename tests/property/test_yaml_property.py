"""Whatever the text, the YAML reader answers with a tree or faults, and places are true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import Span
from briefgen.load import characters, markdown, yaml
from briefgen.located import Entry, Mapping, Node, Scalar, Sequence, plain

FRAGMENTS = st.sampled_from(
    [
        *("a", "é", "😀", "b: ", "- ", "[", "]", "{", "}", ",", ": ", "? ", "&x ", "*x", "!t "),
        *("|\n", ">\n", "'", '"', "%", "@", "`", "#", " #", "\n", "\n  ", "\t", "---\n", "..."),
        *("<<: ", "\\", "\\x00", "\ufeff", "\u2028", "\x00", "\x85", "\ud800", "\u200b", "\r"),
        *("~", "1", ".5"),
    ]
)
SOUP = st.lists(FRAGMENTS, max_size=30).map("".join)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def scalars(node: Node) -> list[Scalar]:
    match node:
        case Scalar():
            return [node]
        case Sequence():
            return [one for item in node.items for one in scalars(item)]
        case Mapping():
            return [one for entry in node.entries for one in scalars(entry.value)]


def entries(node: Node) -> list[Entry]:
    match node:
        case Scalar():
            return []
        case Sequence():
            return [one for item in node.items for one in entries(item)]
        case Mapping():
            return [one for own in node.entries for one in (own, *entries(own.value))]


def cut(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def base(text: str) -> str:
    """Return one scalar as PyYAML reads it, without any type."""
    return str(pyyaml.load(text, Loader=pyyaml.BaseLoader) or "")


@given(SOUP)
@settings(deadline=None)
def test_any_text_gives_a_tree_or_a_fault_inside_the_file(text: str) -> None:
    node, faults = yaml.parse(text, "f.yaml")
    assert node is not None or faults
    lines = text.split("\n")
    for fault in faults:
        assert fault.span is not None
        assert 1 <= fault.span.line <= fault.span.end_line <= len(lines) or not fault.span.end_line
        assert fault.span.column <= len(lines[fault.span.line - 1]) + 1
        assert fault.help


@given(SOUP, SOUP)
@settings(deadline=None)
def test_any_markdown_file_gives_a_value(front: str, body: str) -> None:
    file, faults = markdown.parse(f"---\n{front}\n---\n{body}", "f.md")
    assert file is not None or faults


@given(st.binary(max_size=60))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    text, faults = characters.decode(data, "f")
    assert (text is None) == bool(faults)


_EXPONENT = re.compile(r"[-+]?\d+[eE][-+]?\d+")


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from (*_words(key), *_words(value))
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)


@given(DATA)
@settings(deadline=None)
@pytest.mark.parametrize("flow", [None, True, False])
def test_what_a_dumper_writes_is_read_back(flow: bool | None, data: Any) -> None:
    # the dumper writes YAML 1.1, where `0E0` is a word and needs no quotes; in 1.2 it is a number
    assume(not any(_EXPONENT.fullmatch(word) for word in _words(data)))
    dumped = pyyaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=30)
    text = dumped.removesuffix("...\n")
    node, faults = yaml.parse(text, "f.yaml")
    assert node is not None
    assert {fault.code for fault in faults} <= {"BG011", "BG012", "BG013"}
    if not faults:
        assert plain(node) == data


@given(DATA)
@settings(deadline=None)
def test_places_cover_exactly_what_they_name(data: Any) -> None:
    text = pyyaml.safe_dump(data, allow_unicode=True, width=10_000)
    node, faults = yaml.parse(text, "f.yaml")
    assert node is not None
    if faults:
        return
    for scalar in scalars(node):
        assert base(cut(text, scalar.span)) == scalar.text
    for entry in entries(node):
        assert base(cut(text, entry.key_span)) == entry.key
