"""Each check of what a listener would stumble over finds what it is for."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from reading_faults import CHECKS
from tag_tree import Book, BookOf
from test_pdf_conformance import job

from briefgen.render.pdf import render

EDGES = '@page{@top-left{content:"a"} @bottom-left{content:"b"}}'
SOUND = (
    "<h1>One</h1><p>Words <b>in bold</b> and <i lang='fr'>mots</i>.</p><ul><li>an item</li></ul>"
    '<p><a href="https://example.org/">a page</a><a role="doc-noteref" href="#n1" id="r1">1</a></p>'
    '<table><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table><p><img alt="a dot" '
    'src="brief:///glyph.svg"></p><section role="doc-endnotes"><h2>Notes</h2>'
    '<ol style="list-style:none"><li id="n1"><a role="doc-backlink" href="#r1">1</a> A note.</li>'
    "</ol></section>"
)


def drawn(body: str, css: str = EDGES) -> bytes:
    return render(job("made", "<title>Made</title>", body, css)).content


def edited(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(drawn(SOUND))) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def each(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item for item in items if item.get("/S") == f"/{role}" and "/P" in item]


def swap_marks(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    steps = list(pikepdf.parse_content_stream(page))
    tags = [step.operands[1] for step in steps if str(step.operator) == "BDC"]
    first, second, *_ = [tag for tag in tags if "/MCID" in tag]
    first.MCID, second.MCID = 1, 0
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def without(role: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for element in each(pdf, role):
            for holder in (element, element.get("/A", {})):
                if key in holder:
                    del holder[key]

    return change


def unlink(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0]


def head_twice(pdf: pikepdf.Pdf) -> None:
    (head,), (body,) = each(pdf, "THead"), each(pdf, "TBody")
    body.K.append(head.K[0])


def text_in_a_list(pdf: pikepdf.Pdf) -> None:
    each(pdf, "LI")[0].S = pikepdf.Name.P


def no_label(pdf: pikepdf.Pdf) -> None:
    del each(pdf, "Note")[0].K[0]


def block_in_a_line(pdf: pikepdf.Pdf) -> None:
    each(pdf, "Span")[0].S = pikepdf.Name.P


def not_by_structure(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Tabs = pikepdf.Name.R


FAULTY = {
    "order": edited(swap_marks),
    "artifacts": drawn(SOUND, '@page{@top-left{content:"a"}}'),
    "spans": edited(without("Span", "/Lang")),
    "paragraphs": edited(block_in_a_line),
    "links": edited(unlink),
    "notes": edited(no_label),
    "headings": drawn(SOUND.replace("h2>", "h3>")),
    "tables": edited(head_twice),
    "lists": edited(text_in_a_list),
    "figures": edited(without("Figure", "/BBox")),
    "document": edited(not_by_structure),
}
ALSO_FAULTY = {
    "links": drawn('<h1>a</h1><p><a href="https://a.org/">https://a.org/</a></p>'),
    "notes": drawn('<h1>a</h1><p><a role="doc-noteref" href="#x">1</a><b id="x">b</b></p>'),
    "tables": edited(without("TH", "/Scope")),
    "artifacts": drawn('<h1>a</h1><p>b <i aria-hidden="true">hidden</i></p>'),
    "lists": edited(without("L", "/ListNumbering")),
    "headings": drawn("<h1 style=\"bookmark-label:'other'\">a</h1>"),
}


def test_a_sound_page_passes_all(book_of: BookOf) -> None:
    assert found(book_of(drawn(SOUND))) == set()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_what_it_is_for(book_of: BookOf, name: str) -> None:
    assert name in found(book_of(FAULTY[name]))


@pytest.mark.parametrize("name", ALSO_FAULTY)
def test_a_check_finds_the_other_thing_that_it_is_for(book_of: BookOf, name: str) -> None:
    assert name in found(book_of(ALSO_FAULTY[name]))


def found(book: Book) -> set[str]:
    return {name for name, check in CHECKS.items() if list(check(book))}
