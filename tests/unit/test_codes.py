"""The list of codes: in order, each reported somewhere, each tested somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import briefgen
from briefgen import codes
from briefgen.codes import CODES

_CODE = re.compile(r"\bBG\d{3}\b")
_SOURCES = Path(briefgen.__file__).parent
_TESTS = Path(__file__).parents[1]


def _written(folder: Path, *without: Path) -> set[str]:
    """Return each code that stands in a Python file of a folder."""
    paths = (path for path in folder.rglob("*.py") if path.resolve() not in without)
    return {code for path in paths for code in _CODE.findall(path.read_text("utf-8"))}


def _listed() -> Iterator[str]:
    """Yield the first word of each entry as it stands in the source, repetitions too."""
    for node in ast.walk(ast.parse(Path(codes.__file__).read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Code"), args=[ast.Constant(value=str(code)), *_]):
                yield code


def test_codes_are_sorted_and_unique() -> None:
    listed = list(_listed())
    assert listed == sorted(set(listed))
    assert listed == list(CODES)
    assert all(_CODE.fullmatch(code) for code in listed)


def test_names_are_unique_and_in_kebab_case() -> None:
    names = [code.name for code in CODES.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_every_text_is_a_sentence() -> None:
    for code in CODES.values():
        for text in (code.what, code.why, code.instead):
            assert re.fullmatch(r"[A-Z`].+\.", text), (code.code, text)


def test_every_code_is_reported_somewhere_and_no_other() -> None:
    assert _written(_SOURCES, Path(codes.__file__).resolve()) == set(CODES)


def test_every_code_is_named_by_a_test() -> None:
    assert set(CODES) - _written(_TESTS, Path(__file__).resolve()) == set()
