"""One writer at a time in an output folder, however many builds run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen.errors import OutputError
from briefgen.whole_files import cannot

__all__ = ["LIMIT_S", "LOCK", "PATIENCE_S", "is_locked", "locked"]

LOCK = ".lock"
PATIENCE_S = 3.0
"""After so long a wait the user is told why nothing happens."""
LIMIT_S = 120.0
"""After so long a wait the run ends. A writer needs the lock for some milliseconds."""


@contextmanager
def locked(folder: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold the only right to write to an output folder, which is made if it is not there.

    The system gives the lock back when its holder dies, so the file that stays means nothing.
    `waiting` is called once, when another build has held the lock for PATIENCE_S.

    Raises: OutputError when the lock cannot be had.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=PATIENCE_S)
        except Timeout:
            waiting()
            lock.acquire(timeout=LIMIT_S)
    except Timeout as error:
        raise OutputError(
            f"another build has kept {folder} locked for {LIMIT_S:.0f} s",
            help="wait until it has ended, or choose another folder with -o",
        ) from error
    except OSError as error:
        raise cannot("write to", folder, error) from error
    try:
        yield
    finally:
        lock.release()


def is_locked(folder: Path) -> bool:
    """Return whether a build is writing to an output folder now; nothing is made there.

    False where the system cannot tell. A build that asks at the same moment asks again.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    try:
        handle = os.open(folder / LOCK, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
