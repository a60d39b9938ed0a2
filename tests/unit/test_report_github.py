"""Annotations of GitHub: one line each, with what the runner accepts."""

from __future__ import annotations

import pytest
from rich_findings import CJK, DUPLICATE, LONG, NOWHERE, OF_BRIEFGEN, RICH, findings

from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.report import REPORTS


def lines(*diagnostics: Diagnostic) -> list[str]:
    text = REPORTS["github"](findings(*diagnostics))
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


def test_a_whole_finding() -> None:
    assert lines(DUPLICATE) == [
        "::error file=briefs/content/d/b 1.yaml,line=2,col=3,endLine=2,endColumn=4,"
        "title=BG104 duplicate-id::`x, y: 100%25` stands twice%0Aa fact%0Aanother, 50%25 sure%0A"
        "content/d/a.yaml:1:1: first here%0Ahelp: remove one"
    ]


def test_several_lines_have_no_columns() -> None:
    assert lines(LONG) == [
        "::warning file=briefs/content/d/c.yaml,line=3,endLine=5,"
        "title=BG405 missing-translation::no text in `ja`%0Ahelp: add it"
    ]


def test_what_has_no_place_in_the_repository_names_none() -> None:
    assert lines(NOWHERE) == ["::error title=BG620 over-budget::" + NOWHERE.message]
    assert lines(OF_BRIEFGEN) == ["::notice title=BG622 limited::limited"]


def test_columns_count_characters() -> None:
    assert lines(CJK)[0].startswith(
        "::error file=briefs/content/d/東京.yaml,line=5,col=8,endLine=5,endColumn=11,"
    )


def test_one_line_each_in_order() -> None:
    assert len(lines(*RICH)) == len(RICH)
    assert lines() == []


@pytest.mark.parametrize("hostile", ["a\n::error::forged", "a\r::error::forged", "\x1b[31ma"])
def test_nothing_forges_a_command(hostile: str) -> None:
    finding = Diagnostic(
        "BG101",
        hostile,
        Span(f"{hostile}, line=9: b", 1, 1, 1, 2),
        notes=(hostile,),
        help=hostile,
        related=(Related(Span(hostile), hostile),),
    )
    (line,) = lines(finding)
    assert line.startswith(("::error file=briefs/a", "::error file=briefs/\ufffd"))
    assert "\r" not in line
    assert "\x1b" not in line
    properties, _, _ = line.removeprefix("::error ").partition("::")
    assert len(properties.split(",")) == 6
    assert properties.count("=") == 7
