"""`briefgen build` a second time: what it does, and what it tells of it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from cli_shell import PROJECT, Shell

from briefgen.cache import UrlStore
from briefgen.errors import OutputError
from briefgen.render import Rendered
from briefgen.unchanged import answer
from briefgen.workers import WorkerHere

CACHE = "cache: memory://briefgen-tests\n"


class _Draft:
    """A document that nobody laid out: it is one page long."""

    def measured(self) -> Rendered:
        return Rendered(b"", 1)


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch, shell: Shell) -> list[str]:
    """Return the names of the documents that are made, each time that one is."""
    names: list[str] = []
    make = WorkerHere.make

    def noted(self: WorkerHere, order: Any, **_: Any) -> Any:
        names.append(order.name)
        return make(self, order)

    monkeypatch.setattr("briefgen.fulfil.lay_out", lambda _job, _like: _Draft())
    monkeypatch.setattr("briefgen.making.Session.check_layout", lambda *_: ())
    monkeypatch.setattr(WorkerHere, "make", noted)
    monkeypatch.setattr(WorkerHere, "try_out", lambda *_: ())
    # whether or not another test has loaded the engine in this process
    monkeypatch.setattr(WorkerHere, "libraries", (str(shell.folder / "libengine.so"),))
    project = PROJECT.replace("  - {templates: [policy-brief]", "  - {templates: [timeline]")
    shell.write("briefgen.yaml", f"{project}to: [markdown]\n")
    return names


def edit(shell: Shell, path: str, old: str, new: str) -> None:
    text = (shell.folder / path).read_text()
    assert old in text
    shell.write(path, text.replace(old, new))


def test_explain_says_why_each_document_was_written(shell: Shell) -> None:
    first = shell("build", "--explain").err
    assert first.count("because there are no files of it") == 2
    again = shell("build", "--explain").err
    assert again.count("up to date, as nothing that it is made of has changed") == 2
    edit(shell, "content/d/dossier.yaml", "It happened", "It happened at last")
    assert shell("build", "--explain").err.count("because events have changed: `e`") == 2
    (shell.folder / "output/public/d.timeline.en.md").unlink()
    told = shell("build", "--explain").err
    assert "because there are no files of it" in told
    assert "made earlier on this machine, and kept" in told


def test_without_it_little_is_told(shell: Shell) -> None:
    shell("build")
    told = shell("build").err
    assert told.splitlines()[:-1] == []
    assert "0 of 2 documents written" in told
    assert "2 up to date" in told


def test_no_cache_makes_all_anew_and_remembers_nothing(shell: Shell, made: list[str]) -> None:
    shell("build")
    assert len(made) == 2
    told = shell("build", "--no-cache", "--explain").err
    assert told.count("up to date; it was made again, and came out the same") == 2
    assert len(made) == 4
    assert shell("build", "--no-sandbox").status == 0
    assert len(made) == 6
    assert answer(["build", "--no-sandbox"]) is None
    shell("build")
    assert len(made) == 6


def test_no_cache_needs_no_cache(shell: Shell) -> None:
    edit(shell, "briefgen.yaml", "to:", "cache: nothing://here\nto:")
    assert shell("build").status == 2
    assert shell("build", "--no-cache").status == 0


@pytest.mark.parametrize("jobs", [("-j", "1"), ("-j", "3"), ("--jobs", "64")])
def test_the_number_at_once_changes_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, jobs: tuple[str, ...]
) -> None:
    assert shell("build", *jobs).status == 0
    assert (shell.folder / "output/public/d.timeline.en.md").is_file()
    assert shell("build", "-j", "0").status == 2


def test_what_was_told_is_told_again_by_who_does_nothing(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(shell, "content/d/dossier.yaml", "title: A title\n", "title: {ja: 題}\n")
    told = shell("build")
    assert "warning[BG405]" in told.err
    assert answer(["build"]) == told.status == 0
    again = capsys.readouterr().err
    warning = told.err[told.err.index("warning[BG405]") :].split("\n\n")[0]
    assert warning in again
    assert again.rstrip().endswith("nothing to do: all are up to date; 1 warning")


@pytest.mark.parametrize("more", ["-v", "-qv", "-vq", "--explain"])
def test_who_wants_to_be_told_more_is_told_it_again(shell: Shell, more: str) -> None:
    shell("build", more)
    assert answer(["build", more]) is None


def test_a_link_is_none_of_the_files_that_were_written(shell: Shell, tmp_path: Path) -> None:
    shell("build")
    assert answer(["build"]) == 0
    written = shell.folder / "output/public/d.timeline.en.md"
    (tmp_path / "same.md").write_bytes(written.read_bytes())
    written.unlink()
    written.symlink_to(tmp_path / "same.md")
    assert answer(["build"]) is None


def test_a_build_that_failed_is_done_again(shell: Shell) -> None:
    edit(shell, "content/d/dossier.yaml", "It happened", "It happened [@none]")
    assert shell("build").status == 1
    assert answer(["build"]) is None


def test_content_under_embargo_waits_for_its_end(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(
        shell,
        "content/d/dossier.yaml",
        "status: occurred",
        "status: occurred, marking: {embargo: 2999-01-01T00:00:00Z}",
    )
    edit(
        shell,
        "content/d/dossier.yaml",
        "events: {",
        "events: {f: {date: 2023-01-01, text: Earlier, status: occurred}, ",
    )
    assert shell("build").status == 0
    assert answer(["build"]) == 0
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400 + 1)
    assert answer(["build"]) is None


def test_trouble_with_the_cache_is_told_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(shell, "briefgen.yaml", "to:", f"{CACHE}to:")

    def get(self: UrlStore, key: str) -> None:
        self.trouble = ConnectionError("no route\x1b[2J to host")

    monkeypatch.setattr(UrlStore, "get", get)
    run = shell("build")
    assert run.status == 0
    assert run.err.count("the cache could not be used") == 1
    assert "\x1b" not in run.err


def test_documents_that_are_kept_out_of_the_cache_are_named(shell: Shell, made: list[str]) -> None:
    edit(shell, "briefgen.yaml", "to:", "cache: .cache\nto:")
    edit(
        shell,
        "content/d/dossier.yaml",
        "events: {",
        "events: {f: {date: 2023-01-01, text: Earlier, status: occurred, marking: TLP:RED}, ",
    )
    told = shell("build", "-v").err
    assert "not put into the cache, for its marking: d/timeline/staff/en" in told
    assert told.count("not put into the cache") == 1
    entries = [path for path in (shell.folder / ".cache").rglob("*") if path.is_file()]
    assert len(entries) == 1


@pytest.mark.parametrize(
    ("cache", "caret"),
    [
        ("{clearance: TLP:RED}", "at"),
        ("{at: c, clearance: TLP:PINK}", "TLP:PINK"),
        ("{at: c, clearence: TLP:RED}", "clearence"),
        ("''", ""),
    ],
)
def test_faults_of_its_settings_have_a_place(shell: Shell, cache: str, caret: str) -> None:
    edit(shell, "briefgen.yaml", "to:", f"cache: {cache}\nto:")
    run = shell("build")
    assert run.status == 2
    assert "--> briefgen.yaml" in run.err
    assert caret in run.err


def test_names_of_strangers_do_nothing_to_the_terminal(shell: Shell) -> None:
    shell("build")
    path = shell.folder / "output/manifest.json"
    manifest = json.loads(path.read_text())
    for entry in manifest["documents"]:
        entry["inputs"]["items"]["events"] = {"\x1b[2J": "1"}
    path.write_text(json.dumps(manifest))
    told = shell("build", "--explain").err
    assert "events are gone" in told
    assert "\x1b" not in told


def test_a_manifest_that_no_build_has_written_does_no_harm(shell: Shell, tmp_path: Path) -> None:
    shell("build")
    path = shell.folder / "output/manifest.json"
    manifest = json.loads(path.read_text())
    for entry in manifest["documents"]:
        entry["inputs"] = ["nothing"]
    path.write_text(json.dumps(manifest))
    assert shell("build", "--explain").status == 0


def test_what_was_found_in_content_is_told_also_when_the_build_ends_early(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise OutputError("no room", help="make room")

    shell.write("content/d/more.yaml", "evnts: {}\n")
    monkeypatch.setattr("briefgen.cli.build.build_documents", ended)
    run = shell("build", "--to", "markdown")
    assert run.status == 2
    assert run.err.count("unknown family `evnts`") == 1
    assert "no room" in run.err
