"""Findings as SARIF 2.1.0, for code scanning and editors.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, errata 01.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from briefgen.codes import Code
from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.report.code_markdown import code_markdown
from briefgen.report.findings import Findings, details, numbered

__all__ = ["sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASE = "%SRCROOT%"
_PROJECT_FILE = Span("briefgen.yaml")


def sarif(findings: Findings) -> str:
    """Return a SARIF log with one run; its rules are the codes that occur."""
    occurring = sorted({fault.code for fault in findings.diagnostics})
    rules = {code: index for index, code in enumerate(occurring)}
    run = {
        "tool": {
            "driver": {
                "name": "briefgen",
                "version": findings.version,
                "semanticVersion": findings.version,
                "rules": [_rule(findings.codes[code]) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, number, rules, findings)
            for diagnostic, number in numbered(findings)
        ],
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.code,
        "name": "".join(word.capitalize() for word in code.name.split("-")),
        "shortDescription": _text(code.what),
        "fullDescription": _text(f"{code.what} {code.why}"),
        # Shown as it stands, by all that show it: examples are full of braces.
        "help": {
            "text": f"{code.what}\n{code.why}\n{code.instead}",
            "markdown": "\n".join(code_markdown(code)),
        },
        "defaultConfiguration": {"level": _LEVELS[Severity(code.severity)]},
    }


def _result(
    diagnostic: Diagnostic, number: int, rules: Mapping[str, int], findings: Findings
) -> dict[str, Any]:
    # A log in which any result has no place is refused by GitHub as a whole, though the standard
    # allows it (3.27.12). What the whole project is about is said of its own file.
    location = (diagnostic.span and _location(diagnostic.span, findings)) or _location(
        _PROJECT_FILE, findings
    )
    result = {
        "ruleId": diagnostic.code,
        "ruleIndex": rules[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": _text("\n".join((diagnostic.message, *details(diagnostic)))),
        "locations": [location] if location else [],
        "partialFingerprints": {"briefgenFinding/v1": _fingerprint(diagnostic, number)},
    }
    related = [
        {"id": index, "message": _text(place.message), **location}
        for index, place in enumerate(diagnostic.related, start=1)
        if (location := _location(place.span, findings))
    ]
    return {**result, "relatedLocations": related} if related else result


def _location(span: Span, findings: Findings) -> dict[str, Any] | None:
    path = findings.in_repository(span.path)
    if path is None:
        return None
    region = {"startLine": max(1, span.line), "startColumn": max(1, span.column)}
    if span.end_line:
        region |= {"endLine": span.end_line, "endColumn": max(1, span.end_column)}
    uri = quote(path, safe="/", errors="surrogateescape")
    artifact = {"uri": uri, "uriBaseId": _BASE}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _fingerprint(diagnostic: Diagnostic, number: int) -> str:
    """Return what stays the same when lines are added above the finding."""
    path = diagnostic.span.path if diagnostic.span else ""
    parts = "\0".join((diagnostic.code, path, diagnostic.message))
    return f"{hashlib.sha256(parts.encode(errors='surrogatepass')).hexdigest()[:32]}:{number}"


def _text(text: str) -> dict[str, str]:
    return {"text": _escaped(text)}


def _escaped(text: str) -> str:
    """Return text in which nothing is a placeholder or a link. Source: 3.11.5 and 3.11.6."""
    text = text.replace("{", "{{").replace("}", "}}")
    if "](" in text:
        for sign in ("\\", "[", "]"):
            text = text.replace(sign, f"\\{sign}")
    return text
