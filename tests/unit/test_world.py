"""The one door outward."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.world import DiskWorld, MemoryWorld, Revision, World, builtin_world

CONTENTS = {"briefgen.yaml": "a: 1\n", "content/d/x.yaml": "x", "content/d/s/y.md": "日本"}


@pytest.fixture(params=["memory", "disk"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    if request.param == "memory":
        return MemoryWorld(CONTENTS)
    for path, text in CONTENTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return DiskWorld(tmp_path)


def test_files_are_read_and_noted(world: World) -> None:
    assert world.read("content/d/s/y.md") == "日本".encode()
    assert world.reads == {"content/d/s/y.md": hashlib.sha256("日本".encode()).hexdigest()}
    with pytest.raises(FileNotFoundError):
        world.read("content/none.yaml")
    assert len(world.reads) == 1


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        (".", ("briefgen.yaml", "content/d/s/y.md", "content/d/x.yaml")),
        ("content", ("content/d/s/y.md", "content/d/x.yaml")),
        ("content/d/", ("content/d/s/y.md", "content/d/x.yaml")),
        ("conten", ()),
        ("none", ()),
    ],
)
def test_files_below_a_folder(world: World, folder: str, found: tuple[str, ...]) -> None:
    assert world.files(folder) == found


def test_what_is_hidden_is_not_listed(tmp_path: Path) -> None:
    for path in (".git/config", ".hidden.yaml", "a/.b/c.yaml", "a/d.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    assert DiskWorld(tmp_path).files(".") == ("a/d.yaml",)


@pytest.mark.parametrize(
    "path", ["../secret", "/etc/hosts", "a/../../secret", "link/secret", "one"]
)
def test_no_path_leads_out_of_the_project(tmp_path: Path, path: str) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "outside").mkdir()
    for secret in (tmp_path / "secret", tmp_path / "outside" / "secret"):
        secret.write_text("s")
    (tmp_path / "project" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "project" / "one").symlink_to(tmp_path / "secret")
    world = DiskWorld(tmp_path / "project")
    with pytest.raises(UsageError, match="leads out of the project"):
        world.read(path)
    assert world.reads == {}


def test_the_clock_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1689292800")
    assert DiskWorld(tmp_path).now() == datetime(2023, 7, 14, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert DiskWorld(tmp_path).now().tzinfo is UTC
    assert MemoryWorld({}).now() == datetime(2023, 7, 14, tzinfo=UTC)


def test_the_revision_and_whether_it_is_what_was_built(tmp_path: Path) -> None:
    assert DiskWorld(tmp_path).revision() is None
    (tmp_path / "a").write_text("a")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "a"], [*who, "commit", "-qm", "m"]):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    clean = DiskWorld(tmp_path).revision()
    assert clean is not None
    assert clean.is_clean
    assert len(clean.commit) in (40, 64)
    (tmp_path / "b").write_text("b")
    assert DiskWorld(tmp_path).revision() == Revision(clean.commit, is_clean=False)


def test_the_built_in_templates_are_there() -> None:
    assert "templates/_shared/page.html.j2" in builtin_world().files("templates")
