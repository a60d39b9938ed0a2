"""The example of each code is one: a project that holds it has this fault, and no other error.

Of the rules of the linter, tests/rules/ shows the same.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

import briefgen
from briefgen.build import build_documents, check_documents
from briefgen.catalogue import ALL_CODES
from briefgen.checks import RULES
from briefgen.codes import CODES, Code
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.project import Choice
from briefgen.session import open_session
from briefgen.world import MemoryWorld, builtin_world

PROJECT = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  staff: {clearance: "TLP:RED", depth: full}
documents:
  - {templates: [timeline, one-pager]}
"""
HEADING = """\
title: The strike ends when the port answers for overtime
as_of: 2025-04-02T12:00:00+02:00
marking: TLP:CLEAR
summary: The port gives way before Easter.
bottom_line: The port gives way before Easter.
"""
BASE = """\
events:
  roster:
    {date: 2025-01-07, text: A roster begins., status: occurred, sources: ["port-2025, p. 1"]}
  talks:
    {date: 2025-03-03, text: Talks begin., status: occurred, sources: ["port-2025, p. 2"]}
sources:
  port-2025: {title: What the port offers}
"""
WITH_FIGURES = PROJECT.replace("[timeline, one-pager]", "[policy-brief]")
FIGURE = """\
figures:
  quays:
    {file: figures/quays.svg, alt: Four quays stand still., credit: Desk, licence: CC BY 4.0}
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
AROUND = {
    "BG104": {"items.yaml": "claims: {overtime: {kind: assumption, text: None is paid.}}\n"},
    "BG516": {"briefgen.yaml": PROJECT.replace('TLP:CLEAR"}', 'TLP:CLEAR", portion_marks: true}')},
    "BG405": {"briefgen.yaml": f"{PROJECT.rstrip()[:-1]}, languages: [ja]}}\n"},
    "BG604": {"briefgen.yaml": WITH_FIGURES, "items.yaml": FIGURE},
    "BG701": {
        "briefgen.yaml": WITH_FIGURES,
        "items.yaml": FIGURE,
        "figures/quays.svg": PICTURE,
    },
}
"""What else a project needs for the fault to show."""
OF_PAGES = ("BG6", "BG7")
"""Families that are found when a document is rendered."""
SHOWN = [code for code in CODES.values() if code.file]
SEEN = [code for code in CODES.values() if not code.file]


def found(code: Code, example: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Return everything that is found in a project with this example."""
    files = {
        "briefgen.yaml": PROJECT,
        "dossier.yaml": HEADING,
        "base.yaml": BASE,
        **AROUND.get(code.code, {}),
        code.file: example,
    }
    contents: dict[str, str | bytes] = {
        name if name.startswith(("briefgen.yaml", "templates/")) else f"content/d/{name}": text
        for name, text in files.items()
    }
    world = MemoryWorld(contents, datetime(2025, 4, 3, tzinfo=UTC))
    session, faults = open_session(world, builtin_world())
    if session is None:
        return faults
    documents = session.documents(Choice())
    if not code.code.startswith(OF_PAGES):
        return (*faults, *check_documents(session, documents))
    public = tuple(document for document in documents if document.audience == "public")
    built = build_documents(session, public, folder, lambda _: None)
    return tuple(fault for document in built for fault in document.diagnostics)


def errors(faults: Iterable[Diagnostic]) -> set[str]:
    """Return the codes of the errors that no rule of the linter found."""
    return {f.code for f in faults if f.severity is Severity.ERROR and f.code not in RULES}


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.code)
def test_the_example_has_the_fault_and_no_other_error(code: Code, tmp_path: Path) -> None:
    faults = found(code, code.example, tmp_path)
    assert code.code in {fault.code for fault in faults}, faults
    assert errors(faults) <= {code.code}, faults


def test_an_example_that_is_sound_is_noticed(tmp_path: Path) -> None:
    code = CODES["BG105"]
    sound = code.example.replace("ocurred", "occurred")
    assert sound != code.example
    faults = found(code, sound, tmp_path)
    assert code.code not in {fault.code for fault in faults}
    assert errors(faults) == set()


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: code.code)
def test_every_code_has_an_example(code: Code) -> None:
    assert code.example.strip()
    assert code.example.endswith("\n")
    assert not code.example.startswith("\n")


@cache
def _templates() -> list[re.Pattern[str]]:
    """Return a pattern for each text in the sources of briefgen with enough of its own words."""
    top = Path(briefgen.__file__).parent
    trees = [ast.parse(p.read_text("utf-8")) for p in top.rglob("*.py") if p.parent.name != "codes"]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    whole = [[node] for node in nodes if isinstance(node, ast.Constant)]
    pieces = whole + [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    found = []
    for values in pieces:
        words = [v.value if isinstance(v, ast.Constant) else None for v in values]
        if (
            all(isinstance(word, str | None) for word in words)
            and len("".join(filter(None, words))) > 12
        ):
            found.append(re.compile("".join(".+" if w is None else re.escape(w) for w in words)))
    return found


@pytest.mark.parametrize("code", SEEN, ids=lambda code: code.code)
def test_what_one_sees_of_a_fault_is_what_is_printed(code: Code) -> None:
    head, message = code.example.split("\n")[0].split(": ", 1)
    assert head == f"{code.severity}[{code.code}]"
    assert any(template.fullmatch(message) for template in _templates()), message


def test_a_message_that_is_never_printed_is_noticed() -> None:
    assert not any(template.fullmatch("the moon is missing") for template in _templates())


def test_faults_without_content_are_few() -> None:
    assert {code.code for code in SEEN} == {
        "BG005",  # a file that is not there
        "BG010",  # bytes that are no text
        "BG019",  # a file that cannot be read
        "BG020",  # a link
        "BG021",  # a name
        "BG127",  # a text that is long
        "BG241",  # a matter of the citation style
        "BG245",  # of the machine
        "BG413",  # of more countries than an example should hold
        "BG605",  # of a picture
        "BG606",  # of a picture
        "BG611",  # of the machine
        "BG612",  # of the machine
        "BG620",  # of a whole document
        "BG626",  # of a whole document
        "BG630",  # of a finished file
        "BG631",  # of a finished file
        "BG632",  # of a finished file
        "BG615",  # of a process
        "BG616",  # of a process
        "BG617",  # of a process
        *(f"BG{number}" for number in range(640, 652)),  # of files that were built
    }
