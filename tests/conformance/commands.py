"""Commands in processes of their own: started, watched and ended, with nothing left behind."""

from __future__ import annotations

import contextlib
import hashlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.output_lock import LOCK

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180
_STARTED: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def nothing_goes_on() -> Iterator[None]:
    """End what a test that failed has left running. For the modules that import it."""
    yield
    while _STARTED:
        process = _STARTED.pop()
        if process.poll() is None:
            process.kill()
        process.communicate()


_PATIENCE_S = 5.0


def environment(temporary: Path, *paths: Path) -> dict[str, str]:
    """Return the environment of a command that has a folder of its own for temporary files."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (*paths, ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
    }


def start(project: Path, *more: str, command: str = "build") -> subprocess.Popen[str]:
    """Return a running command, whose temporary files lie in `tmp` of the project."""
    process = subprocess.Popen(
        [sys.executable, "-m", "briefgen", command, *more],
        cwd=project,
        env=environment(project / "tmp"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell that runs the tests in the background makes them ignore interrupts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    _STARTED.append(process)
    return process


def ended(process: subprocess.Popen[str], project: Path) -> tuple[int, str]:
    """Return the status and what was said, when the command has left nothing behind here."""
    status, said = finished(process)
    assert "Traceback" not in said
    until = time.monotonic() + _PATIENCE_S
    while (left := sorted(map(str, (project / "tmp").iterdir()))) and time.monotonic() < until:
        # a process of it that is being ended clears up after itself
        time.sleep(0.05)
    assert not left, f"left in its temporary folder: {left}"
    return status, said


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the status and what was said, whatever is left."""
    _, said = process.communicate(timeout=PATIENCE_S)
    _STARTED.remove(process)
    return process.returncode, said


def digests(output: Path) -> dict[str, str]:
    """Return (path → sha256) of what a build has written."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


def children(pid: int) -> list[int]:
    """Return the processes that any thread of a process has started."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def spent_s(pid: int) -> float:
    """Return the time of the processor that a process has used, 0 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def until(condition: Callable[[], object], *processes: subprocess.Popen[Any]) -> None:
    """Return when something is so; fail when a process ends that it depends on."""
    while not condition():
        for process in processes:
            assert process.poll() is None, process.communicate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            processes[0].wait(0.02)


def gone(*handles: int) -> bool:
    """Return whether processes end within a time that is ample."""
    for handle in handles:
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        if not waiting.poll(20_000):
            return False
    return True
