"""Whatever a message says, every format keeps it, and stays of its form."""

from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefgen.catalogue import ALL_CODES
from briefgen.diagnostics import Diagnostic, Span
from briefgen.report import REPORTS, Findings

SPECIAL = st.sampled_from(list("{}[]()\\%:,`'\"<>&|=\r\n\t\x00\x1b\u2028\u202e\ufffe東"))
TEXT = st.lists(SPECIAL | st.characters(codec="utf-8"), max_size=30).map("".join)


def report(name: str, message: str) -> str:
    finding = Diagnostic("BG101", message, Span("a.yaml", 1, 2, 1, 3), notes=(message,))
    text = REPORTS[name](Findings((finding,), ALL_CODES, "1.0.0"))
    text.encode("utf-8")
    return text


@given(TEXT)
def test_json_has_the_same_words(message: str) -> None:
    (finding,) = json.loads(report("json", message))["findings"]
    assert (finding["message"], finding["notes"]) == (message, [message])


def as_shown(text: str) -> str:
    """Return a message of SARIF as a reader of the standard shows it (3.11.5, 3.11.6)."""
    if "](" in text:
        text = re.sub(r"\\([\\\[\]])", r"\1", text)
    return re.sub(r"([{}])\1", r"\1", text)


@given(TEXT)
def test_sarif_has_the_same_words(message: str) -> None:
    (result,) = json.loads(report("sarif", message))["runs"][0]["results"]
    assert as_shown(result["message"]["text"]) == f"{message}\n{message}"


@given(TEXT)
def test_an_annotation_is_one_line_and_has_the_same_words(message: str) -> None:
    text = report("github", message)
    assert re.fullmatch(r"::error [^\r\n]+\n", text)
    _, _, data = text.removeprefix("::error ").removesuffix("\n").partition("::")
    for escaped, sign in (("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        data = data.replace(escaped, sign)
    assert data == f"{printable(message)}\n{printable(message)}"


@given(TEXT)
def test_junit_is_xml_and_has_the_same_words(message: str) -> None:
    root = etree.fromstring(report("junit", message).encode())
    (failure,) = root.iter("failure")
    shown = re.sub("[\ufffe\uffff]", "\ufffd", printable(message))
    assert failure.get("message") == shown
    assert failure.text == f"a.yaml:1:2\nerror: {shown}\n{shown}"


def printable(text: str) -> str:
    """Return text with a mark in place of each character that a terminal would obey."""
    return "".join(
        char if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf") else "\ufffd"
        for char in text
    )
