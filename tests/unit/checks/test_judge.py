"""Severities, allowances, and allowances that nothing is found for any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from briefgen.build import check_documents, stale_allowances
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.project import Choice
from briefgen.session import open_session
from briefgen.world import MemoryWorld, builtin_world

if TYPE_CHECKING:
    from conftest import Bench

Make = Callable[..., "Bench"]

BARE_FACT = """\
claims:
  lane:
    text: One lane is closed.
    kind: fact
"""


def of(code: str, diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [fault for fault in diagnostics if fault.code == code]


@pytest.mark.parametrize("name", ["BG202", "fact-without-evidence"])
def test_a_finding_is_allowed_where_it_is_by_code_or_name(bench: Make, name: str) -> None:
    made = bench(f"{BARE_FACT}    allow: {{{name}: It is common knowledge here.}}\n")
    assert of("BG202", made.findings) == []
    assert of("BG131", made.findings) == []


def test_it_is_not_allowed_for_another_item(bench: Make) -> None:
    other = "  bridge: {text: One bridge stands., kind: fact}\n"
    made = bench(f"{BARE_FACT}    allow: {{BG202: It is common knowledge here.}}\n{other}")
    assert [fault.span.line for fault in of("BG202", made.findings) if fault.span] == [6]


def test_an_allowance_that_no_longer_matches_is_reported_at_its_place(bench: Make) -> None:
    made = bench(
        "sources:\n  study: {title: A study}\nclaims:\n  lane:\n    text: One lane is closed.\n"
        '    kind: fact\n    evidence: ["study, p. 1"]\n    allow:\n      BG202: It was bare.\n'
    )
    (stale,) = of("BG131", made.findings)
    assert str(stale.span) == "content/d/items.yaml:9:7"
    assert stale.severity is Severity.WARNING


def test_an_allowance_of_the_dossier_as_a_whole_is_held_to_the_same(
    bench: Make, heading: str
) -> None:
    made = bench("", heading=f"{heading}allow:\n  BG321: It is so.\n")
    assert [str(fault.span) for fault in of("BG131", made.findings)] == [
        f"content/d/dossier.yaml:{heading.count(chr(10)) + 2}:3"
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("BG999", "docs/codes.md"),
        ("BG101", "docs/codes.md"),
        ("fact-without-evidense", "`fact-without-evidence`"),
    ],
)
def test_what_is_no_rule_cannot_be_allowed(bench: Make, name: str, hint: str) -> None:
    made = bench(f"{BARE_FACT}    allow: {{{name}: For a reason.}}\n")
    (fault,) = of("BG130", made.findings)
    assert fault.severity is Severity.ERROR
    assert fault.help is not None
    assert hint in fault.help


def test_an_allowance_needs_a_reason(bench: Make) -> None:
    made = bench(f'{BARE_FACT}    allow: {{BG202: ""}}\n')
    assert of("BG102", made.findings)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("error", Severity.ERROR), ("warning", Severity.WARNING), ("info", Severity.INFO)],
)
def test_a_project_sets_the_severity(
    bench: Make, project: str, severity: str, expected: Severity
) -> None:
    settings = f"{project}checks: {{severity: {{fact-without-evidence: {severity}}}}}\n"
    made = bench(BARE_FACT, project=settings)
    assert [fault.severity for fault in of("BG202", made.findings)] == [expected]
    assert made.session.dossier("d").is_sound == (expected is not Severity.ERROR)


def test_a_severity_for_what_is_no_rule_is_a_fault(project: str) -> None:
    settings = f"{project}checks:\n  severity:\n    fact-without-evidense: error\n"
    session, faults = open_session(MemoryWorld({"briefgen.yaml": settings}), builtin_world())
    assert session is None
    (fault,) = of("BG130", faults)
    assert str(fault.span) == f"briefgen.yaml:{project.count(chr(10)) + 3}:5"
    assert "`fact-without-evidence`" in (fault.help or "")


LONG = "one " * 30


def test_an_allowance_that_a_document_uses_is_not_stale(bench: Make, project: str) -> None:
    front = "---\ntitle: It is said at length\nkind: analysis\nallow: {BG342: So it is.}\n---\n"
    section = f"{front}{LONG}.\n"
    settings = f"{project}checks: {{max_sentence_words: 20}}\n"
    made = bench(project=settings, files={"content/d/sections/a.md": section})
    every = made.session.documents(Choice())
    found = check_documents(made.session, every)
    assert of("BG342", found) == []
    assert of("BG131", found) == []


def test_it_is_stale_where_no_document_uses_it(bench: Make) -> None:
    section = (
        "---\ntitle: It is said in short\nkind: analysis\nallow: {BG342: So it is.}\n---\nOne.\n"
    )
    made = bench(files={"content/d/sections/a.md": section})
    every = made.session.documents(Choice())
    assert len(of("BG131", check_documents(made.session, every))) == 1
    some = tuple(document for document in every if document.audience == "public")
    assert of("BG131", check_documents(made.session, some)) == []


def test_one_for_pages_is_stale_only_after_a_build(bench: Make, heading: str) -> None:
    made = bench(heading=f"{heading}allow: {{bottom-line-too-long: It must say all that.}}\n")
    every = made.session.documents(Choice())
    assert of("BG131", check_documents(made.session, every)) == []
    assert len(of("BG131", tuple(stale_allowances(made.session, every, built=True)))) == 1
