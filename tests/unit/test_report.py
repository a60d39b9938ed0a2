"""Findings as text: the caret stands under its words, and nothing else reaches the terminal."""

from __future__ import annotations

import unicodedata

import pytest

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.report import format_diagnostic, summary


def shown(diagnostic: Diagnostic, *lines: str) -> list[str]:
    return format_diagnostic(diagnostic, lambda path: lines, lambda text, style: text).split("\n")


def columns(text: str) -> int:
    """Count the cells that a terminal gives a text; a tab runs to the next multiple of 8."""
    cells = 0
    for char in text:
        if char == "\t":
            cells += 8 - cells % 8
        elif unicodedata.category(char) not in ("Mn", "Me"):
            cells += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return cells


def pointed_at(line: str, start: int, end: int) -> tuple[int, int, int, int]:
    """Return where words and carets begin and end, in cells of the terminal."""
    span = Span("a.yaml", 1, start + 1, 1, end + 1)
    out = shown(Diagnostic("BG101", "m", span), line)
    source, carets = out[3], out[4]
    offset = source.index(line[start:end])
    first = carets.index("^")
    return (
        columns(source[:offset]),
        columns(source[: offset + end - start]),
        columns(carets[:first]),
        columns(carets.rstrip()),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("text: wrong here", "wrong"),
        ("\ttext:\twrong here", "wrong"),
        ("text: 東京の事務所 wrong", "wrong"),
        ("text: 東京の事務所", "事務所"),
        ("text: e\u0301te\u0301 wrong", "wrong"),
        ("text: ข้าว wrong", "wrong"),
        ("wrong", "wrong"),
        ("x" * 300 + " wrong " + "y" * 300, "wrong"),
        ("x" * 300 + " wrong", "wrong"),
        ("wrong " + "y" * 300, "wrong"),
        ("東" * 200 + "wrong" + "京" * 200, "wrong"),
        ("\t" * 3 + "x" * 200 + " wrong", "wrong"),
    ],
)
def test_the_caret_stands_under_its_words(line: str, words: str) -> None:
    start = line.index(words)
    first, last, caret_first, caret_last = pointed_at(line, start, start + len(words))
    assert (first, last) == (caret_first, caret_last)


def test_a_whole_finding() -> None:
    finding = Diagnostic(
        "BG104",
        "`x` stands twice",
        Span("a.yaml", 2, 3, 2, 4),
        notes=("a fact",),
        help="remove one",
        related=(Related(Span("a.yaml", 1, 1, 1, 6), "first here"),),
    )
    assert shown(finding, "first: 1", "  x: 2") == [
        "error[BG104]: `x` stands twice",
        " --> a.yaml:2:3",
        "  |",
        "2 |   x: 2",
        "  |   ^",
        " --> a.yaml:1:1",
        "  |",
        "1 | first: 1",
        "  | ^^^^^ first here",
        "  = a fact",
        "  = help: remove one",
    ]


def test_line_numbers_of_different_widths_share_a_margin() -> None:
    finding = Diagnostic(
        "BG104", "m", Span("a", 100, 1, 100, 2), related=(Related(Span("a", 1, 1, 1, 2), "r"),)
    )
    out = shown(finding, *(f"line {n}" for n in range(1, 101)))
    assert out[3] == "100 | line 100"
    assert out[7] == "  1 | line 1"


@pytest.mark.parametrize("span", [Span("a", 9, 1), Span("a", 2, 1), Span("a", 0, 1)])
def test_a_place_without_a_line_is_named_only(span: Span) -> None:
    assert shown(Diagnostic("BG101", "m", span), "one", "") == ["error[BG101]: m", f" --> {span}"]


def test_a_place_beyond_the_end_of_its_line() -> None:
    out = shown(Diagnostic("BG101", "m", Span("a", 1, 50, 1, 60)), "short")
    assert out[4] == "  |      ^"


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    out = shown(Diagnostic("BG101", "m", Span("a", 1, 3, 4, 2)), "a: >-  ", "b")
    assert out[4] == "  |   ^^^"


HOSTILE = "\x1b[31mred\x07\r\u202egnp\u200b\x9b2J"


def test_nothing_that_a_terminal_would_obey_is_printed() -> None:
    finding = Diagnostic(
        "BG103",
        f"unknown field `{HOSTILE}\nerror[BG000]: forged`",
        Span(f"{HOSTILE}.yaml", 1, 1, 1, 2),
        notes=(HOSTILE,),
        help=HOSTILE,
        related=(Related(Span(f"{HOSTILE}.yaml", 1, 1, 1, 2), HOSTILE),),
    )
    text = "\n".join(shown(finding, f"a{HOSTILE}: b\r"))
    bad = [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
    assert bad == []
    assert not [line for line in text.split("\n") if line.startswith("error[BG000]")]


def test_the_line_ends_of_windows_are_not_shown() -> None:
    assert shown(Diagnostic("BG101", "m", Span("a", 1, 1, 1, 2)), "ab\r")[3] == "1 | ab"


def test_styles_are_left_to_the_painter() -> None:
    finding = Diagnostic("BG405", "m", Span("a", 1, 1, 1, 2))
    text = format_diagnostic(finding, lambda path: ("ab",), lambda text, style: f"<{style}>{text}")
    assert text.startswith("<warning>warning[BG405]: <bold>m")
    assert "<warning>^" in text


def test_counts() -> None:
    error, warning = Diagnostic("BG101", "m"), Diagnostic("BG405", "m")
    assert summary([error, warning, error]) == "2 errors, 1 warning"
    assert summary([]) == ""
