"""The blocks of a page, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from briefgen.checks.printed import Block, printed_blocks

if TYPE_CHECKING:
    from conftest import Bench


def blocks(body: str) -> list[tuple[str, str]]:
    html = f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"
    return [(block.tag, block.text) for block in printed_blocks(html)]


def test_text_without_notes_and_with_white_space_folded() -> None:
    body = '<h2>A  title</h2><p>One <em>two</em>,<sup class="notes"><a>1</a></sup>\n three.</p>'
    assert blocks(body) == [("h2", "A title"), ("p", "One two, three.")]


def test_a_line_break_is_a_space() -> None:
    assert blocks("<p>one<br>two</p>") == [("p", "one two")]


def test_blocks_inside_blocks_stand_for_themselves() -> None:
    body = "<ul><li>An item<ul><li>an inner one</li></ul>its end</li><li><p>with a p</p></li></ul>"
    assert blocks(body) == [
        ("li", "An item its end"),
        ("li", "an inner one"),
        ("p", "with a p"),
    ]


def test_what_is_not_read_is_left_out() -> None:
    body = "<p>seen<!-- not seen --></p><style>p {}</style><p> </p><svg><title>x</title></svg>"
    assert blocks(body) == [("p", "seen")]


def test_where_a_block_stands() -> None:
    html = (
        '<body><header><p class="kicker">Brief</p><p>Line</p></header>'
        '<section id="part-a"><p>One</p><blockquote><p>Quote</p></blockquote>'
        "<table><tr><th>Head</th><td><ul><li>Cell</li></ul></td></tr></table>"
        "<dl><dt>Term</dt><dd>Meaning</dd></dl></section><footer><p>End</p></footer></body>"
    )
    found = {block.text: block for block in printed_blocks(html)}
    assert [text for text, block in found.items() if block.is_prose] == ["One"]
    assert found["Brief"].classes == ("kicker",)
    assert found["Brief"].in_running_line
    assert found["Quote"].in_quotation
    assert found["Cell"].in_table
    assert not found["Cell"].is_cell
    assert found["Head"].is_cell
    assert {block.part for text, block in found.items() if text in ("Brief", "End")} == {""}
    assert found["Meaning"].part == "a"


@pytest.mark.parametrize(("tag", "heading"), [("h1", True), ("h6", True), ("p", False)])
def test_headings(tag: str, heading: bool) -> None:
    assert Block(tag, "x", "").is_heading is heading


def test_a_real_page(bench: Callable[..., Bench]) -> None:
    """A heading, its paragraphs and its list, and nothing of the frame, are running text."""
    page = bench(
        items=(
            "sections:\n"
            "  s:\n"
            "    title: Japan reads the war as a warning\n"
            "    kind: context\n"
            "    body: |\n"
            "      One paragraph.\n"
            "\n"
            "      - an item\n"
            "      - another\n"
        )
    ).page("policy-brief")
    found = printed_blocks(page.job.html)
    assert [block.text for block in found if block.is_prose and block.part == "context"] == [
        "One paragraph.",
        "an item",
        "another",
    ]
    assert [b.text for b in found if b.is_heading and b.part == "context"] == [
        "Japan reads the war as a warning"
    ]
    assert not any(block.is_prose for block in found if not block.part)
