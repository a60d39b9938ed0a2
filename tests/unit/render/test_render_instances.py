"""Fonts of one weight are made once on a machine, and taken only as they were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.job import FontFile
from briefgen.render import instances
from briefgen.render.fonts import font_files


@pytest.fixture
def font() -> FontFile:
    return next(font for font in font_files(cjk=False) if font.weight == "variable")


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(instances, "_kept", [instances.NoStore()])
    instances._instance.cache_clear()
    yield
    instances._instance.cache_clear()


def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the weights that are made from now on."""
    weights: list[int] = []

    def make(_font: FontFile, weight: int) -> bytes:
        weights.append(weight)
        return b"font %d" % weight

    monkeypatch.setattr(instances, "_made", make)
    return weights


def again(font: FontFile, weight: int = 400) -> bytes:
    """Return an instance as another run would get it."""
    instances._instance.cache_clear()
    return instances._instance(font, weight)


def test_the_next_run_finds_it(
    font: FontFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = made(monkeypatch)
    instances.keep_in(str(tmp_path))
    assert again(font) == again(font) == b"font 400"
    assert weights == [400]
    assert again(font, 700) == b"font 700"
    assert weights == [400, 700]


def damaged(folder: Path, _: pytest.MonkeyPatch) -> None:
    (entry,) = (path for path in folder.rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1] + b"9")


def of_another_package(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances.metadata, "version", lambda _package: "99")


def of_another_library(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uharfbuzz.version_string", lambda: "99")


def of_another_recipe(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "_RECIPE", 99)


@pytest.mark.parametrize(
    "spoil", [damaged, of_another_package, of_another_library, of_another_recipe]
)
def test_what_is_damaged_or_of_another_kind_is_made_anew(
    font: FontFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    weights = made(monkeypatch)
    instances.keep_in(str(tmp_path))
    again(font)
    spoil(tmp_path, monkeypatch)
    assert again(font) == b"font 400"
    assert weights == [400, 400]


def test_without_a_folder_each_run_makes_it(
    font: FontFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = made(monkeypatch)
    again(font)
    again(font)
    assert weights == [400, 400]


def test_what_is_kept_is_what_is_made(font: FontFile, tmp_path: Path) -> None:
    fresh = again(font)
    instances.keep_in(str(tmp_path))
    assert again(font) == fresh
    assert again(font) == fresh
    assert fresh[:4] == b"\x00\x01\x00\x00"
