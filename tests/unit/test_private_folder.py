"""What is remembered lies in a folder that is this user's alone, and not in the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.private_folder import VARIABLE, private_folder


@pytest.fixture(autouse=True)
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_it_is_made_for_its_user_alone(tmp_path: Path, top: Path) -> None:
    before = os.umask(0)
    try:
        folder = private_folder(tmp_path / "project")
    finally:
        os.umask(before)
    assert folder is not None
    assert Path(folder).parent == top
    assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert private_folder(tmp_path / "project") == folder


def test_each_project_has_its_own_under_all_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "one")
    assert private_folder(tmp_path / "one") == private_folder(tmp_path / "link")
    assert private_folder(tmp_path / "one") != private_folder(tmp_path / "other")
    assert private_folder(str(tmp_path / "one" / ".." / "one")) == private_folder(tmp_path / "one")


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o702, 0o701])
def test_one_that_others_can_enter_is_none(tmp_path: Path, mode: int) -> None:
    folder = private_folder(tmp_path)
    assert folder is not None
    Path(folder).chmod(mode)
    assert private_folder(tmp_path) is None
    Path(folder).chmod(0o700)
    assert private_folder(tmp_path) == folder


def test_one_of_somebody_else_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert private_folder(tmp_path) is not None
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert private_folder(tmp_path) is None


def test_where_none_can_be_made_there_is_none(tmp_path: Path, top: Path) -> None:
    top.write_bytes(b"")
    assert private_folder(tmp_path) is None


def test_without_the_variable_it_is_where_the_system_keeps_such_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    folder = private_folder(tmp_path)
    assert folder is not None
    assert Path(folder).is_relative_to(tmp_path / "xdg" / "briefgen")
