"""What templates compile to is kept beside the program, and taken only by the very same one."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

import pytest

from briefgen.compose import compiled, environment
from briefgen.compose.compiled import keep, kept

CODE = compile("1 + 1", "builtin:a.j2", "eval")
ONE = ("Writer.finalize", "a.j2", "123", CODE)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a name is kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return compiled._place(".html.j2")


def test_what_is_kept_comes_back(place: Path) -> None:
    assert list(kept(".html.j2")) == []
    keep(".html.j2", [ONE])
    assert list(kept(".html.j2")) == [ONE]
    assert list(kept(".md.j2")) == []
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_of_another_program_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(".html.j2", [ONE])
    monkeypatch.setattr(compiled, "_made_by", lambda: "another")
    assert list(kept(".html.j2")) == []


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 32, marshal.dumps([ONE])])
def test_what_is_damaged_is_not_taken(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    assert list(kept(".html.j2")) == []


def test_a_change_of_one_byte_is_seen(place: Path) -> None:
    keep(".html.j2", [ONE])
    content = place.read_bytes()
    place.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert list(kept(".html.j2")) == []


def test_nothing_is_kept_where_python_keeps_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(".html.j2", [ONE])
    assert not place.exists()


def test_where_nothing_can_be_written_nothing_is_kept(place: Path) -> None:
    place.parent.parent.mkdir(parents=True, exist_ok=True)
    place.parent.rmdir() if place.parent.exists() else None
    place.parent.write_text("a file")
    keep(".html.j2", [ONE])
    assert list(kept(".html.j2")) == []


def test_of_a_project_s_templates_nothing_is_kept() -> None:
    def finalize(value: object) -> object:
        return value

    codes = environment._COMPILED[finalize.__qualname__].codes
    codes["a.j2", "1"] = CODE
    codes["b.j2", "2"] = compile("1 + 1", "templates/kind/b.j2", "eval")
    assert [name for _, name, _, _ in environment.compiled_of(finalize)] == ["a.j2"]
