"""What is seen on laid-out pages: lines of parts, the size of running text, how full a page is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.job import Job
from briefgen.render import pdf
from briefgen.render.rendered import LaidOut

Make = Callable[..., Job]
PAGE = "@page{size:100mm 100mm;margin:10mm} body,p,ul,li{margin:0;padding:0} p,li{font-size:10pt}"
BREAK = '<p style="break-before:page">{}</p>'


def seen(job: Job) -> LaidOut:
    return pdf.Draft(job).measured().laid_out


def test_the_lines_of_a_part_are_those_of_its_paragraphs(job_of: Make) -> None:
    body = '<div id="part-a"><h2>Head</h2><p>One<br>two</p><p>three</p></div><p>none</p>'
    assert seen(job_of(body, PAGE)).part_lines == (("part-a", 3),)


def test_a_part_over_two_pages_has_all_its_lines(job_of: Make) -> None:
    body = f'<div id="part-a"><p>One</p>{BREAK.format("two")}</div>'
    assert seen(job_of(body, PAGE)).part_lines == (("part-a", 2),)


def test_the_size_is_that_of_the_running_text(job_of: Make) -> None:
    small = 'style="font-size:6pt"'
    body = (
        f"<p {small}>A line before all parts, longer than the text of the part below it</p>"
        '<div id="part-a"><p>Text <span style="font-size:6pt">and a remark, longer than the '
        f"text</span></p><table><tr><td><p {small}>A cell</p></td></tr></table></div>"
        f'<div id="part-notes"><p {small}>One</p><p {small}>two</p></div>'
    )
    assert seen(job_of(body, PAGE)).body_points == pytest.approx(10)


def test_small_running_text_is_seen(job_of: Make) -> None:
    body = '<ul id="part-a"><li style="font-size:8pt">Small</li></ul>'
    assert seen(job_of(body, PAGE)).body_points == pytest.approx(8)


def test_a_page_without_running_text_has_no_size(job_of: Make) -> None:
    assert seen(job_of("<h1>Title</h1>", PAGE)).body_points is None


@pytest.mark.parametrize(
    ("height", "least", "most"), [("0mm", 0.02, 0.1), ("40mm", 0.5, 0.6), ("75mm", 0.93, 1.0)]
)
def test_a_last_page_is_as_full_as_its_last_line_is_low(
    job_of: Make, height: str, least: float, most: float
) -> None:
    css = f"{PAGE} .low{{padding-top:{height}}} @page{{@bottom-left{{content:'Page'}}}}"
    body = '<p>One</p><div class="low" style="break-before:page"><p>Low</p></div>'
    assert least <= seen(job_of(body, css)).last_page_fill <= most


def test_heights_are_measured_in_millimetres(job_of: Make) -> None:
    css = PAGE + "p{line-height:5mm} .rail{float:right;height:30mm} table{line-height:9mm}"
    css += ".corner{position:absolute;top:0;height:30mm}"
    body = (
        '<div id="part-a"><p>One<br>two</p></div>'
        '<div id="part-b" class="rail"><p>Beside</p></div>'
        '<div id="part-c"><p>Three</p><p style="break-before:page">Four</p></div>'
        '<div id="part-d"><table><tr><td>Five</td></tr></table></div>'
        '<div id="part-e" class="corner"><p>Six</p></div>'
    )
    found = seen(job_of(body, css))
    assert found.page_mm == pytest.approx(80)
    assert found.line_mm == pytest.approx(5)
    heights = dict(found.part_mm)
    assert heights.keys() == {"part-a", "part-c", "part-d"}, "what is out of the flow takes no room"
    assert heights["part-a"] == pytest.approx(10)
    assert heights["part-c"] >= 10, "on both pages together"


def test_a_page_without_running_text_has_no_line(job_of: Make) -> None:
    found = seen(job_of("<table><tr><td>a</td></tr></table>", PAGE))
    assert found.line_mm == 0
    assert found.page_mm == pytest.approx(80)


def test_the_key_of_a_drawing_is_no_running_text(job_of: Make) -> None:
    key = (
        '<section id="part-strip"><p style="font-size: 7.6pt">Bar: it lasted as long.</p></section>'
    )
    assert seen(job_of(key)).body_points is None
    prose = '<section id="part-scope"><p style="font-size: 10pt">Words.</p></section>'
    assert seen(job_of(key + prose)).body_points == 10
