"""One HTML element is one structure element, in the order of the HTML."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from briefgen.job import Asset, Job
from briefgen.render.pdf import render


def outline(content: bytes) -> str:
    """Return the structure as text: `Role(kids)`, marked content as `.`, annotations as `@`."""
    with pikepdf.open(BytesIO(content)) as document:
        return shown(document.Root.StructTreeRoot.K[0])


def shown(item: pikepdf.Object) -> str:
    if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") == "/MCR":
        return "."
    if item.get("/Type") == "/OBJR":
        return "@"
    return f"{str(item.S)[1:]}({' '.join(map(shown, item.get('/K', [])))})"


def facts(content: bytes, role: str, fact: Callable[[pikepdf.Object], object]) -> list[object]:
    """Return something of each structure element of one role, in the order of the file."""
    with pikepdf.open(BytesIO(content)) as document:
        return [
            fact(item)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{role}"
        ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>a</h1><p>b <b>c</b></p>", "H1(.) P(. .)"),
        ("<div>a</div>", "Div(P(.))"),
        ("<section><h1>a</h1></section>", "Sect(H1(.))"),
        (
            "<ul><li>a<ol><li>b</li></ol></li></ul>",
            "L(LI(Lbl(.) LBody(. L(LI(Lbl(.) LBody(.))))))",
        ),
        (
            "<dl><dt>a</dt><dd>b</dd><dd>c</dd><div><dt>d</dt><dd>e</dd></div></dl>",
            "L(LI(Lbl(.) LBody(.) LBody(.)) LI(Lbl(.) LBody(.)))",
        ),
        (
            '<p><a href="https://example.org">a <b>b</b></a></p>',
            "P(Link(@ . .))",
        ),
        ('<p>a <span lang="ja">b</span></p>', "P(. Span(.))"),
        ('<p>a <span lang="en">b</span></p>', "P(. .)"),
        ('<p>a <span aria-hidden="true">b</span></p>', "P(.)"),
        (
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td></td></tr></tbody></table>",
            "Table(THead(TR(TH(.))) TBody(TR(TD())))",
        ),
        (
            '<figure><img src="brief:///a.png" alt="x"><figcaption>b</figcaption></figure>',
            "Div(Figure(.) Caption(.))",
        ),
        ('<p>a</p><img src="brief:///a.png" alt="">', "P(.)"),
    ],
)
def test_html_becomes_structure(
    job_of: Callable[..., Job], picture: Callable[..., Asset], body: str, expected: str
) -> None:
    made = render(job_of(body, assets=(picture(),)))
    assert made.diagnostics == ()
    assert outline(made.content) == f"Document({expected})"


def test_a_table_over_pages_is_one_table_with_one_header(job_of: Callable[..., Job]) -> None:
    rows = "<tr><td>b</td></tr>" * 120
    body = f"<table><thead><tr><th>a</th></tr></thead><tbody>{rows}</tbody></table>"
    made = render(job_of(body))
    assert made.pages > 2
    header, content = "THead(TR(TH(.)))", " ".join(["TR(TD(.))"] * 120)
    assert outline(made.content) == f"Document(Table({header} TBody({content})))"


def test_a_paragraph_over_pages_is_one_paragraph(job_of: Callable[..., Job]) -> None:
    made = render(job_of(f"<p>{'word ' * 3000}</p>"))
    assert made.pages > 1
    [kids] = facts(made.content, "P", lambda item: [shown(kid) for kid in item.K])
    [pages] = facts(made.content, "P", lambda item: [_is_elsewhere(kid) for kid in item.K])
    assert set(kids) == {"."}
    assert pages == sorted(pages)
    assert set(pages) == {False, True}


def _is_elsewhere(kid: pikepdf.Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.Type == "/MCR" and "/Pg" in kid


def test_running_headers_are_artifacts_and_their_links_are_not_active(
    job_of: Callable[..., Job],
) -> None:
    body = '<p class="r">a <a href="https://example.org">b</a></p><p>c</p>'
    css = '.r{position:running(r)} @page{@top-left{content:element(r)} @top-right{content:"d"}}'
    content = render(job_of(body, css)).content
    assert outline(content) == "Document(P(.))"
    with pikepdf.open(BytesIO(content)) as document:
        page = document.pages[0]
        operators = pikepdf.parse_content_stream(page)
        assert len(page.get("/Annots", [])) == 0
    artifacts = [
        str(step.operands[1].get("/Type"))
        for step in operators
        if str(step.operator) == "BDC" and step.operands[0] == "/Artifact"
    ]
    assert artifacts == ["/Pagination"] * 3


def test_reading_order_is_that_of_the_html_for_floats_and_positioned_boxes(
    job_of: Callable[..., Job],
) -> None:
    body = (
        '<div><p style="position:absolute;top:5cm">a</p><h1>b</h1></div>'
        '<aside style="float:right">c</aside><p>d</p>'
    )
    expected = "Document(Div(P(.) H1(.)) Sect(P(.)) P(.))"
    assert outline(render(job_of(body)).content) == expected


def test_languages_abbreviations_and_scopes_are_told(job_of: Callable[..., Job]) -> None:
    body = (
        '<p><span lang="fr">a</span> <abbr title="North Atlantic">b</abbr></p>'
        "<table><thead><tr><th>c</th><th>d</th></tr></thead>"
        '<tr><th scope="row">e</th><td>f</td></tr></table>'
    )
    content = render(job_of(body)).content
    assert facts(content, "Span", lambda item: str(item.get("/Lang", ""))) == ["fr", ""]
    assert facts(content, "Span", lambda item: str(item.get("/E", ""))) == ["", "North Atlantic"]
    scopes = facts(content, "TH", lambda item: str(item.A.Scope))
    assert scopes == ["/Column", "/Column", "/Row"]


def test_a_link_says_its_words_on_each_line(job_of: Callable[..., Job]) -> None:
    words = " ".join(f"word{number}" for number in range(40))
    content = render(job_of(f'<p><a href="https://example.org">{words}</a></p>')).content
    with pikepdf.open(BytesIO(content)) as document:
        contents = [str(area.Contents) for area in document.pages[0].Annots]
    assert len(contents) > 1
    assert set(contents) == {words}


def test_a_picture_without_alternative_is_reported_once(
    job_of: Callable[..., Job], picture: Callable[..., Asset]
) -> None:
    made = render(job_of('<img src="brief:///a.png">' * 2, assets=(picture(),)))
    assert [found.code for found in made.diagnostics] == ["BG701"]


def test_text_in_a_see_through_group_is_reported(job_of: Callable[..., Job]) -> None:
    made = render(job_of('<p style="opacity:.5">a</p>'))
    assert [found.code for found in made.diagnostics] == ["BG704"]
    assert render(job_of('<p style="color:rgb(0 0 0/.5)">a</p>')).diagnostics == ()
