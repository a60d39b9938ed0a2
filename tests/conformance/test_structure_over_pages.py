"""Where pages end changes nothing of what is read: the structure is that of one endless page.

Floats are left out: the engine cuts those that do not fit, which the layout is judged for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from tag_tree import Book, BookOf, Node
from test_pdf_conformance import job

from briefgen.job import Job
from briefgen.render.pdf import render

WORDS = [
    "amber",
    "basin",
    "crane",
    "delta",
    "ember",
    "fjord",
    "grove",
    "haven",
    "inlet",
    "jetty",
    "knoll",
    "ledge",
    "marsh",
    "north",
]
SHORT_PAGES = "@page{size:80mm 60mm;margin:8mm;@top-left{content:'h'} @bottom-left{content:'f'}}"
ONE_PAGE = SHORT_PAGES.replace("60mm", "4000mm")
INLINE = (
    "{}",
    "<b>{}</b>",
    '<i lang="fr">{}</i>',
    '<abbr title="what it means">{}</abbr>',
    '<a href="https://example.org/">{}</a>',
    '<sup><a role="doc-noteref" href="#n1">{}</a></sup>',
    "<q>{}</q>",
    '<span aria-hidden="true">{}</span>',
)


@st.composite
def lines(draw: st.DrawFn, most: int = 40) -> str:
    """Return words in a line, some of them of a kind of their own."""
    pieces = []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=most))
        pieces.append(draw(st.sampled_from(INLINE)).format(" ".join(words)))
    return " ".join(pieces)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return a table with a header of columns and groups of rows, of which some have a header."""
    columns = draw(st.integers(2, 3))
    heads = "".join(f"<th>{draw(st.sampled_from(WORDS))}</th>" for _ in range(columns))
    groups = []
    for _ in range(draw(st.integers(1, 3))):
        rows = ""
        if draw(st.booleans()):
            rows = f'<tr><th colspan="{columns}" scope="rowgroup">{draw(lines(2))}</th></tr>'
        for _ in range(draw(st.integers(1, 8))):
            cells = "".join(f"<td>{draw(lines(3))}</td>" for _ in range(columns - 1))
            rows += f'<tr><th scope="row">{draw(lines(2))}</th>{cells}</tr>'
        groups.append(f"<tbody>{rows}</tbody>")
    return f"<table><thead><tr>{heads}</tr></thead>{''.join(groups)}</table>"


def _listed(tag: str) -> Any:
    def made(items: list[str]) -> str:
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"

    return made


paragraphs = lines().map("<p>{}</p>".format)
simple = st.one_of(
    paragraphs,
    lines(4).map("<h2>{}</h2>".format),
    tables(),
    st.lists(st.tuples(lines(2), lines(9)), min_size=1, max_size=5).map(
        lambda items: (
            f"<dl>{''.join(f'<div><dt>{a}</dt><dd>{b}</dd></div>' for a, b in items)}</dl>"
        )
    ),
    st.just('<p><img alt="a dot" src="brief:///glyph.svg"></p>'),
)
blocks = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.lists(st.one_of(lines(9), inner), min_size=1, max_size=5).map(_listed("ul")),
        st.lists(st.one_of(lines(9), inner), min_size=1, max_size=5).map(_listed("ol")),
        inner.map("<blockquote>{}</blockquote>".format),
        inner.map("<section>{}</section>".format),
        inner.map("<aside>{}</aside>".format),
    ),
    max_leaves=4,
)
NOTES = '<section role="doc-endnotes"><ol><li id="n1">A note.</li></ol></section>'


@settings(max_examples=25)
@given(
    body=st.lists(blocks, min_size=1, max_size=6).map("".join),
    standard=st.sampled_from(("ua1-a3a", "ua2-a4f")),
)
def test_pages_change_nothing_of_the_structure(body: str, standard: str, book_of: BookOf) -> None:
    whole = f"<h1>A title</h1>{body}{NOTES}"
    paged, endless = (
        book_of(drawn(job("made", "<title>Made</title>", whole, css), standard))
        for css in (SHORT_PAGES, ONE_PAGE)
    )

    assert len(endless.pdf.pages) == 1
    assert tree(paged, paged.root) == tree(endless, endless.root)
    for book in (paged, endless):
        read = list(book.root.marks())
        assert len(read) == len(set(read))
        assert sorted(read) == sorted(
            (page, mark) for page in book.painted for mark in book.painted[page]
        )


def drawn(made: Job, standard: str) -> bytes:
    rendered = render(replace(made, standard=standard, markdown="a\n"))
    assert rendered.diagnostics == ()
    return rendered.content


def tree(book: Book, node: Node) -> object:
    """Return an element with what it tells, its words, and the elements in it."""
    kids: list[object] = []
    for kind, group in groupby(node.kids, type):
        if kind is Node:
            kids += [tree(book, kid) for kid in group if isinstance(kid, Node)]
        elif kind is tuple:
            own = Node(node.role, node.properties, list(group))
            kids.append("".join(filter(str.isalnum, book.words(own))))
    return node.role, told(node.properties), kids


def told(properties: pikepdf.Object) -> Mapping[str, str]:
    keys = ("/Alt", "/E", "/Lang", "/ID")
    return {key: str(properties[key]) for key in keys if key in properties} | {
        key: str(list(value) if isinstance(value, pikepdf.Array) else value)
        for key, value in properties.get("/A", {}).items()
        if key != "/BBox"
    }
