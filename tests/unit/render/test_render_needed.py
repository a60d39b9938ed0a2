"""Rules that no element of a page can match are left out, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.house_css import house_css
from briefgen.compose.materials import HouseLook
from briefgen.job import SHIPPED, Job
from briefgen.render import RENDERERS, lay_out
from briefgen.render.fonts import font_files
from briefgen.render.needed import needed, on_page

ROOT = Path(__file__).parents[3]
PAGE = """\
<html lang="en"><body class="kind-brief with-code"><p class="lead">A <em lang="ja-JP">b</em></p>
<table><tr><td id="x">1</td></tr></table><!-- class="gone" --><svg><path d="M0 0"/></svg></body>
"""


def left(sheet: str, page: str = PAGE) -> str:
    """Return what is left of a sheet, without the spaces in place of what is not."""
    tree = tinyhtml5.parse(page, namespace_html_elements=False)
    return " ".join(needed(sheet, on_page(tree.iter())).split())


@pytest.mark.parametrize(
    "rule",
    [
        "p { color: red }",
        "* { color: red }",
        ".lead, .gone { color: red }",
        ".kind-brief.with-code td:first-child { color: red }",
        ".kind-brief > p.lead::before { content: 'a' }",
        "[lang|=ja] { color: red }",
        "em[lang|=ja], .gone { color: red }",
        "path { fill: red }",
        "P { color: red }",
        "td:nth-child(2n + 1) { color: red }",
        # what is not read in full stays
        "p:not(.gone) { color: red }",
        ":is(.gone, .lead) { color: red }",
        '[id="x"].gone { color: red }',
        ".éa { color: red }",
        ".--gone { color: red }",
        "#x { color: red }",
        "@page :first { margin: 0 }",
        "@media print { .gone { color: red } }",
        ".gone, p:has(em) { color: red }",
        ":root { --a: 1 }",
    ],
)
def test_a_rule_stays_that_an_element_may_match(rule: str) -> None:
    assert left(rule) == " ".join(rule.split())


@pytest.mark.parametrize(
    "rule",
    [
        ".gone { color: red }",
        "section { color: red }",
        ".lead .gone, .lead.gone { color: red }",
        "[lang|=de] p { color: red }",
        ".kind-brief ul li:last-child { color: red }",
        ".gone::marker { color: '}' }",
        ".gone /* p { */ { color: red }",
    ],
)
def test_a_rule_goes_that_no_element_can_match(rule: str) -> None:
    assert (
        left(f"p {{ margin: 0 }} {rule} td {{ margin: 0 }}") == "p { margin: 0 } td { margin: 0 }"
    )


def test_what_is_left_stands_where_it_stood() -> None:
    sheet = "p { margin: 0 }\n.gone {\n  color: red\n}\ntd { margin: 0 }\n"
    tree = tinyhtml5.parse(PAGE, namespace_html_elements=False)
    rest = needed(sheet, on_page(tree.iter()))
    assert rest.split("\n")[4] == "td { margin: 0 }"


@given(st.text(alphabet=".ap{};,\"'/*@ \n:", max_size=40))
def test_any_text_keeps_its_lines(sheet: str) -> None:
    tree = tinyhtml5.parse(PAGE, namespace_html_elements=False)
    rest = needed(sheet, on_page(tree.iter()))
    assert len(rest) <= len(sheet) + sheet.count("*/") + 1
    assert rest.count("\n") == sheet.count("\n")


def test_what_is_left_is_narrow_but_for_its_strings() -> None:
    sheet = "p   {\n    /* why\n  */ content: 'a  b';  color: red }"
    tree = tinyhtml5.parse(PAGE, namespace_html_elements=False)
    rest = needed(sheet, on_page(tree.iter()))
    assert rest == "p {\n\n content: 'a  b'; color: red }"


def test_faults_are_found_in_the_rules_of_a_project_whether_or_not_they_are_needed() -> None:
    def said(name: str) -> list[str]:
        css = ((name, ".gone { colour: red }"),)
        return [found.code for found in lay_out(Job("one", PAGE, css, "")).measured().diagnostics]

    assert "BG607" in said("templates/a/style.css")
    assert "BG607" not in said(f"{SHIPPED}a/style.css")


def test_a_page_is_the_same_without_what_it_does_not_need() -> None:
    css = "body { font: 10pt Source Sans 3 } .lead { color: #123 } .gone { color: #999 }"
    page, fonts = (
        PAGE.replace("<html", "<!DOCTYPE html><title>T</title><html"),
        font_files(cjk=False),
    )
    contents = {
        RENDERERS["pdf"](Job("one", page, ((name, css),), "", fonts=fonts, identifier="a")).content
        for name in ("own.css", f"{SHIPPED}a.css")
    }
    assert len(contents) == 1
    assert b"" not in contents


@pytest.mark.parametrize("sheet", sorted((ROOT / "templates").rglob("*.css")), ids=str)
def test_our_own_sheets_have_no_faults_in_any_rule(sheet: Path) -> None:
    shared = ROOT / "templates/_shared/style.css"
    texts = (house_css(HouseLook()), *(one.read_text("utf-8") for one in (shared, sheet)))
    css = tuple((f"{number}.css", text) for number, text in enumerate(texts))
    found = lay_out(Job("one", PAGE, css, "")).measured().diagnostics
    assert [fault for fault in found if fault.code == "BG607"] == []
