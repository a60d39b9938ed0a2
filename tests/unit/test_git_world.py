"""A project at a revision: the same as if that revision lay on the disk."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.errors import ToolMissingError, UsageError
from briefgen.git_world import git_world
from briefgen.world import DiskWorld, Revision


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


@pytest.fixture(params=["", "deep/er/"], ids=["top", "below"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a project with links, at the top of a repository or below it, with two revisions."""
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, "outside.txt", "outside")
    root = tmp_path / request.param
    write(root, "briefgen.yaml", "format: 1\n")
    write(root, "content/d/a.yaml", "first")
    write(root, "content/d/with space/日本.md", "東京")
    write(root, "content/d/.hidden/x.yaml", "hidden")
    write(root, "shared/s.yaml", "shared")
    (root / "content/d/link.yaml").symlink_to("../../shared/s.yaml")
    (root / "content/d/folder").symlink_to("../../shared")
    (root / "content/d/twice.yaml").symlink_to("folder/s.yaml")
    (root / "content/d/dangling.yaml").symlink_to("nothing.yaml")
    up = "../" * (4 + request.param.count("/"))
    (root / "content/d/out.yaml").symlink_to(f"{up}outside.txt")
    (root / "content/d/absolute.yaml").symlink_to("/etc/hostname")
    (root / "content/d/circle.yaml").symlink_to("circle.yaml")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "tag", "v1")
    return root


def test_it_is_as_the_disk_is(project: Path) -> None:
    disk = DiskWorld(project)
    with git_world(project, "HEAD") as world:
        for folder in (".", "content", "content/d/", "./content/d", "shared", "content/d/folder"):
            assert world.files(folder) == disk.files(folder)
        for path in (
            "briefgen.yaml",
            "content/d/with space/日本.md",
            "content/d/link.yaml",
            "content/d/twice.yaml",
            "content/d/folder/s.yaml",
            "./content/../briefgen.yaml",
        ):
            assert world.read(path) == disk.read(path)
        assert world.reads == disk.reads
        assert world.files("nothing") == ()


def test_it_is_what_it_was(project: Path) -> None:
    write(project, "content/d/a.yaml", "second")
    write(project, "content/d/new.yaml", "new")
    with git_world(project, "v1") as world:
        assert world.read("content/d/a.yaml") == b"first"
        assert world.read("content/d/with space/日本.md") == "東京".encode()
        assert "content/d/new.yaml" not in world.files("content")
        with pytest.raises(FileNotFoundError):
            world.read("content/d/new.yaml")
        with pytest.raises(FileNotFoundError):
            world.read("content/d")
        assert world.revision() == Revision(git(project, "rev-parse", "v1"), is_clean=True)
    git(project, "commit", "-qam", "two")
    for name, text in (("HEAD~1", b"first"), ("main", b"second"), ("HEAD", b"second")):
        with git_world(project, name) as world:
            assert world.read("content/d/a.yaml") == text


def test_nothing_leads_out(project: Path) -> None:
    with git_world(project, "HEAD") as world:
        for path in (
            "../outside.txt",
            "/etc/hostname",
            "content/../../x",
            "content/d/out.yaml",
            "content/d/absolute.yaml",
        ):
            with pytest.raises(UsageError, match="leads out of the project"):
                world.read(path)
        with pytest.raises(UsageError, match="circle"):
            world.read("content/d/circle.yaml")
        with pytest.raises(FileNotFoundError):
            world.read("content/d/dangling.yaml")
        assert world.reads == {}


def test_nothing_is_checked_out_or_written(project: Path) -> None:
    before = {path: path.lstat().st_mtime_ns for path in project.rglob("*")}
    with git_world(project, "v1") as world:
        for path in world.files("shared"):
            world.read(path)
    assert {path: path.lstat().st_mtime_ns for path in project.rglob("*")} == before


def test_what_was_put_in_a_blobs_place_does_not_count(project: Path) -> None:
    write(project, "content/d/a.yaml", "forged")
    forged = git(project, "hash-object", "-w", "content/d/a.yaml")
    git(project, "replace", git(project, "rev-parse", "v1:./content/d/a.yaml"), forged)
    assert git(project, "show", "v1:./content/d/a.yaml") == "forged"
    with git_world(project, "v1") as world:
        assert world.read("content/d/a.yaml") == b"first"


@pytest.mark.parametrize(
    "name", ["nothing", "", "-h", "--all", "v1:briefgen.yaml", "a\nb", "a\0b", "HEAD^{tree}"]
)
def test_a_revision_that_is_none(project: Path, name: str) -> None:
    with pytest.raises(UsageError), git_world(project, name):
        pass


def test_a_blob_that_is_not_there(project: Path) -> None:
    blob = git(project, "rev-parse", "v1:./content/d/a.yaml")
    top = Path(git(project, "rev-parse", "--show-toplevel"))
    (top / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with git_world(project, "v1") as world, pytest.raises(UsageError, match="git cannot read"):
        world.read("content/d/a.yaml")


def test_without_a_repository_a_project_or_git(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "later/briefgen.yaml", "")
    with pytest.raises(UsageError, match="is not in revision"), git_world(project / "later", "v1"):
        pass
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    alone = tmp_path.parent / f"{tmp_path.name}-alone"
    alone.mkdir()
    with pytest.raises(UsageError, match="is in no git repository"), git_world(alone, "v1"):
        pass
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(ToolMissingError), git_world(project, "v1"):
        pass


def test_the_clock_is_that_of_the_disk(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1689292800")
    with git_world(project, "v1") as world:
        assert world.now() == datetime(2023, 7, 14, tzinfo=UTC)
