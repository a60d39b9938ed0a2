"""`briefgen verify`: statuses, lines, reports, revisions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest
from cli_shell import DOSSIER, Shell
from lxml import etree

from briefgen.report import REPORTS

PDF = "output/public/d.timeline.en.pdf"


def git(shell: Shell, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(shell.folder), *who, *arguments], check=True)


@pytest.fixture
def built(shell: Shell) -> Shell:
    assert shell("build", "-a", "public").status == 0
    return shell


def test_all_is_good(built: Shell) -> None:
    run = built("verify")
    assert (run.status, run.out) == (0, "")
    assert run.err.splitlines() == [
        f"good   {path}  as recorded, nothing leaked, nothing lost, what the content on disk gives"
        for path in (PDF, PDF.replace(".pdf", ".md"))
    ] + ["asked for and not built: 1 (-v names them)", "2 of 2 files are good"]
    assert "(d/policy-brief/staff/en)" in built("verify", "-v").err
    assert built("verify", "-q").err == ""


def test_something_is_wrong(built: Shell) -> None:
    (built.folder / PDF).write_bytes(b"%PDF-1.7")
    run = built("verify")
    assert run.status == 1
    assert f"wrong  {PDF}\n" in run.err
    assert f"error[BG643]: {PDF} is not as it was built" in run.err
    assert run.err.endswith("1 of 2 files are good; 2 errors\n")
    quiet = built("verify", "-q", "--no-rebuild").err
    assert quiet.startswith("error[BG631]")
    assert "good" not in quiet


@pytest.mark.parametrize("form", REPORTS)
def test_reports_for_programs(built: Shell, form: str) -> None:
    (built.folder / PDF).write_bytes(b"%PDF-1.7")
    run = built("verify", "--no-rebuild", "--format", form)
    assert run.status == 1
    assert "BG643" in run.out
    assert "error[" not in run.err
    again = built("verify", "--no-rebuild", "--format", form, "-o", "report")
    assert (again.status, again.out) == (1, "")
    assert (built.folder / "report").read_text() == run.out
    if form == "junit":
        assert etree.fromstring(run.out.encode()).get("name") == "briefgen verify"
    if form == "json":
        assert {one["code"] for one in json.loads(run.out)["findings"]} == {"BG631", "BG643"}


def test_the_manifest_is_wrong(built: Shell) -> None:
    (built.folder / "output/manifest.json").write_text("{")
    run = built("verify", "--no-rebuild")
    assert run.status == 1
    assert "error[BG641]: output/manifest.json cannot be read" in run.err
    report = built("verify", "--no-rebuild", "--format", "json")
    assert [one["code"] for one in json.loads(report.out)["findings"]] == ["BG641"]
    assert "error[" not in report.err


def test_wrong_usage(built: Shell) -> None:
    for arguments, said in (
        (("never.pdf",), "never.pdf cannot be verified: it is not there"),
        (("-o", "report"), "`--output` needs a `--format`"),
        (("--document", "d/timeline/public/en"), "name one"),
        (("--document", "d/timeline", PDF), "write dossier/kind/audience/language"),
        (("--document", "d/timeline/public/!", PDF), "write dossier/kind/audience/language"),
        (("--revision", "v1"), "is in no git repository"),
    ):
        run = built("verify", *arguments)
        assert run.status == 2, arguments
        assert said in run.err


def test_nothing_was_built(shell: Shell) -> None:
    run = shell("verify")
    assert run.status == 3
    assert "error: nothing was built in output" in run.err
    assert shell("verify", "--folder", "elsewhere").status == 3


def test_another_folder(built: Shell) -> None:
    shutil.move(built.folder / "output", built.folder / "other")
    assert built("verify", "--folder", "other", "--no-rebuild").status == 0


def test_a_revision(built: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(built.folder.parent))
    built.write(".gitignore", "output/\n")
    git(built, "init", "-q")
    git(built, "add", "-A")
    git(built, "commit", "-qm", "one")
    git(built, "tag", "v1")
    built.write("content/d/dossier.yaml", DOSSIER.replace("It happened", "Something happened"))
    run = built("verify", PDF)
    assert run.status == 1
    assert f"error[BG645]: {PDF} is not what the content on disk gives" in run.err
    assert "events have changed: `e`" in run.err
    # neither the clock nor the folder matters for what a revision gives
    shutil.copy(built.folder / PDF, built.folder / "mail.pdf")
    shutil.rmtree(built.folder / "output")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4000000000")
    run = built("verify", "--revision", "v1", "mail.pdf")
    assert run.err.splitlines() == [
        "good   mail.pdf  nothing leaked, nothing lost, what the content at v1 gives",
        "1 of 1 file is good",
    ]
    assert run.status == 0
    git(built, "commit", "-qam", "two")
    assert built("verify", "--revision", "HEAD", "mail.pdf").status == 1
    git(built, "rm", "-q", "--cached", "briefgen.yaml")
    git(built, "commit", "-qm", "three")
    run = built("verify", "--revision", "HEAD", "mail.pdf")
    assert run.status == 2
    assert "there is no briefgen.yaml in the content at HEAD" in run.err


def test_the_lines_shown_are_those_of_the_revision(
    built: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(built.folder.parent))
    secret = "text: Both of them agreed on it in secret, status: occurred"
    built.write(
        "content/d/more.yaml", f"events: {{r: {{date: 2023, marking: TLP:RED, {secret}}}}}\n"
    )
    git(built, "init", "-q")
    git(built, "add", "-A")
    git(built, "commit", "-qm", "one")
    built.write("content/d/more.yaml", "\n# another line\n")
    with (built.folder / PDF).open("ab") as file:
        file.write(b"Both of them agreed on it in secret")
    run = built("verify", "--revision", "HEAD", PDF)
    assert run.status == 1
    assert "1 | events: {r: {date: 2023, marking: TLP:RED" in run.err
    assert "another line" not in run.err


def test_names_that_a_terminal_would_obey(built: Shell) -> None:
    name = b"\x1b[2Jx\xff.pdf"
    (built.folder / "output/public" / os.fsdecode(name)).write_bytes(b"x")
    run = built("verify", "--no-rebuild")
    assert run.status == 1
    assert "\x1b[2J" not in run.err
    assert "BG647" in run.err
    assert built("verify", "--no-rebuild", "--format", "json").status == 1


def test_the_state_of_the_last_build_is_told(built: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = json.loads((built.folder / "output/manifest.json").read_text())
    manifest["revision"] = {"commit": "0123456789abcdef", "clean": False}
    (built.folder / "output/manifest.json").write_text(json.dumps(manifest))
    assert (
        "the last build was of commit 0123456789ab, with changes that were not committed"
        in built("verify", "--no-rebuild").err
    )
