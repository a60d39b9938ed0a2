"""Findings as annotations of GitHub: one line each, shown beside the line of the file."""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.report.findings import Findings, details
from briefgen.report.text import visible

__all__ = ["github"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(findings: Findings) -> str:
    """Return workflow commands, one a line.

    Source: GitHub Actions, "Workflow commands", sections on error, warning and notice.
    """
    return "".join(f"{_command(fault, findings)}\n" for fault in findings.in_order)


def _command(diagnostic: Diagnostic, findings: Findings) -> str:
    properties = {**_place(diagnostic, findings), "title": findings.name_of(diagnostic)}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = [diagnostic.message, *details(diagnostic)]
    message = _data("\n".join(visible(line) for line in lines))
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{message}"


def _place(diagnostic: Diagnostic, findings: Findings) -> dict[str, str | int]:
    span = diagnostic.span
    path = findings.in_repository(span.path) if span else None
    if span is None or path is None:
        return {}
    place: dict[str, str | int] = {"file": path, "line": span.line}
    if span.end_line > span.line:
        # The runner refuses columns where there are several lines.
        return {**place, "endLine": span.end_line}
    place["col"] = span.column
    if span.end_line:
        place |= {"endLine": span.end_line, "endColumn": max(span.column, span.end_column)}
    return place


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
