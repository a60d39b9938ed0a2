"""What the bytes of documents depend on besides content, seen by the state of files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import surroundings as module
from briefgen.states import signature_of
from briefgen.surroundings import program_digest, program_files, surroundings


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in a repository: its package, and its templates beside it."""
    for path in ("briefgen/a.py", "briefgen/deep/b.py", "templates/one/page.j2", "other/c.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "briefgen/__pycache__").mkdir()
    (tmp_path / "briefgen/__pycache__/a.pyc").write_bytes(b"1")
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/libpango.so").write_bytes(b"1")
    (tmp_path / "site-packages").mkdir()
    monkeypatch.setattr(module, "_PACKAGE", str(tmp_path / "briefgen"))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    return tmp_path


def seen(top: Path) -> str:
    return surroundings([str(top / "lib/libpango.so")])


def move(top: Path, path: str, to: str) -> None:
    (top / path).rename(top / to)


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "file of the program": lambda top, _: (top / "briefgen/deep/b.py").write_text("other"),
    "of the same size": lambda top, _: (top / "briefgen/a.py").write_text("briefgen/b.py"),
    "new file": lambda top, _: (top / "briefgen/new.py").touch(),
    "file gone": lambda top, _: (top / "briefgen/a.py").unlink(),
    "file renamed": lambda top, _: move(top, "briefgen/a.py", "briefgen/c.py"),
    "template": lambda top, _: (top / "templates/one/page.j2").write_text("other"),
    "library": lambda top, _: (top / "lib/libpango.so").write_bytes(b"2"),
    "library gone": lambda top, _: (top / "lib/libpango.so").unlink(),
    "library replaced": lambda top, _: (
        shutil.copy2(top / "lib/libpango.so", top / "lib/new"),
        move(top, "lib/new", "lib/libpango.so"),
    ),
    "package installed": lambda top, _: (top / "site-packages/new").mkdir(),
    "python": lambda _, patch: patch.setattr(sys, "version", "4"),
    "environment": lambda _, patch: patch.setattr(sys, "prefix", "/other"),
    "interpreter": lambda _, patch: patch.setattr(sys, "executable", "/other"),
    "folder of packages": lambda _, patch: patch.setattr(
        sys, "path", [*sys.path, "/other/dist-packages"]
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_changes_with_what_makes_documents(
    top: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, pytest.MonkeyPatch], object]
) -> None:
    before = seen(top)
    assert seen(top) == before
    change(top, monkeypatch)
    assert seen(top) != before


def test_it_changes_with_nothing_else(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = seen(top)
    (top / "other/c.py").write_text("other")
    (top / "briefgen/__pycache__/a.pyc").write_bytes(b"2")
    (top / "briefgen/.a.py.swp").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [*sys.path, "/somewhere"])
    assert seen(top) == before


def test_the_libraries_count_in_any_order(top: Path) -> None:
    one, other = str(top / "lib/libpango.so"), str(top / "briefgen/a.py")
    assert surroundings([one, other]) == surroundings([other, one]) != surroundings([one])


@pytest.mark.parametrize("change", ["file of the program", "new file", "file renamed", "template"])
def test_the_programs_digest_changes_with_its_files(
    top: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = program_digest()
    for path, _ in program_files():
        os.utime(path, (1, 1))
    assert program_digest() == before
    CHANGES[change](top, monkeypatch)
    assert program_digest() != before


def test_an_installed_program_has_the_digest_of_its_repository(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = program_digest()
    installed = tmp_path / "site-packages" / "briefgen"
    shutil.copytree(top / "briefgen", installed)
    shutil.copytree(top / "templates", installed / "builtin" / "templates")
    (installed / "builtin" / "constraints.txt").write_text("weasyprint==70")
    monkeypatch.setattr(module, "_PACKAGE", str(installed))
    assert program_digest() == here


def test_the_files_of_the_program_are_all_that_python_and_pages_are_made_of() -> None:
    names = {path.rsplit("/", 1)[-1] for path, _ in program_files()}
    assert {"start.py", "surroundings.py", "page.html.j2", "style.css", "template.yaml"} <= names
    assert not any(name.endswith(".pyc") for name in names)


def test_there_is_no_state_of_what_is_not_there(tmp_path: Path) -> None:
    assert signature_of(str(tmp_path / "none")) is None
    assert signature_of("nul\0") is None
    (tmp_path / "a").write_bytes(b"12")
    state = signature_of(str(tmp_path / "a"))
    assert state is not None
    assert state[0] == 2
