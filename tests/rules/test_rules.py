"""Every rule finds what its test says, and nothing else; rule_files.py says how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import yaml

from briefgen.build import build_documents, check_documents
from briefgen.checks import DOCUMENT_CHECKS, LAYOUT_CHECKS, RULES
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.project import Choice

from rule_files import Case, RuleFile, read  # isort: skip

if TYPE_CHECKING:
    from conftest import Bench

FILES = [read(path) for path in sorted(Path(__file__).parent.glob("BG*.md"))]
CASES = [(file, case) for file in FILES for case in file.cases]
ON_DOCUMENTS = {module.RULE.code for module in DOCUMENT_CHECKS}
ON_PAGES = {module.RULE.code for module in LAYOUT_CHECKS}


def found(bench: Callable[..., Bench], file: RuleFile, case: Case) -> list[Diagnostic]:
    """Return every finding in a case."""
    files = dict(case.files)
    given = {
        "items": files.pop("content/d/items.yaml", ""),
        "heading": files.pop("content/d/dossier.yaml", None),
        "project": files.pop("briefgen.yaml", None),
    }
    made = bench(
        **{name: text for name, text in given.items() if text is not None},
        files=files,
        now=case.now,
    )
    if file.code not in ON_DOCUMENTS | ON_PAGES:
        return list(made.findings)
    documents = made.session.documents(Choice(templates=(case.kind,)))
    if file.code in ON_DOCUMENTS:
        return list(check_documents(made.session, documents))
    with TemporaryDirectory() as output:
        built = build_documents(made.session, documents, Path(output), lambda _: None)
    return list(dict.fromkeys(fault for one in built for fault in one.diagnostics))


@pytest.mark.parametrize(
    ("file", "case"), [pytest.param(f, c, id=f"{f.code}: {c.title}") for f, c in CASES]
)
def test_rule(bench: Callable[..., Bench], file: RuleFile, case: Case) -> None:
    diagnostics = found(bench, file, case)
    others = [d for d in diagnostics if d.code != file.code and d.severity is Severity.ERROR]
    assert others == [], "the case has other errors"
    of_rule = [d for d in diagnostics if d.code == file.code and d.span is not None]
    assert sorted((d.span.path, d.span.line) for d in of_rule if d.span) == sorted(
        (e.path, e.line) for e in case.expected
    ), [d.message for d in of_rule]
    for expected in case.expected:
        assert expected.code == file.code
        messages = [
            d.message
            for d in of_rule
            if d.span and (d.span.path, d.span.line) == (expected.path, expected.line)
        ]
        assert any(expected.words in message for message in messages), (expected, messages)


def test_every_rule_has_a_test() -> None:
    assert [(file.code, file.name) for file in FILES] == [
        (rule.code, rule.name) for rule in RULES.values()
    ]
    assert [file.path.name for file in FILES] == [f"{f.code}-{f.name}.md" for f in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_each_test_has_a_case_that_fires_and_one_that_must_not(file: RuleFile) -> None:
    assert any(case.expected for case in file.cases)
    assert any(not case.expected for case in file.cases)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_the_rule_s_example_is_a_case_that_fires(file: RuleFile) -> None:
    """Line by line, but for comments: what `briefgen explain` shows is what is tested."""
    wanted = [line for line in _without_comments(RULES[file.code].example) if line]
    assert wanted, "a rule shows an example"
    firing = [
        [line for text in case.files.values() for line in _without_comments(text)]
        for case in file.cases
        if case.expected
    ]
    assert any(_in_order(wanted, lines) for lines in firing)


def _without_comments(text: str) -> list[str]:
    return [line.split("  #")[0].rstrip() for line in text.splitlines()]


def _in_order(wanted: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in wanted)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_what_fires_can_be_switched_off(
    bench: Callable[..., Bench], project: str, file: RuleFile
) -> None:
    case = next(case for case in file.cases if case.expected)
    settings = yaml.safe_load(case.files.get("briefgen.yaml", project))
    settings.setdefault("checks", {}).setdefault("severity", {})[file.name] = "off"
    quiet = {**case.files, "briefgen.yaml": yaml.safe_dump(settings)}
    silent = replace(case, files=quiet, expected=[])
    assert [d for d in found(bench, file, silent) if d.code == file.code] == []
