"""Findings as JUnit XML, for services that show the results of tests."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import groupby

from briefgen.diagnostics import Diagnostic
from briefgen.report.findings import Findings, details, numbered
from briefgen.report.text import visible

__all__ = ["junit"]

# What no XML 1.0 document can hold and `visible` lets through.
# Source: XML 1.0, fifth edition, production 2.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def junit(findings: Findings) -> str:
    """Return a suite a file and a case a finding, which fails if the finding fails the run.

    Without findings there is one case that passed: a report without cases is taken for a mistake.
    """
    root = ET.Element("testsuites", name=f"briefgen {findings.command}")
    by_file = groupby(numbered(findings), key=lambda entry: _file(entry[0]))
    for path, entries in by_file:
        suite = ET.SubElement(root, "testsuite", name=_plain(path))
        for diagnostic, number in entries:
            _add_case(suite, path, diagnostic, number, findings)
    if not findings.diagnostics:
        suite = ET.SubElement(root, "testsuite", name="briefgen")
        ET.SubElement(suite, "testcase", classname="briefgen", name="no findings", time="0")
    for element in (*root, root):
        element.set("tests", str(len(element.findall(".//testcase"))))
        element.set("failures", str(len(element.findall(".//failure"))))
        element.set("errors", "0")
        element.set("time", "0")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.span.path if diagnostic.span else "briefgen"


def _add_case(
    suite: ET.Element, path: str, diagnostic: Diagnostic, number: int, findings: Findings
) -> None:
    # Services compare runs by the name, and keep only the first case of a name.
    again = f" ({number})" if number > 1 else ""
    name = f"{findings.name_of(diagnostic)}: {diagnostic.message}{again}"
    case = ET.SubElement(suite, "testcase", classname=_plain(path), name=_plain(name), time="0")
    span = diagnostic.span
    in_repository = findings.in_repository(span.path) if span else None
    if span is not None and in_repository is not None:
        case.set("file", _plain(in_repository))
        case.set("line", str(span.line))
    place = [str(span)] if span else []
    severity = diagnostic.severity.value
    lines = [*place, f"{severity}: {diagnostic.message}", *details(diagnostic)]
    text = "\n".join(_plain(line) for line in lines)
    if diagnostic.severity in findings.failing:
        failure = ET.SubElement(case, "failure", type=severity, message=_plain(diagnostic.message))
        failure.text = text
    else:
        ET.SubElement(case, "system-out").text = text


def _plain(text: str) -> str:
    """Return a line of nothing but what XML can hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text))
