"""How much of the machine a child may take, and what became of one that took more."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

if sys.platform != "win32":
    import resource

__all__ = ["MEMORY_STATUS", "ROOM_STATUS", "Ended", "Limit", "Limits", "impose", "limit_of"]

MEMORY_STATUS, ROOM_STATUS = 71, 72
"""How a child exits that was refused memory, or room in a file: nothing has to be allocated."""

_MIB = 1 << 20
_MOST_FILES = 64
_NATIVE_ENDS = ("SIGABRT", "SIGTRAP", "SIGSEGV", "SIGBUS")
"""How native libraries end a process that gets no memory."""


class Limit(StrEnum):
    """What a child can have too much of."""

    CPU = "cpu"
    WALL = "wall"
    MEMORY = "memory"
    FILE = "file"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may take."""

    cpu_s: int = 600
    """Time of the processor."""
    wall_s: int = 1200
    """Time by the clock."""
    memory_mib: int = 3072
    """Address space beyond what the program takes before it begins."""
    file_mib: int = 128
    """Size of each file that it writes."""
    answer_mib: int = 256
    """Size of what it hands back."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended."""

    status: int
    """The exit status; below zero the number of the signal that killed it."""
    cpu_s: float = 0.0
    peak_mib: float = 0.0
    """Most memory that it held; 0 where the system does not say."""

    @property
    def signal(self) -> str:
        """The name of the signal that killed it, empty if none did."""
        try:
            return signal.Signals(-self.status).name if self.status < 0 else ""
        except ValueError:
            return f"signal {-self.status}"


def impose(limits: Limits) -> bool:
    """Set the limits that the system keeps for this process; return whether it keeps them.

    Why the address space: it is the one measure of memory that is refused when it is asked for, so
    that the machine never comes to the point where it has to choose a process to kill.
    """
    if sys.platform == "win32":
        return False
    used = int(time.process_time())
    rows = {
        "RLIMIT_CPU": (used + limits.cpu_s, used + limits.cpu_s + 1),
        "RLIMIT_FSIZE": (limits.file_mib * _MIB,) * 2,
        "RLIMIT_NOFILE": (_MOST_FILES,) * 2,
        "RLIMIT_CORE": (0, 0),
        "RLIMIT_AS": (_address_space() + limits.memory_mib * _MIB,) * 2,
    }
    kept = set()
    for name, (soft, hard) in rows.items():
        # what the machine allows already may be less, and macOS keeps no limit of address space
        with contextlib.suppress(ValueError, OSError, AttributeError):
            kind = getattr(resource, name)
            most = resource.getrlimit(kind)[1]
            most = sys.maxsize if most == resource.RLIM_INFINITY else most
            resource.setrlimit(kind, (min(soft, most), min(hard, most)))
            kept.add(name)
    return kept >= {"RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE"}


def _address_space() -> int:
    """Return the bytes that this process has mapped, 1 GiB where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 1 << 30
    return pages * resource.getpagesize()


def limit_of(ended: Ended, limits: Limits, *, has_timed_out: bool) -> Limit | None:
    """Return the limit that ended a child, None if it ended for another reason."""
    if has_timed_out:
        return Limit.WALL
    is_out_of_time = ended.cpu_s >= limits.cpu_s
    if ended.signal == "SIGXCPU" or (ended.signal == "SIGKILL" and is_out_of_time):
        return Limit.CPU
    if ended.status == ROOM_STATUS or ended.signal == "SIGXFSZ":
        return Limit.FILE
    if ended.status == MEMORY_STATUS:
        return Limit.MEMORY
    if ended.signal in _NATIVE_ENDS and ended.peak_mib >= limits.memory_mib / 2:
        return Limit.MEMORY
    return None
