"""A process that has loaded what all children need, and is copied for each of them.

It never sees what a child is given. It dies with its parent, takes its children with it, and
removes the folder for temporary files, whatever ended the parent.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefgen.sandbox.child import (
    Knowledge,
    die_with,
    environment,
    knowledge,
    live,
    refuse_service,
    silence,
)
from briefgen.sandbox.limits import Limits
from briefgen.sandbox.scratch import Scratch
from briefgen.sandbox.task import Task

__all__ = ["MESSAGE", "can_fork", "request", "start_zygote"]

MESSAGE = 4096
"""No message between parent and zygote is longer."""
_PREPARED = "prepared"
"""The folder for temporary files of the steps, in that of the run."""
_A_FEW = 2
_NEW_OBJECTS = 250_000
"""So many new objects let a child look for garbage: a layout makes many and keeps most of them."""


def can_fork() -> bool:
    """Return whether this process can be copied: the system is safe, and there is one thread."""
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return False


def request(
    identifier: int,
    limits: Limits,
    needs: tuple[str, ...],
    *,
    is_trial: bool = False,
    rehearses: bool = False,
) -> bytes:
    """Return the message that asks for a child.

    It has nothing to do if it is a trial, and nothing yet if it rehearses.
    """
    said = {"start": identifier, "limits": asdict(limits), "needs": needs}
    return json.dumps({**said, "is_trial": is_trial, "rehearses": rehearses}).encode()


def start_zygote(
    module: str, scratch: Scratch, *, prepares: bool, kept: str | None = None
) -> tuple[int, socket.socket]:
    """Return the process id of a copy of this process, and the socket that leads to it.

    It loads the module of the task itself, while this process does other things. One that
    `prepares` takes the task's steps while nobody asks, the others when they are needed. `kept` is
    a folder where they find what an earlier run has worked out. Only where `can_fork`, and before
    anything is loaded that children must not see.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        pid = os.fork()
    except OSError:
        for end in (ours, theirs):
            end.close()
        raise
    if pid:
        theirs.close()
        return pid, ours
    status = 1
    try:
        _leave_the_parent(theirs, scratch)
        task: Task = importlib.import_module(module).TASK
        if kept is not None:
            task.keep_in(kept)
        _Zygote(task, theirs, scratch.path, prepares=prepares).serve()
        status = 0
    finally:
        shutil.rmtree(scratch.path, ignore_errors=True)
        os._exit(status)


def _leave_the_parent(control: socket.socket, scratch: Scratch) -> None:
    """Keep nothing of the parent's but what was loaded: no files, no terminal, no environment."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    silence()
    prepared = scratch.path / _PREPARED
    prepared.mkdir()
    tempfile.tempdir = str(prepared)
    _close_all_but(control.fileno(), scratch.lock)
    # modules are found where they were, also those of the current folder
    sys.path[:] = [entry or str(Path.cwd()) for entry in sys.path]
    os.chdir(scratch.path)
    kept = environment()
    os.environ.clear()
    os.environ.update(kept, TMPDIR=str(prepared))


def _close_all_but(*kept: int | None) -> None:
    numbers = sorted({-1, 2, *(number for number in kept if number is not None), 1 << 16})
    for low, high in pairwise(numbers[1:]):
        os.closerange(low + 1, high)


class _Zygote:
    """The loop: prepare while nobody asks, start children, report how they ended."""

    def __init__(
        self, task: Task, control: socket.socket, scratch: Path, *, prepares: bool
    ) -> None:
        self.task = task
        self.control = control
        self.scratch = scratch
        self.left = dict.fromkeys(task.steps)
        self.taken: dict[str, Iterator[object]] = {}
        """Steps that have begun."""
        self.prepares = prepares
        self.failures: dict[str, Exception] = {}
        self.children: dict[int, int] = {}
        """Identifier by process id."""
        self.trials: set[int] = set()
        """Process ids of children that have nothing to do, or nothing yet."""
        self.unasked: set[int] = set()
        """Process ids of children of which nobody asks how they end."""
        self.begun = 0
        """How many others there have been."""
        self.known: Knowledge | None = None
        """Until a step changes it."""

    def serve(self) -> None:
        """Answer requests until the parent is gone; then end the children."""
        woken, wake = socket.socketpair()
        for end in (woken, wake):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        selector = selectors.DefaultSelector()
        selector.register(self.control, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        try:
            while True:
                step = self._next_step()
                ready = [key.fileobj for key, _ in selector.select(0 if step else None)]
                if woken in ready:
                    with contextlib.suppress(BlockingIOError):
                        woken.recv(MESSAGE)
                self._bury()
                if self.control in ready and not self._attend():
                    return
                if not ready and step:
                    self._prepare(step, whole=False)
        except OSError:
            # the parent is gone
            return
        finally:
            for pid in self.children:
                _kill(pid)

    def _next_step(self) -> str | None:
        """Return a step that nobody asked for and that is worth its time now.

        The first children need the processors themselves; with more of them, each gains by it.
        """
        are_idle = self.children.keys() <= self.trials
        if not self.prepares or not (self.begun > _A_FEW or are_idle):
            return None
        return next((step for step in self.left if self._is_worth_it(step)), None)

    def _is_worth_it(self, step: str) -> bool:
        needs = self.task.for_many.get(step, 0)
        return step not in self.task.if_needed and self.begun >= needs

    def _prepare(self, step: str, *, whole: bool = True) -> None:
        """Take a step, or one part of it; each is taken once."""
        if step not in self.left:
            return
        self.known = None
        parts = self.taken.setdefault(step, self.task.take(step))
        try:
            for _ in parts:
                if not whole:
                    return
        except Exception as error:
            self.failures[step] = error
        del self.left[step]

    def _attend(self) -> bool:
        """Do what the parent asks for; return False when it is gone."""
        message, files, _, _ = socket.recv_fds(self.control, MESSAGE, 1)
        if not message:
            return False
        wanted = json.loads(message)
        if "kill" in wanted:
            for pid, identifier in self.children.items():
                if identifier == wanted["kill"]:
                    if not wanted["is_asked_for"]:
                        self.unasked.add(pid)
                    _kill(pid)
            return True
        for step in wanted["needs"]:
            self._prepare(step)
        failed = next((step for step in wanted["needs"] if step in self.failures), None)
        if failed is not None:
            with contextlib.suppress(OSError):
                refuse_service(files[0], self.failures[failed])
            self._report(wanted["start"], 0, 0.0, 0.0)
        else:
            self._start(wanted, files[0])
        os.close(files[0])
        return True

    def _start(self, wanted: dict[str, Any], channel: int) -> None:
        scratch = self.scratch / f"child-{wanted['start']}"
        scratch.mkdir(exist_ok=True)
        parent = os.getpid()
        if self.known is None:
            self.known = knowledge(self.task, self.scratch / _PREPARED)
        gc.freeze()
        with warnings.catch_warnings():
            # Pango may keep a thread that waits for work; copies get none of it
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid:
            self.children[pid] = wanted["start"]
            if wanted["is_trial"] or wanted["rehearses"]:
                self.trials.add(pid)
            else:
                self.begun += 1
            return
        status = 1
        try:
            die_with(parent)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setpgid(0, 0)
            gc.set_threshold(_NEW_OBJECTS)
            _close_all_but(channel)
            limits = Limits(**wanted["limits"])
            rehearses = wanted["rehearses"]
            status = live(
                self.task, channel, channel, limits, self.known, scratch, rehearses=rehearses
            )
        finally:
            os._exit(status)

    def _bury(self) -> None:
        """Report the children that have ended."""
        while self.children:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if not pid:
                return
            identifier = self.children.pop(pid)
            self.trials.discard(pid)
            shutil.rmtree(self.scratch / f"child-{identifier}", ignore_errors=True)
            if pid in self.unasked:
                # who reads nothing lets the socket fill, and with it this process stand still
                self.unasked.discard(pid)
                continue
            seconds = usage.ru_utime + usage.ru_stime
            code = os.waitstatus_to_exitcode(status)
            self._report(identifier, code, seconds, usage.ru_maxrss / 1024)

    def _report(self, identifier: int, status: int, cpu_s: float, peak_mib: float) -> None:
        ended = {"status": status, "cpu_s": cpu_s, "peak_mib": peak_mib}
        self.control.send(json.dumps({"ended": identifier, **ended}).encode())


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
