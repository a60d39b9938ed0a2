"""One writer at a time; the lock of a dead one is nobody's."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import output_lock
from briefgen.errors import OutputError
from briefgen.output_lock import LOCK, is_locked, locked

HOLDER = """\
import sys
from pathlib import Path
from briefgen.output_lock import locked, is_locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Return a process that holds the lock until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_waits_is_told_and_then_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_lock, "PATIENCE_S", 0.0)
    told = []
    with holder(tmp_path / "out") as other:

        def waiting() -> None:
            told.append(other.poll())
            other.communicate(timeout=30)

        with locked(tmp_path / "out", waiting):
            assert other.returncode == 0
    assert told == [None]


def test_the_lock_of_a_killed_process_is_free_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_lock, "PATIENCE_S", 0.0)
    with holder(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=30)
    assert (tmp_path / LOCK).is_file()
    with locked(tmp_path, lambda: pytest.fail("it had to wait")):
        pass


def test_waiting_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_lock, "PATIENCE_S", 0.0)
    monkeypatch.setattr(output_lock, "LIMIT_S", 0.0)
    with holder(tmp_path) as other:
        with pytest.raises(OutputError, match="another build has kept") as caught, locked(tmp_path):
            pytest.fail("two hold it")
        other.communicate(timeout=30)
    assert caught.value.help == "wait until it has ended, or choose another folder with -o"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write to"), locked(tmp_path / "file" / "out"):
        pytest.fail("it was made")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    opened = os.open

    def refuse(path: str | Path, *args: int, **kwargs: int) -> int:
        if str(path).endswith(LOCK):
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputError, match=os.strerror(number)), locked(tmp_path):
        pytest.fail("it was locked")


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LOCK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError), locked(tmp_path / "out"):
        pytest.fail("it was followed")
    assert not (tmp_path / "elsewhere").exists()


def test_who_only_asks_makes_and_keeps_nothing(tmp_path: Path) -> None:
    assert not is_locked(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with locked(tmp_path):
        assert is_locked(tmp_path)
        assert is_locked(tmp_path)
    assert not is_locked(tmp_path)
    with locked(tmp_path):
        pass
