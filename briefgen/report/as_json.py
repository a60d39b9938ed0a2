"""Findings as JSON, in briefgen's own form; docs/cli.md describes it."""

from __future__ import annotations

import json
from typing import Any

from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.report.findings import Findings

__all__ = ["as_json"]

_FORMAT = 1


def as_json(findings: Findings) -> str:
    """Return one JSON object."""
    found = findings.in_order
    counts = {
        f"{severity.value}s": sum(1 for fault in found if fault.severity is severity)
        for severity in Severity
    }
    content = {
        "format": _FORMAT,
        "briefgen": findings.version,
        "findings": [_finding(fault, findings) for fault in found],
        "summary": counts,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _finding(diagnostic: Diagnostic, findings: Findings) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "name": findings.codes[diagnostic.code].name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "notes": list(diagnostic.notes),
        "help": diagnostic.help,
        "related": [
            {"message": related.message, **_place(related.span)} for related in diagnostic.related
        ],
    }


def _place(span: Span | None) -> dict[str, str | int | None]:
    if span is None:
        return dict.fromkeys(("path", "line", "column", "end_line", "end_column"))
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or None,
        "end_column": span.end_column if span.end_line else None,
    }
