"""The commands in README.md run, in their order, and what it shows is what one sees."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")

Treatment = Callable[[Path, str], Path]
"""From the folder where one is and a line to the folder where one is afterwards."""


def run(folder: Path, line: str) -> Path:
    program, *arguments = shlex.split(line)
    assert program == "briefgen"
    ran = briefgen(folder, *arguments)
    assert ran.returncode == 0, f"{line}\n{ran.stdout}\n{ran.stderr}"
    return folder


def begin_project(folder: Path, line: str) -> Path:
    """Run the command, and leave one kind of document: every kind is built in other tests."""
    run(folder, line)
    settings = folder / line.split()[-1] / "briefgen.yaml"
    text = settings.read_text("utf-8")
    assert "    templates: [policy-brief, timeline, one-pager]\n" in text
    settings.write_text(text.replace("[policy-brief, timeline, one-pager]", "[one-pager]"), "utf-8")
    return folder


def briefgen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def change_folder(folder: Path, line: str) -> Path:
    there = folder / line.removeprefix("cd ")
    assert there.is_dir(), line
    return there


def find_target(folder: Path, line: str) -> Path:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{line.removeprefix('make ')}:", makefile, re.MULTILINE), line
    return folder


def find_package(folder: Path, _line: str) -> Path:
    assert (ROOT / "pyproject.toml").is_file()
    return folder


def leave_out(folder: Path, _line: str) -> Path:
    return folder


TREATMENTS: dict[str, Treatment] = {
    r"briefgen new project [\w-]+": begin_project,
    r"briefgen .+": run,
    r"cd [\w-]+": change_folder,
    # Both install packages of the system; CI runs them.
    r"make [a-z-]+": find_target,
    # It makes the environment in which this test runs.
    r"pip install \.": find_package,
    r"": leave_out,
    r"#.*": leave_out,
}
"""How a line of a block of commands is treated, by what it looks like as a whole."""


def commands(page: str) -> list[str]:
    """Return every line of every block of commands."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def treatment(line: str) -> Treatment:
    """Return how a line is treated. Raises: LookupError for one that is like none."""
    for pattern, way in TREATMENTS.items():
        if re.fullmatch(pattern, line):
            return way
    raise LookupError(f"README.md has a command that no test knows: {line}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where one is after all commands of the page."""
    where = tmp_path_factory.mktemp("readme")
    for line in commands(README):
        where = treatment(line)(where, line)
    return where


def test_the_commands_run_and_leave_what_the_page_says(folder: Path) -> None:
    lines = commands(README)
    public = folder / "output" / "public"

    assert sum(line.startswith("briefgen ") for line in lines) >= 5
    assert (public / "harbour-strike.one-pager.en.html").is_file()
    for dossier in ("river-crossing", "harbour-strike"):
        assert (public / f"{dossier}.one-pager.en.pdf").read_bytes().startswith(b"%PDF-1.7")
        assert (public / f"{dossier}.one-pager.en.md").is_file()
    audiences = {path.name for path in (folder / "output").iterdir() if path.is_dir()}
    assert audiences == {"public", "partner", "staff", "principal"}


def test_a_line_that_no_treatment_is_for_is_noticed() -> None:
    page = "```sh\nbriefgen build\nrm -rf output\n```\n"

    known, unknown = commands(page)
    assert treatment(known) is run
    with pytest.raises(LookupError, match="rm -rf output"):
        treatment(unknown)


def test_a_command_that_fails_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"briefgen\.yaml"):
        run(tmp_path, "briefgen build")
    with pytest.raises(AssertionError, match="make nothing"):
        find_target(tmp_path, "make nothing")
    with pytest.raises(AssertionError, match="cd nowhere"):
        change_folder(tmp_path, "cd nowhere")


def test_the_items_on_the_page_are_sound_and_the_fault_looks_as_shown(tmp_path: Path) -> None:
    heading, items, restricted = re.findall(r"^```yaml\n(.*?)^```$", README, re.M | re.S)
    (section,) = re.findall(r"^```markdown\n(.*?)^```$", README, re.M | re.S)
    (fault,) = re.findall(r"^```\n(error.*?)^```$", README, re.M | re.S)
    run(tmp_path, "briefgen new project my-briefs")
    project = tmp_path / "my-briefs"
    dossier = project / "content" / "harbour-strike"
    (dossier / "sections").mkdir(parents=True)
    (dossier / "dossier.yaml").write_text(heading, "utf-8")
    (dossier / "items.yaml").write_text(f"{items}{restricted}", "utf-8")
    (dossier / "sections" / "context.md").write_text(section, "utf-8")

    sound = briefgen(project, "check", "harbour-strike")
    (dossier / "dossier.yaml").write_text(heading.replace("union-2025", "union-2052"), "utf-8")
    unsound = briefgen(project, "check", "harbour-strike")

    assert (sound.returncode, "error" in sound.stdout + sound.stderr) == (0, False)
    assert unsound.returncode == 1
    assert fault in unsound.stdout + unsound.stderr
