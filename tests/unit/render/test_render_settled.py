"""Variables and sums of style sheets are written in where they have one value on the whole page."""

from __future__ import annotations

import pytest

from briefgen.job import Job
from briefgen.render import lay_out
from briefgen.render.settled import settled, values_of
from briefgen.render.sums import Sum


def text(*sheets: str, html: str = "") -> str:
    """Return the last of the sheets, settled, without the spaces that keep columns."""
    return " ".join(settled(sheets[-1], values_of(sheets, html)).text.split())


def test_a_variable_is_written_in_from_any_sheet() -> None:
    assert text(":root { --ink: #123456; }", "p { color: var(--ink); }") == "p { color: #123456 ; }"


def test_the_last_root_rule_wins() -> None:
    first, last = ":root { --a: 1mm; }", ":root { --a: 2mm; } p { margin: var(--a); }"
    assert text(first, last).endswith("p { margin: 2mm ; }")
    assert text(last, first + " p { margin: var(--a); }").endswith("p { margin: 1mm ; }")


def test_sums_of_variables_of_variables() -> None:
    sheet = """
    /* How it gives way. */
    :root { --air: -0.5; --step: calc(2mm + 0.4mm * var(--air)); }
    p { margin: calc(-1.5 * (var(--step) + 1.2mm)) 0 max(0.4mm, var(--step)); }
    """
    assert "p { margin: -12.75591pt 0 5.10236pt ; }" in text(sheet)


@pytest.mark.parametrize(
    ("sheets", "html"),
    [
        pytest.param([":root { --a: 1mm; } .b { --a: 2mm; }"], "", id="declared-elsewhere"),
        pytest.param(["@media screen { :root { --a: 1mm; } }"], "", id="for-screens"),
        pytest.param([":root { --a: 1mm !important; } :root { --a: 2mm; }"], "", id="important"),
        pytest.param([":root { --a: 1mm; }"], '<p style="--a: 2mm">', id="in-the-page"),
        pytest.param([":root { --a: var(--b); --b: var(--a); }"], "", id="in-a-circle"),
        pytest.param([":root { --a: ; }"], "", id="empty"),
        pytest.param([":root { --b: 1mm; }"], "", id="declared-nowhere"),
    ],
)
def test_what_has_not_one_value_stays_for_the_engine(sheets: list[str], html: str) -> None:
    rule = "p { margin: var(--a); }"
    assert text(*sheets, rule, html=html) == rule


def test_a_value_that_grows_without_end_stays() -> None:
    grows = " ".join(f"--v{n}: {f'var(--v{n + 1}) ' * 9};" for n in range(30))
    rule = "p { margin: var(--v0); }"
    assert text(f":root {{ {grows} --v30: 1mm; }}", rule) == rule


def test_strings_and_comments_are_left_alone() -> None:
    sheet = '/* var(--a) */ p::before { content: "var(--a) calc(1mm + 1mm)" }'
    assert text(":root { --a: 1mm; }", sheet) == sheet


@pytest.mark.parametrize(
    ("value", "worked_out"),
    [
        ("calc(1in - 2pt)", "70pt"),
        ("calc(2 * 3)", "6"),
        ("max(1mm, 2pt, 0pt)", "2.83465pt"),
        ("min(1in, 6pc)", "72pt"),
        ("calc(10pt / 4 - 3pt)", "-0.5pt"),
        ("calc(0pt * -1)", "0pt"),
        ("calc((1pt + 2pt) * 2)", "6pt"),
    ],
)
def test_a_sum_is_worked_out(value: str, worked_out: str) -> None:
    assert Sum(value).worked_out() == worked_out


@pytest.mark.parametrize(
    "value",
    [
        "calc(100% - 2mm)",
        "calc(1em + 2mm)",
        "calc(1mm + 2)",
        "calc(1mm * 2mm)",
        "calc(1mm / 0)",
        "calc(1mm +2mm)",
        "calc(1mm +)",
        "calc()",
        "max(1mm, 2)",
        "calc(1mm",
        "calc(1mm) 2mm)",
        "calc(" * 40 + "1mm" + ")" * 40,
        "calc(1mm, 2mm)",
        "1mm + 2mm",
    ],
)
def test_what_is_no_sum_of_lengths_is_left_alone(value: str) -> None:
    assert Sum(value).worked_out() == value


def test_lines_and_columns_stay_those_of_the_template() -> None:
    sheet = ':root { --serif: "A Long Name", serif; }\np { font: 1pt var(--serif); colour: red; }\n'
    made = settled(sheet, values_of([sheet]))
    assert made.text.count("\n") == 2
    line = made.text.splitlines()[1]
    found = line.index("colour") + 1
    assert made.column(2, found) == sheet.splitlines()[1].index("colour") + 1 != found
    assert made.column(2, 3) == 3


def test_a_fault_behind_a_long_value_is_told_where_it_stands() -> None:
    css = ':root { --serif: "A Long Name", serif; }\np { font: 1pt var(--serif); colour: red; }\n'
    page = '<html lang="en"><head><title>T</title></head><body><p>Text.</p></body></html>'
    seen = lay_out(Job("one", page, (("own.css", css),), "")).measured()
    spans = [fault.span for fault in seen.diagnostics if fault.code == "BG607"]
    assert [(span.path, span.line, span.column) for span in spans if span] == [("own.css", 2, 29)]
