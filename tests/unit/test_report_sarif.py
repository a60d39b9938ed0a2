"""Findings as SARIF: rules, places, fingerprints. tests/conformance/ has the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from rich_findings import CJK, DUPLICATE, LONG, NOWHERE, OF_BRIEFGEN, RICH, findings

from briefgen.codes import CODES
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.report import REPORTS


def run_of(*diagnostics: Diagnostic) -> dict[str, Any]:
    log = json.loads(REPORTS["sarif"](findings(*diagnostics)))
    (run,) = log["runs"]
    return dict(run)


def result_of(diagnostic: Diagnostic) -> dict[str, Any]:
    (result,) = run_of(diagnostic)["results"]
    return dict(result)


def place(location: dict[str, Any]) -> tuple[str, dict[str, int]]:
    physical = location["physicalLocation"]
    assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    return physical["artifactLocation"]["uri"], physical["region"]


def test_a_whole_finding() -> None:
    result = result_of(DUPLICATE)
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("BG104", 0, "error")
    assert result["message"]["text"].split("\n") == [
        "`x, y: 100%` stands twice",
        "a fact",
        "another, 50% sure",
        "content/d/a.yaml:1:1: first here",
        "help: remove one",
    ]
    assert [place(location) for location in result["locations"]] == [
        (
            "briefs/content/d/b%201.yaml",
            {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 4},
        )
    ]
    (related,) = result["relatedLocations"]
    assert (related["id"], related["message"]) == (1, {"text": "first here"})
    assert place(related)[0] == "briefs/content/d/a.yaml"


def test_the_tool_and_its_rules() -> None:
    run = run_of(*RICH)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("briefgen", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [
        "BG005",
        "BG104",
        "BG120",
        "BG405",
        "BG620",
        "BG622",
    ]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == [
        "note",
        "error",
        "warning",
        "error",
        "error",
        "error",
    ]
    rule = driver["rules"][2]
    code = CODES["BG120"]
    assert rule["name"] == "RawHtml"
    assert rule["shortDescription"]["text"] == code.what
    assert rule["fullDescription"]["text"].endswith(code.why)
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert code.instead in rule["help"]["text"]
    assert f"```yaml\n{code.example}```" in rule["help"]["markdown"]
    assert run_of()["tool"]["driver"]["rules"] == []


def test_columns_are_characters_and_paths_are_escaped() -> None:
    run = run_of(CJK)
    uri, region = place(run["results"][0]["locations"][0])
    assert run["columnKind"] == "unicodeCodePoints"
    assert uri.isascii()
    assert unquote(uri) == "briefs/content/d/東京.yaml"
    assert (region["startColumn"], region["endColumn"]) == (8, 11)


def test_every_result_has_a_place_or_github_refuses_all() -> None:
    for finding in (NOWHERE, OF_BRIEFGEN):
        (location,) = result_of(finding)["locations"]
        assert place(location) == ("briefs/briefgen.yaml", {"startLine": 1, "startColumn": 1})
    assert all(result["locations"] for result in run_of(*RICH)["results"])


def test_only_the_start_is_given_where_no_more_is_known() -> None:
    (location,) = result_of(RICH[4])["locations"]
    assert place(location)[1] == {"startLine": 1, "startColumn": 1}


def test_other_places_outside_the_repository_are_left_out() -> None:
    finding = replace(DUPLICATE, related=(Related(Span("builtin:x", 1), "there"),))
    assert "relatedLocations" not in result_of(finding)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("`{{ gone }}`", "`{{{{ gone }}}}`"),
        ("{0}", "{{0}}"),
        ("[@key] and \\d", "[@key] and \\d"),
        ("[x](1) \\", "\\[x\\](1) \\\\"),
    ],
)
def test_nothing_is_taken_for_a_placeholder_or_a_link(message: str, text: str) -> None:
    assert result_of(Diagnostic("BG503", message))["message"]["text"] == text


def fingerprints(*diagnostics: Diagnostic) -> list[str]:
    results = run_of(*diagnostics)["results"]
    return [result["partialFingerprints"]["briefgenFinding/v1"] for result in results]


def test_fingerprints_outlive_added_lines_and_tell_findings_apart() -> None:
    twice = (LONG, replace(LONG, span=Span(LONG.span.path if LONG.span else "", 9)))
    moved = tuple(
        replace(fault, span=replace(fault.span, line=fault.span.line + 40))
        for fault in twice
        if fault.span
    )
    assert fingerprints(*twice) == fingerprints(*moved)
    different = (
        *twice,
        CJK,
        replace(LONG, message="other"),
        replace(LONG, span=Span("other.yaml")),
        Diagnostic("BG101", LONG.message, LONG.span),
    )
    assert len(set(fingerprints(*different))) == len(different)
