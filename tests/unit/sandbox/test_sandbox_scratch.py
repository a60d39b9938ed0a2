"""The folder for temporary files of a run, and what dead runs leave."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefgen.sandbox.scratch import Scratch

ROOT = Path(__file__).parents[3]
HOLDER = """\
import os, sys
from briefgen.sandbox.scratch import Scratch
folder = Scratch()
(folder.path / "font").write_text("a font")
print(folder.path, flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> tuple[subprocess.Popen[str], Path]:
    """Return a process that holds a scratch folder, and the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_folder_is_there_until_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch = Scratch()
    assert scratch.path.parent == tmp_path
    assert scratch.path.stat().st_mode & 0o777 == 0o700
    (scratch.path / "font").write_text("a font")
    scratch.remove()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_killed_run_is_swept_and_that_of_a_living_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "briefgen-run-mine").write_text("a file of this name is none")
    (tmp_path / "briefgen-run-link").symlink_to(tmp_path)
    living, kept = holder(tmp_path)
    killed, left = holder(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (left / "font").exists()

    scratch = Scratch()

    assert not left.exists()
    assert (kept / "font").exists()
    assert (tmp_path / "briefgen-run-mine").exists()
    assert (tmp_path / "briefgen-run-link").is_symlink()
    scratch.remove()
    living.communicate()


def test_a_folder_that_was_swept_before_it_was_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = []
    mkdtemp = tempfile.mkdtemp

    def swept_at_first(prefix: str) -> str:
        made.append(mkdtemp(prefix=prefix))
        if len(made) == 1:
            Path(made[0]).rename(tmp_path / "away")
            Path(made[0]).symlink_to(tmp_path / "away")
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", swept_at_first)
    scratch = Scratch()
    assert scratch.path.is_dir()
    scratch.remove()


def test_a_folder_that_another_run_is_about_to_sweep_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    held: list[int] = []
    mkdtemp = tempfile.mkdtemp

    def locked_at_first(prefix: str) -> str:
        made = mkdtemp(prefix=prefix)
        if not held:
            held.append(os.open(made, os.O_RDONLY))
            fcntl.flock(held[0], fcntl.LOCK_EX)
        return made

    monkeypatch.setattr(tempfile, "mkdtemp", locked_at_first)
    scratch = Scratch()
    assert scratch.lock is not None
    assert os.fstat(held[0]).st_ino != scratch.path.stat().st_ino
    scratch.remove()
    os.close(held[0])
