"""Finished documents conform to PDF/A and PDF/UA in the eyes of veraPDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from briefgen.job import Asset, Job
from briefgen.render.fonts import font_files
from briefgen.render.pdf import render

GLYPH = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12">{}'
    '<circle cx="6" cy="6" r="5" fill="#a00"/></svg>'
)
HIDDEN_GLYPH = GLYPH.format("").replace("<svg", '<svg aria-hidden="true"')
WORDS = "The office opens in the autumn, and the ministers take note of it. "
BASE = """
@page { size: A4; margin: 25mm 20mm 25mm 20mm }
html { font-family: "Source Sans 3", "Noto Sans CJK JP"; font-size: 10pt }
h1, h2 { font-family: "Source Serif 4" }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: .5pt solid #888; text-align: left }
"""
ROWS = "".join(
    f'<tr><th scope="row">Item {row}</th><td>{WORDS}</td><td>{row}</td></tr>' for row in range(90)
)

PAGES: dict[str, tuple[str, str]] = {
    "table": (
        "<h1>Table</h1><table><caption>Over pages</caption><thead><tr><th>Item</th><th>Text</th>"
        f"<th>Number</th></tr></thead><tbody>{ROWS}</tbody>"
        '<tfoot><tr><td colspan="2">Sum</td><td>4005</td></tr></tfoot></table>',
        "tr{break-inside:avoid} td:first-letter{color:#600}",
    ),
    "spans": (
        '<h1>Spans</h1><table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr>'
        "<tr><th>C</th><th>D</th></tr></thead>"
        "<tbody><tr><td>1</td><td></td><td>3</td></tr></tbody></table>",
        "",
    ),
    "lists": (
        "<h1>Lists</h1><ol><li>One<ul><li><p>Two</p><ol><li>Three</li></ol></li></ul></li>"
        "<li>Four</li></ol><dl><dt>Term</dt><dd>Description</dd><dt>Other</dt><dd>More</dd></dl>"
        '<ul class="plain"><li>Plain</li></ul><ul class="drawn"><li>Drawn</li></ul>',
        ".plain{list-style:none} .drawn{list-style-image:url(brief:///glyph.svg)}",
    ),
    "links": (
        '<h1 id="top">Links</h1><nav><ol><li><a href="#end">To the end</a></li></ol></nav>'
        f'<p>{WORDS} <a href="https://example.org/a?b=c&amp;d">{WORDS * 3}</a></p>'
        '<p><a href="https://example.org/"><em>With <b>words</b></em> in it</a> and '
        '<a href="mailto:a@example.org"><img src="brief:///photo.jpg" alt="A photograph"></a></p>'
        f'<p>{WORDS * 200}</p><h2 id="end">End</h2><p><a href="#top">Back</a></p>',
        'nav a::after{content:leader(".") target-counter(attr(href url),page)}',
    ),
    "figures": (
        '<h1>Figures</h1><figure><img src="brief:///photo.jpg" alt="A photograph">'
        '<figcaption>Photograph</figcaption></figure><figure><img src="brief:///clear.png" '
        'alt="A picture one can see through"></figure><p><img src="brief:///glyph.svg" alt="A dot">'
        f"{GLYPH.format('<title>Confirmed</title>')} confirmed "
        f"{HIDDEN_GLYPH} decoration "
        '<img src="brief:///palette.png" alt=""></p>',
        "img{width:30mm;image-rendering:auto} body{background:url(brief:///clear.png) no-repeat}"
        " p::before{content:url(brief:///glyph.svg)}",
    ),
    "japanese": (
        '<h1>Languages</h1><p>The <span lang="ja">東京連絡事務所 <b>太字</b></span> and '
        '<i lang="fr">l’été</i>, <span lang="el">Αθήνα</span>, '
        '<abbr title="North Atlantic Treaty Organization">NATO</abbr>.</p>'
        '<blockquote lang="ja"><p>日本語の段落です。</p></blockquote>',
        "",
    ),
    "notes": (
        '<h1>Notes</h1><p>A claim.<sup><a href="#n1" id="r1" role="doc-noteref">1</a></sup> Another'
        '<span class="foot">Said at the foot.</span>.</p><section role="doc-endnotes">'
        '<h2>Notes</h2><ol><li id="n1">The source. <a href="#r1" role="doc-backlink">↑</a></li>'
        '</ol></section><p><span role="note" id="n2">A note.</span></p>',
        ".foot{float:footnote}",
    ),
    "marking": (
        '<div class="head"><p><b>TLP:AMBER</b> <a href="https://example.org">FIRST</a></p></div>'
        f"<h1>Marked pages</h1><p>{WORDS * 150}</p>",
        "@page{@top-center{content:element(head);background:#000;color:#ffc000}"
        '@bottom-center{content:"TLP:AMBER " counter(page) " of " counter(pages);'
        "background:#000;color:#ffc000}@bottom-left-corner{content:url(brief:///glyph.svg)}}"
        ".head{position:running(head)}",
    ),
    "rail": (
        '<main><h1>Beside a rail</h1><aside class="rail"><h2>Rail</h2><ul><li>One</li></ul></aside>'
        f'<p>{WORDS * 120}</p><div class="at">Placed</div></main>',
        ".rail{float:right;width:45mm;margin:0 0 5mm 5mm;background:#eee;border-radius:2mm}"
        " .at{position:absolute;top:0;right:0;transform:rotate(3deg)}"
        " main{position:relative} h2{break-after:avoid} .rail h2{bookmark-level:none}",
    ),
    "layout": (
        '<h1>Layout</h1><div class="flex"><p>a</p><p>b</p></div><div class="grid"><p>c</p><p>d</p>'
        f'</div><div class="columns"><p>{WORDS * 60}</p></div><p>Interna\u00adtional<br>line</p>'
        '<section class="wide"><h2>Wide</h2><p>x</p></section>',
        ".flex{display:flex} .grid{display:grid;grid-template-columns:1fr 1fr} .columns{columns:2}"
        " p{hyphens:auto;text-align:justify;box-shadow:1mm 1mm #ccc;color:rgb(0 0 0/.8)}"
        " @page wide{size:A4 landscape} .wide{page:wide} h1{font-variant-caps:small-caps}",
    ),
}

BROKEN: dict[str, tuple[str, str, str]] = {
    "title": ("<title></title>", "<h1>No title</h1>", "7.1-9"),
    "alternative": ("<title>T</title>", '<img src="brief:///photo.jpg">', "7.3-1"),
    "heading": ("<title>T</title>", "<h1>One</h1><h3>Three</h3>", "7.4.2-1"),
    "glyph": ("<title>T</title>", "<p>\U0001f600</p>", "7.21.8-1"),
}


def picture(name: str, kind: str, mode: str) -> Asset:
    out = BytesIO()
    Image.new(mode, (60, 40), 1).save(out, kind)
    return Asset(name, f"image/{kind.lower()}", out.getvalue())


def job(name: str, head: str, body: str, css: str) -> Job:
    glyph = GLYPH.format("<title>Dot</title>").encode()
    return Job(
        name=name,
        html=f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>',
        css=(("base.css", BASE), ("page.css", css)),
        markdown="",
        assets=(
            Asset("glyph.svg", "image/svg+xml", glyph),
            picture("photo.jpg", "JPEG", "RGB"),
            picture("clear.png", "PNG", "RGBA"),
            picture("palette.png", "PNG", "P"),
        ),
        fonts=font_files(cjk="ja" in body),
        created="2026-01-02T03:04:05+00:00",
        identifier=name,
    )


@pytest.fixture(scope="module")
def verdicts(
    verapdf: Callable[..., Mapping[str, Mapping[str, tuple[str, ...]]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return what veraPDF says of every page here, from one run."""
    documents = {}
    for name, (body, css) in PAGES.items():
        head = f'<title>{name}</title><meta name="author" content="A. B.">'
        made = render(job(name, head, body, css))
        assert made.diagnostics == (), name
        documents[name] = made.content
    for name, (head, body, _) in BROKEN.items():
        documents[f"broken-{name}"] = render(job(name, head, body, "")).content
    return verapdf(documents, tmp_path_factory.mktemp("conformance"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_conforms_to_both_standards(
    verdicts: Mapping[str, Mapping[str, tuple[str, ...]]], name: str
) -> None:
    assert verdicts[name] == {"3a": (), "ua1": ()}


@pytest.fixture(scope="module")
def newer_verdicts(
    verapdf: Callable[..., Mapping[str, Mapping[str, tuple[str, ...]]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return what veraPDF says of every page here when it is of PDF 2.0, from one run."""
    pages = {name: (f"<title>{name}</title>", *page) for name, page in PAGES.items()}
    pages |= {f"broken-{name}": (*page[:2], "") for name, page in BROKEN.items()}
    made = {
        name: render(replace(job(name, *page), standard="ua2-a4f", markdown="a\n")).content
        for name, page in pages.items()
    }
    return verapdf(made, tmp_path_factory.mktemp("newer"), ("4f", "ua2"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_pdf_2_conforms_to_both_newer_standards(
    newer_verdicts: Mapping[str, Mapping[str, tuple[str, ...]]], name: str
) -> None:
    assert newer_verdicts[name] == {"4f": (), "ua2": ()}


@pytest.mark.parametrize(
    ("name", "rule"),
    [("title", "8.11.1-1"), ("alternative", "8.2.5.28.2-1"), ("glyph", "8.4.5.9-1")],
)
def test_a_page_of_pdf_2_broken_on_purpose_does_not(
    newer_verdicts: Mapping[str, Mapping[str, tuple[str, ...]]], name: str, rule: str
) -> None:
    assert rule in newer_verdicts[f"broken-{name}"]["ua2"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_broken_on_purpose_does_not(
    verdicts: Mapping[str, Mapping[str, tuple[str, ...]]], name: str
) -> None:
    assert BROKEN[name][2] in verdicts[f"broken-{name}"]["ua1"]
