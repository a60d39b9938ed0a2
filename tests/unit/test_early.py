"""What a command is sure to need is begun before its own modules are loaded, and only then."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen import early
from briefgen.cli.main import _ALIASES, _COMMANDS
from briefgen.private_folder import FONTS, VARIABLE
from briefgen.unchanged import BUILDS

ROOT = Path(__file__).parents[2]
HEADING = """\
title: A title says what follows
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary.
"""
EVENTS = 'events:\n  e: {date: "2023-05-01", status: occurred, text: Talks began}\n'
NOT_LOADED = (
    "briefgen.cli", "briefgen.build", "briefgen.workers", "briefgen.model", "click", "jinja2",
    "lxml", "markdown_it", "pikepdf", "pydantic", "weasyprint", "yaml",
)  # fmt: skip
NOTED = """\
import sys
from briefgen import early
class Noted:
    def __init__(self, *_, **__):
        print(*sys.modules)
    def close(self):
        print("closed")
early.Nursery = Noted
from briefgen.start import main
main()
"""
COUNTED = """\
import atexit
from briefgen.sandbox.nursery import Nursery
deeds = []
def noting(name, act):
    def noted(nursery, *rest, **named):
        deeds.append((name, id(nursery)))
        return act(nursery, *rest, **named)
    setattr(Nursery, name, noted)
for name in ("__init__", "run", "close"):
    noting(name, getattr(Nursery, name))
atexit.register(lambda: print(len({one for _, one in deeds}), *(name for name, _ in deeds)))
from briefgen.start import main
main()
"""
ENDED = """\
import os
from briefgen import early
early.begin(["build"])
(nursery,) = early._begun
zygote = nursery._zygote.pid
os.kill(zygote, 0)
early.end()
try:
    os.kill(zygote, 0)
except ProcessLookupError:
    print("gone")
"""


class Begun:
    """What is begun, and nothing that would have to be ended."""

    def __init__(self, module: str, *, prepares: bool, kept: str | None) -> None:
        self.module, self.prepares, self.kept, self.is_closed = module, prepares, kept, False

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture(autouse=True)
def nothing_begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(early, "Nursery", Begun)
    monkeypatch.delenv("BRIEFGEN_WORKERS", raising=False)
    assert early.begun() is None
    yield
    early.begun()


def begun(*arguments: str) -> Begun | None:
    early.begin(arguments)
    found = early.begun()
    assert found is None or isinstance(found, Begun)
    return found


@pytest.mark.parametrize(
    ("line", "prepares"),
    [
        ("build", True),
        ("render d -t timeline", True),
        ("-q build", True),
        ("--color build -j 2", True),
        ("verify", True),
        ("check d", False),
    ],
)
def test_who_makes_documents_finds_it_begun(line: str, *, prepares: bool) -> None:
    found = begun(*line.split())
    assert found is not None
    assert (found.module, found.prepares) == ("briefgen.workers", prepares)
    assert early.begun() is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--help",
        "--version",
        "build --help",
        "build -h",
        "build --no-sandbox",
        "build --workers tcp://127.0.0.1:8786",
        "build --workers=tcp://127.0.0.1:8786",
        "check --no-sandbox",
        "explain build",
        "list",
        "doctor",
        "bild",
    ],
)
def test_who_makes_none_or_makes_them_elsewhere_does_not(line: str) -> None:
    assert begun(*line.split()) is None


def test_a_cluster_may_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_WORKERS", "tcp://127.0.0.1:8786")
    assert begun("build") is None
    # as if it were not set, which is what the option takes it for
    monkeypatch.setenv("BRIEFGEN_WORKERS", "")
    assert begun("build") is not None


def test_every_name_of_the_command_that_builds_is_known() -> None:
    names = (*_COMMANDS, *_ALIASES)
    assert {name for name in names if _ALIASES.get(name, name) == "build"} == BUILDS


def test_who_needs_it_says_that_it_cannot_be_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(early, "Nursery", full)
    assert begun("build") is None


def test_what_nobody_takes_is_ended() -> None:
    early.begin(["build"])
    (left,) = early._begun
    assert isinstance(left, Begun)
    early.end()
    assert left.is_closed
    assert early.begun() is None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in (
        ("briefgen.yaml", "documents: [{templates: [timeline]}]\nto: [markdown]\n"),
        ("content/d/dossier.yaml", HEADING),
        ("content/d/items.yaml", EVENTS),
        ("tmp/empty", ""),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "tmp/empty").unlink()
    return tmp_path


def run(project: Path, program: str, *arguments: str) -> tuple[int, list[str]]:
    """Return the exit status and what was printed by a process that has left nothing behind."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(project / "tmp")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert list((project / "tmp").iterdir()) == []
    return done.returncode, done.stdout.split()


def test_nothing_is_loaded_by_then_and_a_usage_error_ends_it(project: Path) -> None:
    """What is copied for templates to work in has never held more than a few modules of Python."""
    status, said = run(project, NOTED, "build", "--jobs", "none")
    assert status == 2
    assert "briefgen.early" in said
    assert [name for name in NOT_LOADED if name in said] == []
    assert said[-1] == "closed"
    assert said.count("closed") == 1


@pytest.mark.skipif(platform.system() != "Linux", reason="elsewhere no process is copied")
def test_the_process_is_gone_when_it_is_ended(project: Path) -> None:
    assert run(project, ENDED) == (0, ["gone"])


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_command_uses_what_was_begun_and_begins_no_other(project: Path, command: str) -> None:
    status, said = run(project, COUNTED, command)
    assert status == 0
    nurseries, first, *deeds = said
    assert (nurseries, first) == ("1", "__init__")
    assert "run" in deeds
    assert deeds[-1] == "close"
    assert deeds.count("close") == 1


def test_what_each_run_prepares_alike_has_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = begun("build")
    assert found is not None
    assert found.kept == str(tmp_path / FONTS)
    assert (tmp_path / FONTS).stat().st_mode & 0o077 == 0

    monkeypatch.setenv(VARIABLE, "none")
    without = begun("build")
    assert without is not None
    assert without.kept is None
