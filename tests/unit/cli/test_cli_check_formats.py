"""`briefgen check --format`: a report for programs and nothing beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_shell import DOSSIER, PROJECT, Shell
from lxml import etree

from briefgen.report import REPORTS

FAULTY = DOSSIER.replace("text: It happened", "text: 東京で🚢起きた").replace("occurred", "ocurred")
LINE = next(line for line in FAULTY.split("\n") if "ocurred" in line)
START = LINE.index("ocurred") + 1
PATH = "content/d/dossier.yaml"
WARNED = ("check", "-l", "ja", "-t", "timeline")
"""The dossier has no Japanese text."""


@pytest.fixture
def faulty(shell: Shell) -> Shell:
    shell.write(PATH, FAULTY)
    return shell


@pytest.mark.parametrize("form", REPORTS)
def test_the_report_is_all_that_stands_on_stdout(faulty: Shell, form: str) -> None:
    run = faulty("check", "--format", form)
    assert run.status == 1
    assert run.err == "checked 1 dossier, 2 documents: 1 error\n"
    assert "BG105" in run.out


@pytest.mark.parametrize("form", REPORTS)
def test_a_clean_project(shell: Shell, form: str) -> None:
    run = shell("check", "--format", form)
    assert run.status == 0
    assert run.err == "checked 1 dossier, 2 documents: no findings\n"
    assert (run.out == "") is (form == "github")


def test_text_is_as_before_and_points_to_explain(faulty: Shell) -> None:
    run = faulty("check")
    assert (run.status, run.out) == (1, "")
    assert run == faulty("check", "--format", "text")
    assert "error[BG105]: `ocurred` is no status" in run.err
    assert run.err.count("`briefgen explain BG105` says more") == 1
    faulty.write("content/d/items.yaml", "claims: {c: {text: [}\n")
    assert faulty("check").err.count("`briefgen explain CODE` says more") == 1


def test_a_clean_run_does_not_point_anywhere(shell: Shell) -> None:
    assert "explain" not in shell("check").err


def test_columns_are_the_same_in_every_format(faulty: Shell) -> None:
    end = START + len("ocurred")
    (finding,) = json.loads(faulty("check", "--format", "json").out)["findings"]
    assert (finding["line"], finding["column"], finding["end_column"]) == (5, START, end)
    (result,) = json.loads(faulty("check", "--format", "sarif").out)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (START, end)
    assert f",line=5,col={START},endLine=5,endColumn={end}," in (
        faulty("check", "--format", "github").out
    )
    (case,) = etree.fromstring(faulty("check", "--format", "junit").out.encode()).iter("testcase")
    assert case.get("line") == "5"


def test_files_are_named_from_the_root_of_the_repository(
    faulty: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (faulty.folder / ".git").mkdir()
    faulty.write("office/briefs/briefgen.yaml", PROJECT)
    faulty.write(f"office/briefs/{PATH}", FAULTY)
    monkeypatch.chdir(faulty.folder / "office/briefs/content")
    assert f"file=office/briefs/{PATH},line=5" in faulty("check", "--format", "github").out
    assert f'"uri": "office/briefs/{PATH}"' in faulty("check", "--format", "sarif").out
    assert f'file="office/briefs/{PATH}"' in faulty("check", "--format", "junit").out
    (finding,) = json.loads(faulty("check", "--format", "json").out)["findings"]
    assert finding["path"] == PATH


def test_a_file_of_briefgen_itself_is_not_in_the_repository(shell: Shell) -> None:
    shell.write("templates/_shared/macros.html.j2", "{# no macros any more #}\n")
    (finding,) = json.loads(shell("check", "-t", "timeline", "--format", "json").out)["findings"]
    assert finding["path"].startswith("builtin:_shared/parts/")
    (line,) = shell("check", "-t", "timeline", "--format", "github").out.splitlines()
    assert line.startswith("::error title=BG503 template-undefined::")


def test_the_exit_status_is_the_same_in_every_format(shell: Shell) -> None:
    for form in ("text", *REPORTS):
        assert shell(*WARNED, "--format", form).status == 0
        assert shell(*WARNED, "--strict", "--format", form).status == 1


def test_in_junit_warnings_fail_when_strict(shell: Shell) -> None:
    assert "<failure" not in shell(*WARNED, "--format", "junit").out
    assert '<failure type="warning"' in shell(*WARNED, "--format", "junit", "--strict").out


def test_quiet_leaves_the_report_whole(shell: Shell) -> None:
    run = shell(*WARNED, "-q", "--format", "json")
    assert run.err == ""
    assert json.loads(run.out)["summary"]["warnings"] >= 1


def test_a_report_in_a_file_is_utf_8(faulty: Shell) -> None:
    printed = faulty("check", "--format", "sarif").out
    run = faulty("check", "--format", "sarif", "-o", "findings.sarif")
    assert (run.status, run.out) == (1, "")
    assert (faulty.folder / "findings.sarif").read_bytes() == printed.encode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "x.txt"), "`--output` needs a `--format`"),
        (("--format", "xml"), "'xml' is not one of 'text', 'json', 'sarif', 'github', 'junit'"),
        (("--format", "json", "-o", "content"), "is a directory"),
    ],
)
def test_wrong_use(shell: Shell, arguments: tuple[str, ...], words: str) -> None:
    run = shell("check", *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err


def test_a_fault_of_the_project_file_comes_before_any_report(shell: Shell) -> None:
    shell.write("briefgen.yaml", PROJECT + "papper: A4\n")
    run = shell("check", "--format", "json", "-o", "findings.json")
    assert (run.status, run.out) == (2, "")
    assert "briefgen.yaml:8:1" in run.err
    assert not (shell.folder / "findings.json").exists()


def test_a_path_that_is_no_text_is_reported(shell: Shell) -> None:
    try:
        (shell.folder / Path("content/d/caf\udce9.yaml")).write_text("claims: [\n", "utf-8")
    except OSError:  # a file system that takes text only
        return
    for form in REPORTS:
        run = shell("check", "--format", form)
        assert run.status == 1
        assert re.search(r"caf(\\udce9|%E9|\ufffd)\.yaml", run.out), form
    found = json.loads(shell("check", "--format", "json").out)["findings"]
    assert [finding["code"] for finding in found] == ["BG021", "BG001"]
    assert {finding["path"] for finding in found} == {"content/d/caf\udce9.yaml"}
