"""Bad breaks and text out of its place are seen on the boxes; a sound page has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.job import Job
from briefgen.render import Flaw, pdf
from briefgen.render.rendered import MOST_FLAWS

Make = Callable[..., Job]
PAGE = """\
@page { size: 100mm 100mm; margin: 10mm; @bottom-left { content: "Foot" } }
body, p, ul, ol, li, h2, table, div { margin: 0; padding: 0; font: 10pt/5mm "Source Sans 3" }
table { border-spacing: 0 }
td, th { padding: 0; vertical-align: top }
"""
"""Sixteen lines fit on a page."""
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"
WORDS = "<br>".join(f"Line {number}" for number in range(1, 6))
HARD = "p { orphans: 1; widows: 1 }"
ROW = "<tr><td>one<br>two<br>three</td><td>x</td></tr>"


def lines(number: int) -> str:
    """Return as many paragraphs of one line."""
    return "<p>x</p>" * number


def flaws(job: Job) -> tuple[Flaw, ...]:
    return pdf.Draft(job).measured().laid_out.flaws


def kinds(job: Job) -> list[tuple[str, int]]:
    return [(flaw.kind, flaw.page) for flaw in flaws(job)]


def test_a_heading_at_the_foot_of_a_page(job_of: Make) -> None:
    body = f'{lines(15)}<div id="part-a"><h2>Head</h2><p>Text</p></div>'
    assert flaws(job_of(body, PAGE + "h2 { break-after: auto }")) == (
        Flaw("stranded-heading", 1, "a", "Head"),
    )
    assert flaws(job_of(body, PAGE + "h2 { break-after: avoid }")) == ()


def test_a_year_of_a_table_at_the_foot_of_a_page(job_of: Make) -> None:
    year = "<tbody><tr><th scope=rowgroup>2023</th></tr><tr><td>May</td></tr></tbody>"
    body = f"{lines(15)}<table>{year}</table>"
    assert kinds(job_of(body, PAGE + "tr { break-after: auto }")) == [("stranded-heading", 1)]


def test_a_heading_before_columns_and_at_the_end_is_none(job_of: Make) -> None:
    columns = '<h2>Head</h2><div style="columns: 2"><p>One</p><p>Two</p></div>'
    assert flaws(job_of(f"{columns}<h2>Last</h2>", PAGE)) == ()


def test_a_heading_at_the_foot_of_a_column(job_of: Make) -> None:
    css = PAGE + "div { columns: 2; column-fill: auto; height: 20mm } h2 { break-after: auto }"
    body = f"<div>{lines(3)}<h2>Head</h2><p>Text</p></div>"
    assert kinds(job_of(body, css)) == [("stranded-heading", 1)]


@pytest.mark.parametrize(
    ("before", "found"), [(15, [("orphan", 1)]), (12, [("widow", 2)]), (13, []), (14, [])]
)
def test_lines_left_alone(job_of: Make, before: int, found: list[tuple[str, int]]) -> None:
    assert kinds(job_of(f"{lines(before)}<p>{WORDS}</p>", PAGE + HARD)) == found


def test_of_two_lines_that_are_parted_one_is_told(job_of: Make) -> None:
    assert kinds(job_of(f"{lines(15)}<p>one<br>two</p>", PAGE + HARD)) == [("widow", 2)]


def test_paragraphs_of_one_line_and_running_lines_are_not_alone(job_of: Make) -> None:
    assert flaws(job_of(lines(40), PAGE + HARD)) == ()


def test_a_short_row_over_two_pages(job_of: Make) -> None:
    body = f"{lines(14)}<table><tbody>{ROW}{ROW}</tbody></table>"
    loose = PAGE + "td { orphans: 1; widows: 1 }"
    assert kinds(job_of(body, loose)) == [("split-row", 1)]
    assert flaws(job_of(body, loose + "tr { break-inside: avoid }")) == ()


def test_a_row_that_is_longer_than_a_third_of_a_page_may_be_parted(job_of: Make) -> None:
    row = ROW.replace("three", "three" + "<br>more" * 4)
    body = f"{lines(14)}<table><tbody>{row}</tbody></table>"
    assert flaws(job_of(body, PAGE + "td { orphans: 1; widows: 1 }")) == ()


def notes(number: int) -> str:
    return "".join(f'<li id="note-{n}">Note {n}<br>more</li>' for n in range(1, number + 1))


def test_a_note_alone_on_a_page(job_of: Make) -> None:
    css = PAGE + "li { break-inside: avoid }"
    assert flaws(job_of(f"{lines(11)}<ol>{notes(3)}</ol>", css)) == (
        Flaw("lone-note", 2, "", "Note 3 more"),
    )
    assert flaws(job_of(f"{lines(9)}<ol>{notes(3)}</ol>", css)) == ()
    assert flaws(job_of(f"{lines(15)}<ol>{notes(1)}</ol>", css)) == ()


def test_a_broken_note(job_of: Make) -> None:
    css = PAGE + "li { orphans: 1; widows: 1 }"
    assert ("lone-note", 2) in kinds(job_of(f"{lines(15)}<ol>{notes(3)}</ol>", css))


def test_a_footnote_that_is_broken(job_of: Make) -> None:
    note = f'<p>Text<span class="n">{WORDS}<br>{WORDS}</span></p>'
    css = PAGE + ".n { float: footnote; orphans: 1; widows: 1 }"
    assert flaws(job_of(note, css)) == ()
    assert ("lone-note", 2) in kinds(job_of(lines(10) + note, css))


def test_a_word_wider_than_its_cell(job_of: Make) -> None:
    css = PAGE + "table { table-layout: fixed; width: 40mm }"
    body = f"<table><tr><td>{LONG}</td><td></td></tr></table>"
    assert flaws(job_of(body, css)) == (Flaw("overflowing-cell", 1, "", LONG, LONG),)
    assert flaws(job_of(body, css + "td { overflow-wrap: anywhere }")) == ()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (LONG, "overflowing-word"),
        (f"https://example.org/{LONG}", "overflowing-address"),
        (f"someone@{LONG}.org", "overflowing-address"),
    ],
)
def test_a_word_wider_than_its_column(job_of: Make, word: str, kind: str) -> None:
    body = f'<div style="width: 30mm"><p>See {word}</p></div>'
    assert kinds(job_of(body, PAGE)) == [(kind, 1)]
    assert flaws(job_of(body, PAGE + "p { overflow-wrap: anywhere }")) == ()


def test_words_in_the_padding_and_marks_of_lists_are_in_place(job_of: Make) -> None:
    css = PAGE + "p { padding: 0 5mm; text-indent: -5mm } ul { padding-left: 8mm }"
    assert flaws(job_of("<p>Hanging</p><ul><li>One</li></ul>", css)) == ()


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("height: 5mm; overflow: hidden", "lost-text"),
        ("position: relative; top: 76mm", "lost-text"),
        ("position: relative; left: -25mm", "lost-text"),
        ("white-space: nowrap; padding-left: 75mm", "lost-text"),
        ("height: 5mm", "overprinted-text"),
        ("margin-bottom: -10mm", "overprinted-text"),
    ],
)
def test_text_that_is_lost_or_printed_over(job_of: Make, style: str, kind: str) -> None:
    body = "<div class=a><p>One<br>two<br>three three three</p></div><p>The next, a long one</p>"
    assert kind in [flaw.kind for flaw in flaws(job_of(body, PAGE + f".a {{ {style} }}"))]
    assert flaws(job_of(body, PAGE)) == ()


def test_raised_numbers_and_tight_lines_touch_nothing(job_of: Make) -> None:
    css = PAGE + "p { line-height: 1 } sup { font-size: 60%; line-height: 0 }"
    assert flaws(job_of(f"<p>{'Ágy word<sup>12</sup> ' * 60}</p>", css)) == ()


def test_what_is_hidden_or_turned_is_not_judged(job_of: Make) -> None:
    css = PAGE + ".a { visibility: hidden } .b { transform: rotate(90deg) } .c { margin-top: -5mm }"
    for name in "ab":
        body = f'<p class="{name}">One</p><p class="c">Two</p>'
        assert flaws(job_of(body, css)) == ()


def test_a_running_line_that_is_printed_over_is_told_once(job_of: Make) -> None:
    css = PAGE + "@page { @bottom-left { content: 'Foot'; width: 40mm; white-space: nowrap }"
    css += "@bottom-center { content: 'Page'; width: 70mm; margin-left: -40mm } }"
    found = flaws(job_of(lines(40), css))
    assert [flaw.part[:8] for flaw in found if flaw.kind == "overprinted-text"] in (
        [],
        ["@bottom-"],
    )


def test_text_over_a_running_line_is_the_text_s_fault(job_of: Make) -> None:
    body = '<p style="position: absolute; top: 84mm">Over</p>'
    assert [
        (f.text, f.word) for f in flaws(job_of(body, PAGE)) if f.kind == "overprinted-text"
    ] == [("Over", "Foot")]


def test_what_is_lost_is_told_however_much_is_ugly(job_of: Make) -> None:
    words = "".join(f"<p class=n>{LONG}{n}</p>" for n in range(MOST_FLAWS + 20))
    lost = '<p style="position: absolute; left: 900mm">Gone</p>'
    css = PAGE + ".n { width: 9mm; overflow-wrap: normal; hyphens: none }"
    kinds = [flaw.kind for flaw in flaws(job_of(f"{words}{lost}", css))]
    assert len(kinds) == MOST_FLAWS
    assert "lost-text" in kinds


def test_no_more_are_told_than_anyone_mends(job_of: Make) -> None:
    cells = "".join(f"<tr><td>{LONG}{n}</td><td></td></tr>" for n in range(MOST_FLAWS + 20))
    css = PAGE + "table { table-layout: fixed; width: 40mm }"
    assert len(flaws(job_of(f"<table>{cells}</table>", css))) == MOST_FLAWS
