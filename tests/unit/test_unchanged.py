"""A build that has nothing to do ends at once, and only such a build."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen import surroundings, unchanged
from briefgen.cli.watching import has_changed
from briefgen.private_folder import VARIABLE
from briefgen.states import listing_of
from briefgen.unchanged import answer, git_head, question, remember
from briefgen.world import DiskWorld

A_DAY_S = 86_400
LATER_NS = 10_000_000_000


@dataclass
class Project:
    """A project that was built, as far as this module is told."""

    root: Path
    trusts_times: bool = False
    """Whether its files were old when it was built, so that their times are believed."""
    until: float = field(default_factory=lambda: time.time() + A_DAY_S)

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def build(
        self,
        *arguments: str,
        status: int = 0,
        lines: tuple[str, ...] = ("told",),
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        world = DiskWorld(self.root)
        for path in ("briefgen.yaml", *world.files("content")):
            world.read(path)
        world.files("templates")
        with pytest.raises(FileNotFoundError):
            world.read("sources.lock")
        written = {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (self.root / "output/a.md", self.root / "output/manifest.json")
        }
        libraries = [str(self.root.parent / "lib.so")]
        made_with = surroundings.surroundings(libraries)
        reads = {path: (state, world.reads.get(path, "")) for path, state in world.states.items()}
        meanwhile()
        remember(
            str(self.root),
            arguments or ("build",),
            started=time.time_ns() + LATER_NS * self.trusts_times,
            until=self.until,
            git=git_head(str(self.root)),
            libraries=libraries,
            made_with=made_with,
            reads=reads,
            listed=world.listed,
            written=written,
            lines=lines,
            status=status,
        )

    @property
    def remembered(self) -> list[Path]:
        return sorted(Path(os.environ[VARIABLE]).glob("*/answers/*"))


@pytest.fixture(params=["young", "old"])
def project(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Project:
    project = Project(tmp_path / "project", request.param == "old")
    project.write("briefgen.yaml", "to: [markdown]\n")
    project.write("content/d/a.yaml", "one")
    project.write("content/d/b.yaml", "two")
    project.write("content/d/deep/c.yaml", "three")
    project.write("output/a.md", "page")
    project.write("output/manifest.json", "{}")
    project.write("../lib.so", "library")
    project.write("../program/start.py", "program")
    project.write("../templates/one/page.j2", "template")
    monkeypatch.setattr(surroundings, "_PACKAGE", str(tmp_path / "program"))
    monkeypatch.chdir(project.root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    project.build()
    return project


def relink(project: Project, path: str) -> None:
    """Put a link to a folder of the same content in the folder's place."""
    (project.root / path).rename(project.root.parent / "elsewhere")
    (project.root / path).symlink_to(project.root.parent / "elsewhere")


CHANGES: dict[str, Callable[[Project], object]] = {
    "file changed": lambda p: p.write("content/d/a.yaml", "another"),
    "file of the same size": lambda p: p.write("content/d/a.yaml", "eno"),
    "deep file": lambda p: p.write("content/d/deep/c.yaml", "3"),
    "file new": lambda p: p.write("content/d/new.yaml", ""),
    "folder new": lambda p: (p.root / "content/new").mkdir(),
    "folder that was not there": lambda p: p.write("templates/one/page.j2", ""),
    "file that was looked for": lambda p: p.write("sources.lock", ""),
    "file gone": lambda p: (p.root / "content/d/a.yaml").unlink(),
    "file renamed": lambda p: (p.root / "content/d/a.yaml").rename(p.root / "content/d/z.yaml"),
    "files swapped": lambda p: (
        p.write("content/d/a.yaml", "two"),
        p.write("content/d/b.yaml", "one"),
    ),
    "folder renamed": lambda p: (p.root / "content/d").rename(p.root / "content/e"),
    "folder a link": lambda p: relink(p, "content/d/deep"),
    "folder a file": lambda p: (
        (p.root / "content/d/deep/c.yaml").unlink(),
        (p.root / "content/d/deep").rmdir(),
        p.write("content/d/deep", ""),
    ),
    "content gone": lambda p: (p.root / "content").rename(p.root / "gone"),
    "project changed": lambda p: p.write("briefgen.yaml", "to: [html]\n"),
    "output changed": lambda p: p.write("output/a.md", "past"),
    "output gone": lambda p: (p.root / "output/a.md").unlink(),
    "manifest changed": lambda p: p.write("output/manifest.json", "[]"),
    "manifest gone": lambda p: (p.root / "output/manifest.json").unlink(),
    "library changed": lambda p: p.write("../lib.so", "other"),
    "library gone": lambda p: (p.root.parent / "lib.so").unlink(),
    "program changed": lambda p: p.write("../program/start.py", "other"),
    "template changed": lambda p: p.write("../templates/one/page.j2", "other"),
    "program with more": lambda p: p.write("../program/more.py", ""),
    "in git": lambda p: p.write(".git/HEAD", "ref: refs/heads/main\n"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_has_changed_has_to_be_looked_at(
    project: Project, change: Callable[[Project], object]
) -> None:
    assert answer(["build"]) == 0
    change(project)
    assert answer(["build"]) is None


@pytest.mark.parametrize(
    "path", ["../program/start.py", "../lib.so", "content/d/a.yaml", "output/a.md"]
)
def test_what_changes_while_a_build_is_at_work_was_not_seen_by_it(
    project: Project, path: str
) -> None:
    project.build("build", meanwhile=lambda: project.write(path, "other"))
    if project.trusts_times:
        # a file that was changed is not older than the moment at which the build began
        touch_later(project.root / path)
    assert answer(["build"]) is None


def touch_later(path: Path) -> None:
    later = time.time() + 2 * LATER_NS / 1e9
    os.utime(path, (later, later))


def touch(path: Path) -> None:
    os.utime(path, (1_600_000_000, 1_600_000_000))


def rewrite(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)


NO_CHANGES: dict[str, Callable[[Project], object]] = {
    "nothing": lambda _: None,
    "time of a file": lambda p: touch(p.root / "content/d/a.yaml"),
    "time of a folder": lambda p: touch(p.root / "content/d"),
    "time of output": lambda p: touch(p.root / "output/a.md"),
    "written again": lambda p: rewrite(p.root / "content/d/a.yaml"),
    "there and gone": lambda p: p.write("content/d/x.yaml", "").unlink(),
    "hidden file": lambda p: p.write("content/d/.a.yaml.swp", ""),
    "file beside the content": lambda p: p.write("notes.txt", ""),
    "file beside the output": lambda p: p.write("output/notes.txt", ""),
}


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_has_not_has_not(project: Project, change: Callable[[Project], object]) -> None:
    change(project)
    assert answer(["build"]) == 0
    assert answer(["build"]) == 0
    project.write("content/d/b.yaml", "three")
    assert answer(["build"]) is None


def test_it_is_told_again_as_it_was(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.build("build", "--strict", status=1, lines=("warning: a\n", "1 document"))
    capsys.readouterr()
    assert answer(["build", "--strict"]) == 1
    said = capsys.readouterr()
    assert said.err == "warning: a\n\n1 document\n"
    assert said.out == ""
    project.build("build", "-q", lines=())
    assert answer(["build", "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_times_are_believed_of_old_files_only(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes within what a clock can tell apart have one time."""
    states = {}
    for path in ("content/d/a.yaml", "output/a.md"):
        states[str(project.root / path)] = unchanged.signature_of(str(project.root / path))
    project.write("content/d/a.yaml", "eno")
    seen = unchanged.signature_of
    monkeypatch.setattr(unchanged, "signature_of", lambda path: states.get(path) or seen(path))
    assert answer(["build"]) == (0 if project.trusts_times else None)


def test_the_same_of_a_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(project.root / "content/d")
    state, seen = unchanged.signature_of(folder), unchanged.signature_of
    project.write("content/d/new.yaml", "")
    monkeypatch.setattr(
        unchanged, "signature_of", lambda path: state if path == folder else seen(path)
    )
    assert answer(["build"]) == (0 if project.trusts_times else None)


def test_what_was_compared_is_believed_when_it_has_grown_old(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    digest = unchanged._digest
    monkeypatch.setattr(unchanged, "_digest", lambda path: (compared.append(path), digest(path))[1])
    touch(project.root / "content/d/a.yaml")
    assert answer(["build"]) == 0
    assert len(compared) == (1 if project.trusts_times else 6)
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + LATER_NS)
    assert answer(["build"]) == 0
    compared.clear()
    assert answer(["build"]) == 0
    assert compared == []


def test_another_question_has_no_answer(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["build", "d"], ["render"], ["check"], ["build", "build"], []):
        assert answer(arguments) is None
    for more in ("-v", "--verbose", "--explain", "--no-cache", "--no-sandbox", "--help"):
        project.build("build", more)
        assert answer(["build", more]) is None
    assert answer(["build"]) == 0
    for name in ("NO_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "1")
            assert answer(["build"]) is None
    with monkeypatch.context() as patch:
        patch.setattr(sys.stderr, "isatty", lambda: True)
        assert answer(["build"]) is None
    monkeypatch.chdir(project.root / "content")
    assert answer(["build"]) is None


def test_it_is_asked_anywhere_in_the_project(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root / "content")
    project.build()
    assert answer(["build"]) == 0
    monkeypatch.chdir(project.root.parent)
    assert answer(["build"]) is None


def test_where_there_is_no_folder_any_more_others_say_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> str:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "getcwd", gone)
    assert answer(["build"]) is None


@pytest.mark.parametrize(
    ("moment", "status"), [(-1, None), (0, 0), (A_DAY_S - 60, 0), (A_DAY_S, None)]
)
def test_time_alone_changes_things_too(
    project: Project, monkeypatch: pytest.MonkeyPatch, moment: int, status: int | None
) -> None:
    """Before it was built: somebody has set the clock back. Behind `until`: an embargo ended."""
    (path,) = project.remembered
    now = json.loads(path.read_text())["since"] + moment
    monkeypatch.setattr(time, "time", lambda: now)
    assert answer(["build"]) == status


@pytest.mark.parametrize(("epoch", "status"), [("1690000000", 0), ("", None), ("soon", None)])
def test_where_the_time_is_given_it_does_not_pass(
    project: Project, monkeypatch: pytest.MonkeyPatch, epoch: str, status: int | None
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    project.until = 1.0
    project.build()
    assert answer(["build"]) == status


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[:-1],
    "empty": lambda _: b"",
    "no object": lambda _: b"[]",
    "nothing in it": lambda _: b"{}",
    "format": lambda content: content.replace(b'"format":1', b'"format":2'),
    "no text": lambda _: b"\xff",
    "other types": lambda content: content.replace(b'"reads":[', b'"reads":[1,'),
    "no times": lambda content: content.replace(b'"until":', b'"until":null,"x":'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_answer_is_none(project: Project, damage: Callable[[bytes], bytes]) -> None:
    (path,) = project.remembered
    path.write_bytes(damage(path.read_bytes()))
    assert answer(["build"]) is None


def test_what_is_not_its_users_alone_is_not_believed(project: Project) -> None:
    (path,) = project.remembered
    path.parents[1].chmod(0o755)
    assert answer(["build"]) is None
    project.build()


def test_where_nothing_can_be_noted_nothing_is(project: Project) -> None:
    (path,) = project.remembered
    path.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"")
    project.build()
    assert answer(["build"]) is None


def git(folder: Path, *arguments: str) -> None:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "a").write_text("1")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def commit(folder: Path) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", "more")


@pytest.mark.parametrize("state", ["loose", "packed", "detached", "worktree", "inside"])
def test_another_commit_shows_without_asking_git(repository: Path, state: str) -> None:
    folder = repository
    if state == "packed":
        git(folder, "pack-refs", "--all")
        assert not (folder / ".git/refs/heads/main").exists()
    elif state == "detached":
        git(folder, "checkout", "-q", "--detach")
    elif state == "worktree":
        git(folder, "worktree", "add", "-q", "-b", "side", str(folder.parent / "tree"))
        folder = folder.parent / "tree"
    elif state == "inside":
        (folder / "deep").mkdir()
        folder /= "deep"
    before = git_head(str(folder))
    assert git_head(str(folder)) == before != ""
    commit(folder)
    after = git_head(str(folder))
    assert after != before
    git(folder, "checkout", "-q", "-b", "another")
    assert git_head(str(folder)) != after


def test_a_packed_reference_shows_that_it_was_packed_again(repository: Path) -> None:
    git(repository, "pack-refs", "--all")
    before = git_head(str(repository))
    commit(repository)
    git(repository, "pack-refs", "--all")
    assert git_head(str(repository)) != before


def test_references_in_a_table_show_too(repository: Path) -> None:
    """So git keeps them where it is told to, with `refs/heads/.invalid` for a name in HEAD."""
    (repository / ".git/HEAD").write_text("ref: refs/heads/.invalid\n")
    (repository / ".git/reftable").mkdir()
    (repository / ".git/reftable/tables.list").write_text("one")
    before = git_head(str(repository))
    (repository / ".git/reftable/tables.list").write_text("other")
    assert git_head(str(repository)) != before


def test_a_worktree_does_not_see_commits_of_others(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "-b", "side", str(repository.parent / "tree"))
    before = git_head(str(repository.parent / "tree"))
    commit(repository)
    assert git_head(str(repository.parent / "tree")) == before


def test_outside_of_git_there_is_no_commit(tmp_path: Path) -> None:
    assert git_head(str(tmp_path)) == ""


def test_a_folder_is_listed_as_the_world_notes_it(tmp_path: Path) -> None:
    (tmp_path / "top/folder").mkdir(parents=True)
    (tmp_path / "top/file").touch()
    (tmp_path / "top/.hidden").touch()
    (tmp_path / "top/.git").mkdir()
    (tmp_path / "top/link").symlink_to("folder")
    (tmp_path / "top/to-file").symlink_to("file")
    (tmp_path / "top/broken").symlink_to("none")
    (tmp_path / "top/circle").symlink_to("circle")
    world = DiskWorld(tmp_path)
    world.files("top")
    assert world.listed["top"][1] == listing_of(str(tmp_path / "top"))
    assert listing_of(str(tmp_path / "top")) == [
        "broken", "circle", "file", "folder/", "link/@", "to-file",
    ]  # fmt: skip
    with pytest.raises(FileNotFoundError):
        listing_of(str(tmp_path / "none"))
    world.files("none")
    assert world.listed["none"] == (None, [])


def test_names_are_told_from_the_signs_of_folders_and_links(tmp_path: Path) -> None:
    (tmp_path / "top/folder@/deep").mkdir(parents=True)
    (tmp_path / "top/folder@/file@").touch()
    (tmp_path / "top/link@").symlink_to("folder@")
    world = DiskWorld(tmp_path)
    assert world.files("top") == ("top/folder@/file@",)
    assert world.linked_folders("top") == ("top/link@",)
    assert world.listed.keys() == {"top", "top/folder@", "top/folder@/deep"}


def test_what_comes_while_a_folder_is_listed_shows_as_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "top").mkdir()
    touch(tmp_path / "top")

    def slowly(folder: str) -> list[str]:
        names = listing_of(folder)
        (tmp_path / "top/new").touch()
        return names

    monkeypatch.setattr("briefgen.world.listing_of", slowly)
    world = DiskWorld(tmp_path)
    assert world.files("top") == ()
    assert has_changed(world)


def test_the_question_is_all_that_decides_on_the_words() -> None:
    assert question(["build"]).keys() == {"arguments", "here", "terminal", "variables"}


NOT_LOADED = (
    "briefgen.cli", "briefgen.build", "weasyprint", "jinja2", "markdown_it", "pydantic", "yaml",
    "click", "lxml", "PIL", "pikepdf", "fontTools", "fsspec", "subprocess", "asyncio",
)  # fmt: skip
RUN = """\
import sys
from briefgen.start import main
sys.argv = ["briefgen", "build"]
try:
    main()
except SystemExit as ended:
    print(ended.code, *sys.modules)
"""


def test_a_build_with_nothing_to_do_loads_next_to_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, str(project.root.parent / "remembered"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(project.root)
    project.build(status=7)
    done = subprocess.run([sys.executable, "-c", RUN], capture_output=True, text=True, check=False)
    status, *loaded = done.stdout.split()
    assert (status, done.stderr) == ("7", "told\n")
    assert [name for name in NOT_LOADED if name in loaded] == []
    assert {name for name in loaded if name.split(".")[0] == "briefgen"} == {
        "briefgen",
        "briefgen.private_folder",
        "briefgen.start",
        "briefgen.states",
        "briefgen.surroundings",
        "briefgen.unchanged",
    }
