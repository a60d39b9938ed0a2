"""A child in a new interpreter, where a process cannot be copied: slower, and alike otherwise."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from dataclasses import asdict
from pathlib import Path

from briefgen.sandbox.child import (
    die_with,
    environment,
    knowledge,
    live,
    refuse_service,
    silence,
)
from briefgen.sandbox.limits import Ended, Limits
from briefgen.sandbox.task import Task

if sys.platform != "win32":
    import resource

__all__ = ["Spawned", "serve"]

_END_S = 2.0
"""So long a child may take to be gone when it was killed."""


class Spawned:
    """A child that was started with `python -m`."""

    is_orphan = False
    """It is made by this process itself."""

    def __init__(
        self,
        module: str,
        limits: Limits,
        needs: tuple[str, ...],
        scratch: Path,
        *,
        rehearses: bool = False,
    ) -> None:
        """Raises: OSError when no process can be started."""
        # a zygote that ends removes the folder of the run
        scratch.mkdir(parents=True, exist_ok=True)
        self._scratch = scratch
        wanted = {"limits": asdict(limits), "needs": needs, "rehearses": rehearses}
        given = json.dumps({**wanted, "parent": os.getpid()})
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        self._used = _time_of_children()
        # `-P`: what lies in the folder for temporary files is no module
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, given],
            cwd=scratch,
            env={
                **environment(),
                "PYTHONPATH": path,
                "PYTHONDONTWRITEBYTECODE": "1",
                "TMPDIR": str(scratch),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.orders, self.answers = self._process.stdin.fileno(), self._process.stdout.fileno()

    def kill(self) -> None:
        """End the child at once."""
        self._process.kill()

    def wait(self, patience_s: float) -> Ended:
        """Return how the child ended; end it if it has not after a while."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)
        return Ended(self._process.returncode, _time_of_children() - self._used)

    def leave(self) -> None:
        """End the child at once, and bury it: there is nobody else."""
        self.kill()
        self.wait(_END_S)


def serve(task: Task, given: str) -> None:
    """Be the child: what `python -m` of the task's module runs. Does not return."""
    wanted = json.loads(given)
    orders, answers = os.dup(0), os.dup(1)
    silence()
    tempfile.tempdir = str(Path.cwd())
    die_with(wanted["parent"])
    status = 1
    try:
        for step in wanted["needs"]:
            try:
                deque(task.take(step), maxlen=0)
            except Exception as error:
                refuse_service(answers, error)
                return
        here = Path.cwd()
        known = knowledge(task, here)
        limits, rehearses = Limits(**wanted["limits"]), wanted["rehearses"]
        status = live(task, orders, answers, limits, known, here, rehearses=rehearses)
    finally:
        os._exit(status)


def _time_of_children() -> float:
    if sys.platform == "win32":
        return time.monotonic()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
