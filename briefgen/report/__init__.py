"""Findings for people, as text with carets, and for programs, in the formats that they read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from briefgen.report.as_json import as_json
from briefgen.report.code_markdown import code_markdown
from briefgen.report.findings import Findings
from briefgen.report.github import github
from briefgen.report.junit import junit
from briefgen.report.sarif import sarif
from briefgen.report.text import Paint, format_diagnostic, summary, visible

__all__ = [
    "REPORTS",
    "Findings",
    "Paint",
    "code_markdown",
    "format_diagnostic",
    "summary",
    "visible",
]

REPORTS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {"json": as_json, "sarif": sarif, "github": github, "junit": junit}
)
"""What writes each format for programs; the text for people needs the source as well."""
