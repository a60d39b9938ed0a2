"""The command ends as any program of Python does, but for taking itself apart."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.cli import main as run_as_library

ENDS_AS_USUAL = "start._leave = lambda status: None"
PROGRAM = """\
import atexit, os, sys, threading
import briefgen.cli
from briefgen import start
class Left:
    def __del__(self):
        os.write(2, b"taken apart\\n")
left = Left()
atexit.register(print, "registered first")
atexit.register(print, "registered last")
seen = eval("lambda *_: None", {{}})
def later():
    threading.main_thread().join()
    print("later")
def run():
    {run}
briefgen.cli.main = run
sys.argv = ["briefgen", "list"]
{before}
start.main()
"""


@dataclass(frozen=True)
class End:
    status: int
    out: str
    err: str

    @property
    def is_taken_apart(self) -> bool:
        return "taken apart" in self.err

    @property
    def said(self) -> tuple[str, list[str]]:
        """What was printed by what is not taken apart."""
        lines = self.err.splitlines()
        return self.out, [line for line in lines if line != "taken apart"]


def end_of(run: str, before: str = "", *options: str, out: int = subprocess.PIPE) -> End:
    program = PROGRAM.format(run=run, before=before)
    command = [sys.executable, *options, "-c", program]
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    ended = subprocess.run(
        command, stdout=out, stderr=subprocess.PIPE, text=True, check=False, env=plain
    )
    return End(ended.returncode, ended.stdout or "", ended.stderr)


@pytest.mark.parametrize(
    ("run", "status"),
    [
        ("print('done'); sys.exit(0)", 0),
        ("sys.stderr.write('said\\n'); sys.exit(1)", 1),
        ("sys.exit()", 0),
        ("sys.exit(70)", 70),
        ("sys.exit(130)", 130),
        ("sys.exit(-1)", 255),
        ("threading.Thread(target=threading.Event().wait, daemon=True).start(); sys.exit(3)", 3),
    ],
)
def test_it_leaves_with_what_the_interpreter_would_say(run: str, status: int) -> None:
    left, usual = end_of(run), end_of(run, ENDS_AS_USUAL)
    assert left.status == usual.status == status
    assert left.said == usual.said
    assert left.out.endswith("registered last\nregistered first\n")
    assert (left.is_taken_apart, usual.is_taken_apart) == (False, True)


def test_what_fails_at_the_end_is_told_and_changes_no_status() -> None:
    run = "atexit.register(int, 'x'); sys.exit(2)"
    left, usual = end_of(run), end_of(run, ENDS_AS_USUAL)
    assert (left.status, left.out) == (usual.status, usual.out)
    assert "ValueError" in left.err
    assert not left.is_taken_apart


@pytest.mark.parametrize(
    ("run", "before", "options"),
    [
        ("threading.Thread(target=later).start(); sys.exit(4)", "", ()),
        ("sys.exit('words')", "", ()),
        ("return", "", ()),
        ("1 / 0", "", ()),
        ("raise KeyboardInterrupt", "", ()),
        ("sys.exit(4)", "sys.setprofile(seen)", ()),
        ("sys.exit(4)", "sys.settrace(seen)", ()),
        ("sys.exit(4)", "", ("-X", "dev")),
    ],
)
def test_other_ends_are_the_interpreters(run: str, before: str, options: tuple[str, ...]) -> None:
    left = end_of(run, before, *options)
    usual = end_of(run, f"{before}\n{ENDS_AS_USUAL}", *options)
    assert (left.status, left.out) == (usual.status, usual.out)
    assert left.is_taken_apart


def test_a_full_disk_is_told_as_ever() -> None:
    with Path("/dev/full").open("wb") as full:
        left = end_of("print('done'); sys.exit(0)", out=full.fileno())
        usual = end_of("print('done'); sys.exit(0)", ENDS_AS_USUAL, out=full.fileno())
    assert left.status == usual.status == 120
    assert left.said == usual.said
    assert any("No space left" in line for line in left.said[1])


def test_a_reader_who_is_gone_is_told_as_ever() -> None:
    ends = []
    for before in ("", ENDS_AS_USUAL):
        reading, writing = os.pipe()
        os.close(reading)
        ends.append(end_of("print('done'); sys.exit(0)", before, out=writing))
        os.close(writing)
    assert [end.status for end in ends] == [120, 120]
    assert ends[0].said == ends[1].said
    assert any("BrokenPipeError" in line for line in ends[0].said[1])


def test_no_streams_are_no_fault() -> None:
    before = "sys.stdout = sys.stderr = None"
    assert end_of("sys.exit(5)", before).status == 5


def test_who_calls_the_command_line_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "_exit", lambda _: pytest.fail("it would have left"))
    with pytest.raises(SystemExit) as ending:
        run_as_library(["--version"])
    assert ending.value.code == 0
