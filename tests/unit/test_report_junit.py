"""Findings as JUnit XML: what fails the run fails, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from rich_findings import DUPLICATE, LONG, NOWHERE, OF_BRIEFGEN, RICH, findings

from briefgen.diagnostics import Diagnostic, Span
from briefgen.report import REPORTS


def report(*diagnostics: Diagnostic, strict: bool = False) -> etree._Element:
    return etree.fromstring(REPORTS["junit"](findings(*diagnostics, strict=strict)).encode())


def cases(*diagnostics: Diagnostic, strict: bool = False) -> list[etree._Element]:
    return list(report(*diagnostics, strict=strict).iter("testcase"))


def test_a_whole_finding() -> None:
    (suite,) = report(DUPLICATE)
    assert dict(suite.attrib) == {
        "name": "content/d/b 1.yaml",
        "tests": "1",
        "failures": "1",
        "errors": "0",
        "time": "0",
    }
    (case,) = suite
    assert dict(case.attrib) == {
        "classname": "content/d/b 1.yaml",
        "name": "BG104 duplicate-id: `x, y: 100%` stands twice",
        "file": "briefs/content/d/b 1.yaml",
        "line": "2",
        "time": "0",
    }
    (failure,) = case
    assert (failure.tag, failure.get("type")) == ("failure", "error")
    assert failure.get("message") == "`x, y: 100%` stands twice"
    assert (failure.text or "").split("\n") == [
        "content/d/b 1.yaml:2:3",
        "error: `x, y: 100%` stands twice",
        "a fact",
        "another, 50% sure",
        "content/d/a.yaml:1:1: first here",
        "help: remove one",
    ]


def test_a_case_fails_if_it_fails_the_run() -> None:
    def failed(*, strict: bool) -> list[str]:
        found = cases(*RICH, strict=strict)
        return [case.get("name", "")[:5] for case in found if case.find("failure") is not None]

    assert failed(strict=False) == ["BG104", "BG120", "BG005", "BG620"]
    assert failed(strict=True) == ["BG104", "BG405", "BG120", "BG005", "BG620"]
    (passed,) = cases(LONG)
    assert "warning: no text in `ja`" in (passed.findtext("system-out") or "")


def test_a_suite_a_file_with_its_counts() -> None:
    root = report(*RICH, replace(DUPLICATE, message="another"))
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("builtin:timeline/template.yaml", "1", "0"),
        ("content/d/b 1.yaml", "2", "2"),
        ("content/d/c.yaml", "1", "0"),
        ("content/d/東京.yaml", "1", "1"),
        ("content/e/dossier.yaml", "1", "1"),
        ("briefgen", "1", "1"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("7", "5", "0")


def test_a_clean_run_has_one_case_that_passed() -> None:
    (case,) = cases()
    assert (case.get("name"), len(case)) == ("no findings", 0)
    assert (report().get("tests"), report().get("failures")) == ("1", "0")


def test_what_has_no_place_in_the_repository_names_no_file() -> None:
    for finding in (NOWHERE, OF_BRIEFGEN):
        (case,) = cases(finding)
        assert (case.get("file"), case.get("line")) == (None, None)


def test_names_are_unique_and_do_not_depend_on_lines() -> None:
    first = Diagnostic("BG120", "`<b>`", Span("a.yaml", 1, 1, 1, 2))
    names = [case.get("name") for case in cases(first, replace(first, span=Span("a.yaml", 7)))]
    assert names == ["BG120 raw-html: `<b>`", "BG120 raw-html: `<b>` (2)"]
    moved = [replace(first, span=Span("a.yaml", line)) for line in (90, 40)]
    assert [case.get("name") for case in cases(*moved)] == names


def test_no_character_makes_the_document_invalid() -> None:
    hostile = "\x00\x08\x1b\x85\ud800\udfff\ufffe\uffff\r\n]]><&\"' 東京 \U0001f6a2"
    finding = Diagnostic("BG101", hostile, Span(f"{hostile}.yaml"), notes=(hostile,), help=hostile)
    text = REPORTS["junit"](findings(finding))
    (case,) = etree.fromstring(text.encode("utf-8")).iter("testcase")
    assert (case.get("name") or "").endswith("\ufffd]]><&\"' 東京 \U0001f6a2")
