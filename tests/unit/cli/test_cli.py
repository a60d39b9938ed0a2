"""The command line: exit statuses, streams, help, and never a traceback."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import pytest
from cli_shell import DOSSIER, PROJECT, Shell

from briefgen import output_lock
from briefgen.cli.main import _COMMANDS


def test_a_clean_project(shell: Shell) -> None:
    run = shell("check")
    assert (run.status, run.out) == (0, "")
    assert "checked 1 dossier, 2 documents: no findings" in run.err


def test_a_build_writes_files_and_nothing_on_stdout(shell: Shell) -> None:
    run = shell("build", "--to", "markdown,html")
    assert (run.status, run.out) == (0, "")
    assert "2 of 2 documents" in run.err
    written = sorted(p.relative_to(shell.folder).as_posix() for p in shell.folder.rglob("*.*"))
    assert [path for path in written if path.startswith("output/")] == [
        "output/.lock",
        "output/manifest.json",
        "output/public/d.timeline.en.html",
        "output/public/d.timeline.en.md",
        "output/staff/d.policy-brief.en.html",
        "output/staff/d.policy-brief.en.md",
    ]
    manifest = json.loads((shell.folder / "output/manifest.json").read_text())
    assert len(manifest["documents"]) == 2


def test_an_output_folder_that_cannot_be_written(shell: Shell) -> None:
    shell.write("taken", "a file")
    run = shell("build", "--to", "markdown", "-o", "taken/out")
    assert run.status == 2
    assert "error: cannot write to taken/out: Not a directory" in run.err
    assert "no file is in its place" in run.err


def test_who_waits_for_another_build_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_lock, "PATIENCE_S", 0.0)
    monkeypatch.setattr(output_lock, "LIMIT_S", 0.0)
    with output_lock.locked(shell.folder / "output"):
        run = shell("build", "-a", "public", "--to", "markdown")
    assert run.status == 2
    assert "another build is writing to output: waiting until it has" in run.err
    assert "error: another build has kept" in run.err


def test_render_is_build(shell: Shell) -> None:
    run = shell("render", "-a", "public", "--to", "markdown", "-o", "elsewhere")
    assert run.status == 0
    assert (shell.folder / "elsewhere/public/d.timeline.en.md").is_file()


def test_faults_of_content_are_shown_with_their_place(shell: Shell) -> None:
    shell.write("content/d/dossier.yaml", DOSSIER.replace("occurred", "ocurred"))
    for command in (["check"], ["build", "--to", "markdown"]):
        run = shell(*command)
        assert (run.status, run.out) == (1, "")
        assert "error[BG105]: `ocurred` is no status" in run.err
        assert "content/d/dossier.yaml:5:61" in run.err
        assert "^^^^^^^" in run.err
        assert "did you mean `occurred`?" in run.err
        assert "Traceback" not in run.err
    assert not (shell.folder / "output").exists()


def test_a_sound_dossier_is_built_beside_a_faulty_one(shell: Shell) -> None:
    shell.write("content/bad/dossier.yaml", "title: [\n")
    run = shell("build", "--to", "markdown")
    assert run.status == 1
    assert "2 of 4 documents" in run.err
    assert (shell.folder / "output/public/d.timeline.en.md").is_file()


@pytest.mark.parametrize(
    "files",
    [
        {"content/d/dossier.yaml": ""},
        {"content/d/dossier.yaml": "- a"},
        {"content/d/dossier.yaml": "&a [*a]"},
        {"content/d/dossier.yaml": DOSSIER + "x: !!python/object:os.system {}\n"},
        {"content/d/dossier.yaml": "[" * 5000},
        {"content/d/dossier.yaml": DOSSIER + "\x1b: 1\n"},
        {"content/d/a.md": "no front matter"},
        {"content/d/a.yaml": "events: {e: 5}"},
        {"content/d/a.yaml": "events: {f: {date: {}, text: [], status: 1}}"},
        {"content/d/a.yaml": "sources: {s: {issued: {date-parts: x}}}"},
        {"content/d/a.yaml": "figures: {f: {file: a.png, alt: A, credit: C, licence: L}}"},
        {"templates/timeline/page.html.j2": "{% for"},
        {"templates/timeline/template.yaml": "label: ["},
        {"templates/_shared/labels/en.yaml": "a: ["},
    ],
)
def test_no_wrong_input_gives_a_traceback(shell: Shell, files: dict[str, str]) -> None:
    for path, text in files.items():
        shell.write(path, text)
    run = shell("build", "--to", "markdown")
    assert run.status == 1, run.err
    assert "Traceback" not in run.err
    assert re.search(r"error\[BG\d{3}\]", run.err)
    assert "\x1b" not in run.err


def test_warnings_count_only_when_strict(shell: Shell) -> None:
    arguments = ("check", "-l", "ja", "-t", "timeline")
    assert shell(*arguments).status == 0
    run = shell(*arguments, "--strict")
    assert run.status == 1
    assert "warning[BG405]" in run.err


def test_quiet_prints_errors_only(shell: Shell) -> None:
    assert shell("check", "-q", "-l", "ja", "-t", "timeline").err == ""
    shell.write("content/d/dossier.yaml", "title: [\n")
    assert "error[BG001]" in shell("check", "-q").err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("build", "-t", "timelime"), 2, "did you mean `timeline`?"),
        (("build", "-a", "stuff"), 2, "did you mean `staff`?"),
        (("check", "dossier"), 2, "there is: d"),
        (("build", "--to", "docx"), 2, "`docx` is none of pdf, markdown"),
        (("build", "--paper", "A5"), 2, "A5"),
        (("build", "--strickt"), 2, "--strict"),
        (("biuld",), 2, "did you mean `build`?"),
        (("rendr",), 2, "did you mean `render`?"),
        (("xyz",), 2, "there is build, check"),
        (("build", "-t", "timeline", "-a", "staff"), 3, "briefgen list"),
    ],
)
def test_wrong_use_has_a_status_and_a_suggestion(
    shell: Shell, arguments: tuple[str, ...], status: int, words: str
) -> None:
    run = shell(*arguments)
    assert (run.status, run.out) == (status, "")
    assert words in run.err
    assert "Traceback" not in run.err


def test_a_wrong_project_file_is_configuration(shell: Shell) -> None:
    shell.write("briefgen.yaml", PROJECT + "papper: A4\n")
    run = shell("build")
    assert run.status == 2
    assert "briefgen.yaml:8:1" in run.err
    assert "did you mean `paper`?" in run.err


def test_no_project_here(shell: Shell) -> None:
    (shell.folder / "briefgen.yaml").unlink()
    run = shell("list")
    assert (run.status, run.out) == (2, "")
    assert "briefgen new project" in run.err


def test_a_project_without_dossiers(shell: Shell) -> None:
    (shell.folder / "content/d/dossier.yaml").unlink()
    assert shell("build").status == 3


def test_the_list_as_json(shell: Shell) -> None:
    run = shell("list", "--json")
    assert run.status == 0
    listed = json.loads(run.out)
    assert listed["dossiers"] == ["d"]
    assert listed["audiences"] == ["public", "staff"]
    assert {"timeline", "policy-brief", "one-pager"} <= set(listed["templates"])
    assert {(d["template"], d["audience"]) for d in listed["documents"]} == {
        ("policy-brief", "staff"),
        ("timeline", "public"),
    }
    narrowed = json.loads(shell("list", "--json", "-a", "public").out)
    assert len(narrowed["documents"]) == 1


def test_the_list_for_people_survives_a_faulty_dossier(shell: Shell) -> None:
    assert "A title" in shell("list").out
    shell.write("content/d/dossier.yaml", "title: [\n")
    run = shell("list")
    assert run.status == 0
    assert "has faults: briefgen check" in run.out


def test_a_schema_on_stdout(shell: Shell) -> None:
    assert "$schema" in json.loads(shell("schema").out)


@pytest.mark.parametrize("command", list(_COMMANDS))
def test_help_has_an_example(shell: Shell, command: str) -> None:
    run = shell(command, "--help")
    assert (run.status, run.err) == (0, "")
    assert re.search(rf"Examples?:\s+briefgen {command}\b", run.out)


def test_help_names_all_commands_and_statuses(shell: Shell) -> None:
    text = " ".join(shell("--help").out.split())
    for words in (*_COMMANDS, "3 nothing matched", "70 a bug"):
        assert words in text


def test_the_version(shell: Shell) -> None:
    from briefgen import __version__

    assert shell("--version").out.strip().endswith(__version__)


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ((), {}, False),
        (("--color",), {}, True),
        (("--color",), {"NO_COLOR": "1"}, True),
        (("--no-color",), {}, False),
    ],
)
@pytest.mark.parametrize("command", [("check",), ("build", "-t", "none")])
def test_colours_only_where_they_are_wanted(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    arguments: tuple[str, ...],
    environment: dict[str, str],
    colored: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    shell.write("content/d/dossier.yaml", "title: [\n")
    assert ("\x1b[" in shell(*command, *arguments).err) is colored


@pytest.mark.parametrize("command", [("check",), ("build", "-t", "none")])
def test_a_terminal_gets_colours_unless_no_color_is_set(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    shell.write("content/d/dossier.yaml", "title: [\n")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert "\x1b[31m" in shell(*command).err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in shell(*command).err


class BrokenError(Exception):
    """Something that nobody foresaw."""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BrokenError("the\x1b[31m reason")

    monkeypatch.setattr("briefgen.cli.options.find_root", fail)


@pytest.mark.usefixtures("broken")
def test_a_bug_is_reported_in_short(shell: Shell) -> None:
    run = shell("check")
    assert (run.status, run.out) == (70, "")
    assert "BrokenError: the" in run.err
    assert "report it" in run.err
    assert "Traceback" not in run.err
    assert "\x1b" not in run.err
    assert len(run.err.splitlines()) == 2


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("how", ["-v", "BRIEFGEN_DEBUG"])
def test_a_bug_in_full_for_those_who_ask(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "BRIEFGEN_DEBUG":
        monkeypatch.setenv(how, "1")
    run = shell("check", *([how] if how == "-v" else []))
    assert run.status == 70
    assert "Traceback" in run.err
    assert "\x1b" not in run.err


def test_a_file_that_cannot_be_read_is_no_bug(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(path: Any, *how: Any, **more: Any) -> int:
        if str(path).endswith("d/dossier.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *how, **more)

    monkeypatch.setattr("os.open", refuse)
    run = shell("check")
    assert run.status == 1
    assert "error[BG019]: `content/d/dossier.yaml` cannot be read: Permission denied" in run.err
    assert "--> content/d/dossier.yaml:1:1" in run.err


def test_interrupted(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.cli.options.find_root", stop)
    assert shell("check").status == 130
