"""Whatever is done to a project, in whatever order: a build leaves what a clean build gives.

The layout engine is stood in for, so that hundreds of builds can be compared. What is tried is what
stands around it: what is read, remembered, taken from stores, written, withdrawn and replayed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from briefgen.cli import main
from briefgen.ledger import MANIFEST
from briefgen.output_lock import LOCK
from briefgen.private_folder import VARIABLE
from briefgen.render import Rendered
from briefgen.unchanged import answer

PROJECT = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  staff: {clearance: "TLP:RED"}
documents: [{templates: [timeline]}]
to: [markdown]
"""
HEADING = """\
title: A title that says what follows
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary.
"""
EVENT = """\
  {name}: {{date: "2023-05-0{day}", status: occurred, text: "{text}", marking: "{marking}"}}
"""
NAMES = st.sampled_from(["a", "b", "c"])
DOSSIERS = st.sampled_from(["one", "two"])
MARKINGS = st.sampled_from(["TLP:CLEAR", "TLP:RED", "{embargo: 2023-08-01T00:00:00Z}"])
WORDS = st.sampled_from(["Talks began", "Talks ended", "Nobody spoke"])
TEMPLATE = "templates/timeline/page.md.j2"
OWN = "{% include 'builtin:_shared/page.md.j2' %}\nWORDS\n"


class _Draft:
    """A document that nobody laid out: it is one page long."""

    def measured(self) -> Rendered:
        return Rendered(b"", 1)


@pytest.fixture(autouse=True)
def _no_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.fulfil.lay_out", lambda _job, _like: _Draft())
    monkeypatch.setattr("briefgen.making.Session.check_layout", lambda *_: ())


class Edits(RuleBasedStateMachine):
    """A project that somebody works on, and builds now and then."""

    outcomes: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
        self.top = Path(tempfile.mkdtemp())
        self.project = self.top / "project"
        self.write("briefgen.yaml", PROJECT)
        for dossier in ("one", "two"):
            self.write(f"content/{dossier}/dossier.yaml", HEADING)
            self.write(f"content/{dossier}/a.yaml", "events:\n" + _event("a", 1, "Talks began"))
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-qm", "begun")
        self.epoch = 1_690_000_000
        self.cached = True

    def teardown(self) -> None:
        if hasattr(self, "top"):
            shutil.rmtree(self.top, ignore_errors=True)

    @rule(dossier=DOSSIERS, name=NAMES, text=WORDS, marking=MARKINGS, day=st.integers(1, 3))
    def write_event(self, dossier: str, name: str, text: str, marking: str, day: int) -> None:
        line = _event(name, day, text).replace('"TLP:CLEAR"', _yaml(marking))
        self.write(f"content/{dossier}/{name}.yaml", "events:\n" + line)

    @rule(dossier=DOSSIERS, name=NAMES)
    def add_comment(self, dossier: str, name: str) -> None:
        path = self.project / f"content/{dossier}/{name}.yaml"
        if path.exists():
            path.write_text(f"# a comment\n{path.read_text('utf-8')}", "utf-8")

    @rule(dossier=DOSSIERS, name=NAMES)
    def delete(self, dossier: str, name: str) -> None:
        (self.project / f"content/{dossier}/{name}.yaml").unlink(missing_ok=True)

    @rule(dossier=DOSSIERS, name=NAMES, other=NAMES)
    def rename(self, dossier: str, name: str, other: str) -> None:
        folder = self.project / f"content/{dossier}"
        if (folder / f"{name}.yaml").exists() and not (folder / f"{other}.yaml").exists():
            (folder / f"{name}.yaml").rename(folder / f"{other}.yaml")

    @rule(dossier=DOSSIERS)
    def remove_or_restore_dossier(self, dossier: str) -> None:
        folder, away = self.project / "content" / dossier, self.top / dossier
        if away.exists() and not folder.exists():
            away.rename(folder)
        elif folder.exists() and not away.exists() and len(list(folder.parent.iterdir())) > 1:
            folder.rename(away)

    @rule(words=WORDS)
    def write_template(self, words: str) -> None:
        self.write(TEMPLATE, OWN.replace("WORDS", words))

    @rule()
    def remove_template(self) -> None:
        shutil.rmtree(self.project / "templates", ignore_errors=True)

    @rule(label=WORDS)
    def name_the_audience(self, label: str) -> None:
        self.write("briefgen.yaml", PROJECT.replace('RED"}', f'RED", label: {label}}}'))

    @rule(epoch=st.sampled_from([1_680_000_000, 1_690_000_000, 1_700_000_000]))
    def set_the_clock(self, epoch: int) -> None:
        self.epoch = epoch

    @rule(path=st.sampled_from(["briefgen.yaml", "content/one/a.yaml", "output/staff"]))
    def give_another_time(self, path: str) -> None:
        for file in self.project.glob(path):
            os.utime(file, (1_600_000_000, 1_600_000_000))

    @rule(branch=st.sampled_from(["left", "right"]))
    def switch_branch(self, branch: str) -> None:
        self.git("add", "-A", ".")
        self.git("commit", "-q", "--allow-empty", "-m", "work")
        done = subprocess.run(
            ["git", "switch", "-q", branch], cwd=self.project, capture_output=True, check=False
        )
        if done.returncode:
            self.git("switch", "-qc", branch)

    @rule(spoil=st.sampled_from(["remove", "change", "remove all"]), at=st.integers(0, 9))
    def spoil_output(self, spoil: str, at: int) -> None:
        files = sorted((self.project / "output").rglob("*.md"))
        if files and spoil == "remove all":
            shutil.rmtree(self.project / "output")
        elif files and spoil == "remove":
            files[at % len(files)].unlink()
        elif files:
            file = files[at % len(files)]
            file.write_bytes(file.read_bytes().replace(b"e", b"a"))

    @rule(spoil=st.sampled_from(["cut", "swap"]), at=st.integers(0, 99))
    def spoil_what_is_remembered(self, spoil: str, at: int) -> None:
        kept = sorted(path for path in (self.top / "remembered").glob("*/made/*/*"))
        if len(kept) < 2:
            return
        one, other = kept[at % len(kept)], kept[(at + 1) % len(kept)]
        one.write_bytes(one.read_bytes()[:-1] if spoil == "cut" else other.read_bytes())

    @rule()
    def forget(self) -> None:
        shutil.rmtree(self.top / "remembered", ignore_errors=True)

    @rule(times=st.integers(1, 2))
    def build(self, times: int) -> None:
        self.build_and_compare(times)

    @rule()
    def save_and_build(self) -> None:
        self.build_and_compare(1)

    @rule()
    def build_twice(self) -> None:
        self.build_and_compare(2)

    @rule(dossier=DOSSIERS, text=WORDS)
    def edit_and_build(self, dossier: str, text: str) -> None:
        self.write(f"content/{dossier}/b.yaml", "events:\n" + _event("b", 2, text))
        self.build_and_compare(1)

    def build_and_compare(self, times: int) -> None:
        for _ in range(times):
            how, status, told = self.run_build("build")
            Edits.outcomes[how] += 1
            event(how)
        clean, clean_told = self.clean_build()
        assert (status == 0) == (clean is not None), told
        if clean is None:
            return
        found = self.files()
        assert found == clean, told
        # what was told of the content is told again, whatever did not have to be done
        assert _findings(told) == _findings(clean_told)

    @rule()
    def build_one_audience(self) -> None:
        self.run_build("build", "-a", "public")

    def run_build(self, *arguments: str) -> tuple[str, int, str]:
        """Run the program as its entry point does, and return how it was answered."""
        with self.surroundings(self.top / "remembered"), _captured() as told:
            status = answer(arguments)
            if status is not None:
                return "nothing to do", status, told.getvalue()
            with pytest.raises(SystemExit) as ended:
                main(list(arguments))
        text = told.getvalue()
        how = "some up to date" if "up to date" in text else "all made"
        return how, int(str(ended.value.code)), text

    def clean_build(self) -> tuple[Mapping[str, Any] | None, str]:
        """Return what a copy gives that was never built."""
        copy = Path(tempfile.mkdtemp(dir=self.top))
        shutil.copytree(
            self.project, copy / "project", ignore=shutil.ignore_patterns("output", ".git")
        )
        before, self.project = self.project, copy / "project"
        try:
            with (
                self.surroundings(copy / "remembered"),
                _captured() as told,
                pytest.raises(SystemExit) as ended,
            ):
                main(["build", "--no-cache"])
            return (self.files() if ended.value.code == 0 else None), told.getvalue()
        finally:
            self.project = before
            shutil.rmtree(copy)

    def files(self) -> Mapping[str, Any]:
        """Return the files of the output folder, and the manifest without what names a run."""
        output = self.project / "output"
        found: dict[str, Any] = {
            str(path.relative_to(output)): path.read_bytes()
            for path in output.rglob("*")
            if path.is_file() and path.name != LOCK
        }
        found[MANIFEST] = json.loads(found[MANIFEST])["documents"]
        return found

    @contextlib.contextmanager
    def surroundings(self, remembered: Path) -> Iterator[None]:
        here = Path.cwd()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(VARIABLE, str(remembered))
            patch.setenv("SOURCE_DATE_EPOCH", str(self.epoch))
            os.chdir(self.project)
            try:
                yield
            finally:
                os.chdir(here)

    def write(self, path: str, text: str) -> None:
        (self.project / path).parent.mkdir(parents=True, exist_ok=True)
        (self.project / path).write_text(text, "utf-8")

    def git(self, *arguments: str) -> None:
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *author, *arguments], cwd=self.project, check=True)


def _event(name: str, day: int, text: str) -> str:
    return EVENT.format(name=name, day=day, text=text, marking="TLP:CLEAR")


def _yaml(marking: str) -> str:
    return marking if marking.startswith("{") else f'"{marking}"'


def _findings(told: str) -> list[str]:
    return sorted(line for line in told.splitlines() if line.startswith(("warning[", "info[")))


@contextlib.contextmanager
def _captured() -> Iterator[io.StringIO]:
    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        yield told


TestEdits = Edits.TestCase
# a failure is found again in a second run; to make its steps fewer would take many minutes
TestEdits.settings = settings(
    max_examples=10,
    stateful_step_count=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
