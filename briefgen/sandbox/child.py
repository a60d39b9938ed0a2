"""What a child does from its first breath: be confined, say so, take an order, answer, end."""

from __future__ import annotations

import ctypes
import errno
import gc
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.sandbox.channel import receive, send
from briefgen.sandbox.confinement import confine
from briefgen.sandbox.limits import MEMORY_STATUS, ROOM_STATUS, Limits
from briefgen.sandbox.places import program_files
from briefgen.sandbox.task import Task

__all__ = [
    "ANSWERED",
    "CRASHED",
    "Knowledge",
    "die_with",
    "environment",
    "knowledge",
    "live",
    "refuse_service",
    "silence",
]

ANSWERED, CRASHED = b"a", b"c"
"""The first byte of an answer."""
_KEPT = frozenset(
    {
        "DYLD_FALLBACK_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE",
        "LD_LIBRARY_PATH", "PATH", "SYSTEMROOT", "TZ", "WEASYPRINT_DLL_DIRECTORIES",
    }
)  # fmt: skip
"""What a child has of the environment: the rest may hold secrets."""
_ANY_SIZE = 1 << 62
_PR_SET_PDEATHSIG = 1


def environment() -> dict[str, str]:
    """Return the environment of a child.

    On Linux it finds no programs. Python would start compilers to look for each library that the
    layout engine tries under a name that other systems give it, which takes as long as to load the
    engine.
    """
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**kept, "PATH": os.devnull} if sys.platform == "linux" else kept


def die_with(parent: int) -> None:
    """Let Linux kill this process when its parent ends; elsewhere it ends with its document.

    Source: prctl(2).
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is the same for all children of one program: worked out once where they are copies."""

    facts: Mapping[str, str]
    """Those of the task."""
    files: tuple[str, ...]
    """What a child may read: its program, and what was prepared for it."""


def knowledge(task: Task, prepared: Path) -> Knowledge:
    """Return what a child knows; the steps have put their temporary files into `prepared`."""
    return Knowledge(dict(task.facts()), (*program_files(), str(prepared)))


def live(
    task: Task,
    orders: int,
    answers: int,
    limits: Limits,
    known: Knowledge,
    scratch: Path,
    *,
    rehearses: bool = False,
) -> int:
    """Do a task piece by piece until none comes; return the exit status.

    The descriptors lead to the parent, which ends this process when it has all that it asked for.

    The child has `scratch` for its temporary files. Of one that `rehearses` nobody wants the first
    answer.
    """
    try:
        tempfile.tempdir = str(scratch)
        task.begin()
        layers = confine(limits, known.files, str(scratch))
        hello = {"layers": layers, "facts": dict(known.facts)}
        send(answers, json.dumps(hello).encode())
        if rehearses:
            _answer(task, receive(orders, _ANY_SIZE))
            # nothing of it need be looked at again
            gc.collect()
            gc.freeze()
        while True:
            send(answers, _answer(task, receive(orders, _ANY_SIZE)))
    except MemoryError:
        return MEMORY_STATUS
    except OSError as error:
        # the parent is gone, or has lost its patience
        return ROOM_STATUS if error.errno == errno.EFBIG else 1
    except EOFError:
        return 0
    return 0


def _answer(task: Task, order: bytes) -> bytes:
    try:
        return ANSWERED + task.work(order)
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            raise
        lines = traceback.format_exception(error)
        return CRASHED + "".join(lines).encode("utf-8", "backslashreplace")[-20_000:]


def refuse_service(answers: int, error: Exception) -> None:
    """Tell the parent, in place of a hello, what this machine lacks."""
    known = isinstance(error, BriefgenError)
    said = {
        "error": type(error).__name__ if known else "",
        "message": error.message if isinstance(error, BriefgenError) else repr(error),
        "help": error.help if isinstance(error, BriefgenError) else None,
    }
    send(answers, json.dumps(said).encode())


def silence() -> None:
    """Let standard streams lead nowhere: what is said in a child is not for the terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    sys.stdin = sys.stdout = sys.stderr = Path(os.devnull).open("r+")  # noqa: SIM115
