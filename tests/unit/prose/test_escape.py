"""Escaping: as little as practical, and never too little."""

from __future__ import annotations

import pytest

from briefgen.prose.escape import escape_markdown


@pytest.mark.parametrize(
    "plain",
    [
        "11 July 2023.",
        "Vilnius, 11–12 July 2023: communiqué (paras. 3–5), 2.5 % of GDP; 10:30:45.",
        "snake_case_name and press@nato.int",
        "2 * 3 < 7 and 7 > 3",
        "~5 km to ~6 km",
        "R&D costs $5m to $10m",
        "-5 degrees, +3 more",
        "https://example.org/a_b?c=1&d=2#e",
        "Wow! He said “no”.",
        "a|b",
        "1.5 million",
        "C:\\temp",
    ],
)
def test_ordinary_text_is_left_alone(plain: str) -> None:
    assert escape_markdown(plain) == plain


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("2. ", "2\\. "),
        ("1986. A great year", "1986\\. A great year"),
        ("3) x", "3\\) x"),
        ("- x", "\\- x"),
        ("+", "\\+"),
        ("# x", "\\# x"),
        ("> x", "\\> x"),
        ("===", "\\==="),
        ("--- | ---", "\\--- | ---"),
        ("| x", "\\| x"),
        ("    x", " x"),
        ("C #", "C \\#"),
        ("*x* _y_", "\\*x\\* \\_y\\_"),
        ("[^1] [x](y)", "\\[^1\\] \\[x\\](y)"),
        ("a~b~", "a\\~b\\~"),
        ("~~~", "\\~\\~\\~"),
        ("`x`", "\\`x\\`"),
        ("<b> &amp; &#38;", "\\<b> \\&amp; \\&#38;"),
        ("\\* end\\", "\\\\\\* end\\\\"),
        ("@user (#123) :smile: $x$", "\\@user (\\#123) \\:smile: \\$x$"),
        ("https://a.b/*c*", "https\\://a.b/\\*c\\*"),
        ("www.a.b/*", "www\\.a.b/\\*"),
        ("one\r\n  two\u2028three", "one two three"),
    ],
)
def test_what_would_mean_something_is_escaped(plain: str, expected: str) -> None:
    assert escape_markdown(plain) == expected


def test_table_cells_escape_pipes_and_no_line_starts() -> None:
    assert escape_markdown("2. a|b", in_table=True) == "2. a\\|b"
    assert escape_markdown("a\\|b", in_table=True) == "a\\\\\\|b"


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("$5 and $6", "$5 and $6"),
        ("$a$ b", r"\$a$ b"),
        ("$a b$ c $d", r"\$a b$ c $d"),
        ("$ a$", "$ a$"),
        ("a$$b", r"a\$\$b"),
        ("$1$2", "$1$2"),
    ],
)
def test_dollars_that_would_be_mathematics(plain: str, markdown: str) -> None:
    assert escape_markdown(plain) == markdown
