"""Prose under arbitrary input: nothing lost in Markdown, nothing live in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from briefgen.model.text import Text
from briefgen.prose import (
    block_html,
    block_markdown,
    citation_source,
    escape_markdown,
    inline_html,
    inline_markdown,
    parse,
    plain_text,
    prose_faults,
    word_count,
)
from briefgen.prose.plain import visible_text

Outline = list[tuple[Any, ...]]

# What stands for any other reader of Markdown: raw HTML, footnotes and GitHub's strikethrough.
READER = (
    MarkdownIt("commonmark", {"html": True, "strikethrough_single_tilde": True})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
)

MARKS = "*_~`[]()<>{}&#-+=|!\\:;.,@$^\"'/ \n"
any_plain = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)
marked = st.text(st.sampled_from(MARKS + "ab1é東\u00a0"), max_size=30)
pieces = st.sampled_from(
    [
        "www.a.b",
        "https://a.b/",
        "x@y.z",
        "&amp;",
        "<b>",
        "</p>",
        "[^1]",
        "[x](y)",
        "1. ",
        "- ",
        ":smile:",
        "#12",
        "~~",
        "**",
        "__",
        "``",
        "|",
        "\\",
        " ",
        "word",
        "。",
        "# ",
        "> ",
    ]
)
plain = any_plain | marked | st.lists(pieces, max_size=8).map("".join)

PLACES: dict[str, tuple[Callable[[str], str], str]] = {
    "paragraph": (escape_markdown, ""),
    "second line": (lambda text: f"first\n{escape_markdown(text)}", "first"),
    "heading": (lambda text: f"## {escape_markdown(text)}", ""),
    "list item": (lambda text: f"- {escape_markdown(text)}", ""),
    "numbered item": (lambda text: f"1. {escape_markdown(text)}", ""),
    "quote": (lambda text: f"> {escape_markdown(text)}", ""),
    "table cell": (
        lambda text: f"| first |\n| --- |\n| {escape_markdown(text, in_table=True)} |",
        "first",
    ),
}


def folded(text: str) -> str:
    return " ".join(text.split())


def block_types(tree: SyntaxTreeNode) -> set[str]:
    inline = {"text", "softbreak"}
    return {node.type for node in tree.walk()} - inline


@pytest.mark.parametrize("place", PLACES)
@given(text=plain)
def test_an_escaped_string_reads_back_as_itself(place: str, text: str) -> None:
    write, before = PLACES[place]
    tree = SyntaxTreeNode(READER.parse(write(text)))
    assert folded(visible_text(tree)) == folded(f"{before} {text}")
    assert block_types(tree) == block_types(SyntaxTreeNode(READER.parse(write("x")))) or (
        not text.strip()
    )


@given(text=plain)
def test_an_escaped_string_is_plain_prose(text: str) -> None:
    tree = parse(Text(escape_markdown(text), "en"))
    assert {node.type for node in tree.walk()} <= {"root", "paragraph", "inline", "text"}
    assert prose_faults(Text(escape_markdown(text), "en")) == ()


words = st.text(st.sampled_from("abc é東1.,:!?()-'\"&<>*_~`[]@#|\\"), min_size=1, max_size=12)
phrases = st.recursive(
    words.map(escape_markdown)
    | words
    | st.sampled_from(
        [
            "`a|b`",
            "[@key]",
            "[see @a, p. 3; @b]",
            "<https://a.b>",
            "[東京]{lang=ja}",
            "&nbsp;",
            "![alt](x.png)",
            "\\\n",
            "\n",
            "so @key",
        ]
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(" ".join)
        | inner.map(lambda text: f"**{text}**")
        | inner.map(lambda text: f"~~{text}~~")
        | inner.map(lambda text: f"[{text}](https://a.b/c_(d))")
        | inner.map(lambda text: f'[{text}](#e "a *title*")')
    ),
    max_leaves=5,
) | st.builds("{} *{}* {}".format, words, words, words)


def indented(text: str, first: str) -> str:
    return first + text.replace("\n", "\n" + " " * len(first))


blocks = st.recursive(
    phrases
    | phrases.map(lambda text: "## " + text.replace("\n", " "))
    | st.sampled_from(["```py\na\n\n  b\n```", "    code", "***"])
    | st.lists(words, min_size=2, max_size=2).map(
        lambda cells: "| a | b |\n|:--|--:|\n| {} | {} |".format(*map(escape_markdown, cells))
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "\n".join(indented(item, "- ") for item in items)
        )
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "\n\n".join(indented(item, "3. ") for item in items)
        )
        | inner.map(lambda text: "> " + text.replace("\n", "\n> "))
    ),
    max_leaves=6,
)


def outline(node: SyntaxTreeNode) -> Outline:
    """Return what Markdown keeps of a tree: structure and words, not how they were written."""
    merged: Outline = []
    for child in node.children:
        for item in outlined(child):
            last = merged[-1] if merged else ("",)
            if item[0] == last[0] == "text":
                merged[-1] = ("text", re.sub(r"\s+", " ", last[1] + item[1]))
            elif item[0] == last[0] and item[0] in ("em", "strong", "s"):
                merged[-1] = (item[0], last[1] + item[1])
            elif item != ("text", "") and not (item[0] in ("em", "strong", "s") and not item[1]):
                merged.append(item)
    return trimmed(merged) if node.type == "inline" else merged


def outlined(node: SyntaxTreeNode) -> Outline:
    match node.type:
        case "text" | "image" | "softbreak":
            return [("text", re.sub(r"\s+", " ", visible_text(node)))]
        case "span":
            return outline(node)
        case "code_inline":
            return [("code", folded(node.content))]
        case "fence" | "code_block":
            return [("block of code", node.info.strip(), node.content.rstrip("\n"))]
        case "citation":
            return [("citation", node.meta["citations"])]
        case "link":
            return [("link", node.attrs["href"], node.attrs.get("title"), outline(node))]
        case "paragraph":
            inside = outline(node)
            return [("paragraph", node.hidden, inside)] if inside != [("inline", [])] else []
        case "em" | "strong" | "s" | "inline":
            return [(node.type, outline(node))]
        case _:
            return [(node.type, node.tag, dict(node.attrs), outline(node))]


def trimmed(items: Outline) -> Outline:
    if items and items[0][0] == "text":
        items[0] = ("text", items[0][1].lstrip())
    if items and items[-1][0] == "text":
        items[-1] = ("text", items[-1][1].rstrip())
    return [item for item in items if item != ("text", "")]


EMPHASIS = ("em", "strong")


def is_tangled(node: SyntaxTreeNode, depth: int = 0) -> bool:
    """Return whether emphasis is nested thrice, or touches other emphasis inside emphasis.

    Or what is struck is struck again.
    """
    before = ""
    for child in node.children:
        nested = depth + (child.type in EMPHASIS)
        touches = depth > 0 and child.type in EMPHASIS and before in EMPHASIS
        is_struck_twice = child.type == "s" and any(
            inner.type == "s" for inner in child.walk(include_self=False)
        )
        if nested > 2 or touches or is_struck_twice or is_tangled(child, nested):
            return True
        before = child.type
    return False


@given(source=blocks)
def test_emitted_markdown_reads_back_as_the_same_tree(source: str) -> None:
    text = Text(source, "en", block=True)
    # The limits that `briefgen.prose.delimiters` and `briefgen.prose.markdown` state.
    assume(not is_tangled(parse(text)))
    # as GitHub reads it: without the quotation marks of a language
    again = Text(block_markdown(text, cite=citation_source), "und", block=True)
    assert outline(parse(again)) == outline(parse(text))


@given(source=marked)
def test_emitted_markdown_of_any_signs_reads_back(source: str) -> None:
    text = Text(source, "en", block=True)
    # as GitHub reads it: without the quotation marks of a language
    again = Text(block_markdown(text, cite=citation_source), "und", block=True)
    assert folded(plain_text(again)) == folded(plain_text(text))


class Page(HTMLParser):
    """Fails on tags that do not nest, on unknown elements, and on links that are not allowed."""

    ELEMENTS = re.compile(
        "a|blockquote|br|code|div|em|h[1-6]|hr|li|ol|p|pre|s|span|strong|table|tbody|td|th|thead|tr|ul"
    )

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert self.ELEMENTS.fullmatch(tag)
        for name, value in attrs:
            assert name in {"class", "href", "lang", "scope", "start", "style", "title"}
            if name == "href":
                assert re.match(r"https?://|mailto:|#", value or "", re.IGNORECASE)
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"processing instruction {data}")


attacks = st.lists(
    st.sampled_from(
        [
            "<script",
            ">",
            "</script>",
            "<img src=x onerror=y>",
            "[x](javascript:y)",
            "javascript:",
            "[x](",
            ")",
            "<",
            '"',
            "'",
            "&lt;",
            "&#106;avascript:",
            "![",
            "]",
            "[",
            "\n",
            "`",
            "```",
            "[x]: javascript:y",
            "[x]",
            "{lang=",
            "ja}",
            '"onclick=y',
            "<!--",
            "-->",
            "<![CDATA[",
            "*",
            "data:text/html,",
            'https://a.b/"><script>',
            "| a |\n|---|\n",
            "- ",
            " ",
        ]
    ),
    max_size=10,
).map("".join)


@given(source=attacks | any_plain | marked | blocks)
def test_html_is_well_formed_and_harmless(source: str) -> None:
    text = Text(source, "en", block=True)
    for html in (
        block_html(text, cite=lambda _: "<script>", heading_offset=1, document_language="fr"),
        inline_html(text, cite=lambda _: "<script>", document_language="fr"),
    ):
        page = Page()
        page.feed(html)
        page.close()
        assert page.open == []
        assert "<script" not in html.lower()


@given(source=attacks | any_plain | marked | blocks)
def test_nothing_makes_the_readers_fail(source: str) -> None:
    for block in (False, True):
        text = Text(source, "en", block=block)
        inline_markdown(text, cite=citation_source, in_table=True)
        assert word_count(text) >= 0
        for fault in prose_faults(text):
            assert 0 <= fault.offset <= len(source)
            assert fault.token
            assert fault.message[0] == fault.message[0].lower()
            assert not fault.message.endswith(".")
