"""The list of codes: in order, each reported somewhere, each tested, each with an example."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import briefgen
from briefgen.catalogue import ALL_CODES, find_code
from briefgen.checks import RULES
from briefgen.codes import CODES, TOPICS, Code

_CODE = re.compile(r"\bBG\d{3}\b")
_SOURCES = Path(briefgen.__file__).resolve().parent
_LISTS = _SOURCES / "codes"
_RULES = _SOURCES / "checks"
_TESTS = Path(__file__).resolve().parents[1]


def _texts(folder: Path, *without: Path) -> dict[Path, str]:
    """Return each Python file of a folder, but for those in or at the paths left out."""
    return {
        path: path.read_text("utf-8")
        for path in sorted(folder.rglob("*.py"))
        if not any(path.is_relative_to(one) for one in without)
    }


def _written(texts: Iterable[str]) -> set[str]:
    """Return each code that stands in a text."""
    return {code for text in texts for code in _CODE.findall(text)}


def _defined(text: str) -> Iterator[str]:
    """Yield the first word of each entry as it stands in a source, repetitions too."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id="Code"), args=[ast.Constant(value=str(code)), *_]):
                yield code


def test_codes_are_sorted_and_unique() -> None:
    listed = [code for text in _texts(_LISTS).values() for code in _defined(text)]
    for text in _texts(_LISTS).values():
        assert list(_defined(text)) == sorted(set(_defined(text)))
    assert sorted(listed) == list(CODES)
    assert all(_CODE.fullmatch(code) for code in listed)
    assert list(ALL_CODES) == sorted(ALL_CODES)


def test_a_module_of_a_rule_defines_one_code_and_the_table_has_it() -> None:
    defined = [code for text in _texts(_RULES).values() for code in _defined(text)]
    assert sorted(defined) == list(RULES)
    assert CODES.keys() & RULES.keys() == set()


def test_repetitions_and_forgotten_rules_are_seen() -> None:
    assert list(_defined('Code("BG101", "a")\nx = (Code("BG101"), Code("BG999"))')) == [
        "BG101",
        "BG101",
        "BG999",
    ]


def test_every_code_belongs_to_a_topic_and_every_topic_has_codes() -> None:
    assert {code[:3] for code in ALL_CODES} == set(TOPICS)


def test_names_are_unique_and_in_kebab_case() -> None:
    names = [code.name for code in ALL_CODES.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: code.code)
def test_every_text_is_a_sentence(code: Code) -> None:
    for text in (code.what, code.why, code.instead):
        assert re.fullmatch(r'[A-Z`"].+[.?]', text), text


def test_every_code_of_a_stage_is_reported_somewhere_and_no_other() -> None:
    assert _written(_texts(_SOURCES, _LISTS).values()) == set(ALL_CODES)


def test_every_code_of_a_stage_is_named_by_a_test() -> None:
    tests = _texts(_TESTS, Path(__file__).resolve(), Path(__file__).with_name("test_examples.py"))
    assert set(CODES) - _written(tests.values()) == set()


def test_every_rule_has_a_file_of_cases() -> None:
    files = {path.name for path in (_TESTS / "rules").glob("BG*.md")}
    assert files == {f"{rule.code}-{rule.name}.md" for rule in RULES.values()}


def test_a_code_that_nobody_reports_is_missed() -> None:
    texts = _texts(_SOURCES, _LISTS).values()
    without = _written(text.replace("BG303", "BG998") for text in texts)
    assert without ^ _written(texts) == {"BG303", "BG998"}


@pytest.mark.parametrize("word", ["BG201", "bg201", " unknown-source ", "Unknown-Source"])
def test_a_code_is_found_by_number_and_by_name(word: str) -> None:
    assert find_code(word) is CODES["BG201"]


def test_what_is_no_code_is_not_found() -> None:
    assert [find_code(word) for word in ("", "BG", "201", "BG9999", "unknown")] == [None] * 5
