"""The most memory that each process of a command held: itself, and those that it started."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring import Cost, run_command

__all__ = ["Peaks", "below", "is_possible", "watched"]

_PROC = Path("/proc")
_PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class Peaks:
    """MiB of resident memory, shared pages included."""

    command: float
    """The process that was started."""
    workers: float
    """The largest of those that it started, and that these started."""


def is_possible() -> bool:
    """Return whether this system tells of processes in /proc."""
    return (_PROC / "self/status").exists()


def watched(
    command: Iterable[str], folder: Path, surroundings: Mapping[str, str]
) -> tuple[Cost, Peaks, int]:
    """Return what a command costs, what was seen of its memory, and its exit status.

    Each process keeps account of its own most itself, so that looking now and then is enough.
    """
    seen: dict[int, float] = {}
    ended = threading.Event()
    root = 0

    def look() -> None:
        while not ended.wait(_PAUSE_S):
            for pid in (root, *below(root)):
                seen[pid] = max(seen.get(pid, 0.0), _peak_mib(pid))

    watcher = threading.Thread(target=look)

    def begin(pid: int) -> None:
        nonlocal root
        root = pid
        watcher.start()

    try:
        cost, status = run_command(command, folder, surroundings, begin)
    finally:
        ended.set()
        watcher.join()
    command_mib = seen.pop(root, 0.0)
    return cost, Peaks(command_mib, max(seen.values(), default=0.0)), status


def below(pid: int) -> Iterator[int]:
    """Yield the processes that a process has started, and that they have."""
    try:
        # it may end while its threads are listed
        threads = list(_PROC.glob(f"{pid}/task/*/children"))
    except OSError:
        return
    for tasks in threads:
        try:
            children = tasks.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from below(child)


def _peak_mib(pid: int) -> float:
    try:
        lines = (_PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else 0.0
