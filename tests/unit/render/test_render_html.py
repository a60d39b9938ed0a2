"""The HTML file holds everything that it needs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable

from briefgen.job import Asset, Job
from briefgen.render import RENDERERS
from briefgen.render.fonts import font_files

html = RENDERERS["html"]


def test_pictures_in_tags_and_styles_come_along(
    job_of: Callable[..., Job], picture: Callable[..., Asset]
) -> None:
    asset = picture("figures/a b.png")
    body = (
        '<img src="brief:///figures/a%20b.png" alt="x"> <p>literally src="brief:///figures/a"</p>'
        "<p style='background:url(brief:///figures/a%20b.png)'>y</p>"
    )
    made = html(job_of(body, "p{background:url('figures/a b.png')}", assets=(asset,)))
    text = made.content.decode()
    assert made.diagnostics == ()
    assert text.count(b64encode(asset.content).decode()) == 3
    assert 'literally src="brief:///figures/a"' in text
    assert text.count("brief:///") == 1


def test_fonts_come_along_but_not_those_of_megabytes(job_of: Callable[..., Job]) -> None:
    text = html(job_of("<p>x</p>", fonts=font_files(cjk=True))).content.decode()
    assert text.count("@font-face") == 4
    assert "Noto Sans CJK" not in text


def test_the_page_may_ask_for_nothing(job_of: Callable[..., Job]) -> None:
    text = html(job_of("<p>x</p>")).content.decode()
    assert re.search(r'Content-Security-Policy" content="default-src &#x27;none&#x27;', text)
    assert text.index("Content-Security-Policy") < text.index("</head>") < text.index("<p>x</p>")


def test_a_missing_picture_is_reported_and_a_link_is_let_be(job_of: Callable[..., Job]) -> None:
    body = '<img src="brief:///b.png" alt="x"><a href="https://example.org">y</a><a href="#z">z</a>'
    assert [found.code for found in html(job_of(body)).diagnostics] == ["BG602"]


def test_a_style_sheet_cannot_end_its_element(job_of: Callable[..., Job]) -> None:
    css = 'p::after{content:"</style><script>alert(1)</script>"}'
    assert b"<script>" not in html(job_of("<p>x</p>", css)).content.replace(b"<\\/", b"")[:200]
    assert b"</style><script>" not in html(job_of("<p>x</p>", css)).content


def test_the_same_job_gives_the_same_bytes(job_of: Callable[..., Job]) -> None:
    assert html(job_of("<p>x</p>")).content == html(job_of("<p>x</p>")).content


def test_markdown_passes_through_as_utf8(job_of: Callable[..., Job]) -> None:
    made = RENDERERS["markdown"](job_of("<p>x</p>", markdown="# Tōkyō\n"))
    assert (made.content, made.pages) == ("# Tōkyō\n".encode(), 0)
