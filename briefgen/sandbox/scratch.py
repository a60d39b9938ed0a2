"""The folder for temporary files of one run, and the removal of those that dead runs have left."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

__all__ = ["Scratch"]

_PREFIX = "briefgen-run-"


class Scratch:
    """A folder in the system's temporary folder that is this run's while the run lives.

    A lock of the system on the folder itself says so: it is free when all processes of the run have
    ended, however they did. Where there are no such locks nothing is swept.
    """

    def __init__(self) -> None:
        """Raises: OSError when no folder can be made."""
        for folder in _left_over():
            shutil.rmtree(folder, ignore_errors=True)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
            try:
                self.lock = _lock(self.path)
            except BlockingIOError:
                # another run took it for one that was left, and is about to sweep it
                continue
            # or has swept it before it was locked
            if self.path.exists():
                return
            if self.lock is not None:
                os.close(self.lock)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let this process put its temporary files there, and remove the folder in the end."""
        before = tempfile.tempdir
        tempfile.tempdir = str(self.path)
        try:
            yield
        finally:
            tempfile.tempdir = before
            self.remove()

    def remove(self) -> None:
        """Remove the folder, and let go of it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None


def _left_over() -> Iterator[Path]:
    """Yield the folders of runs of this user that have ended, locked while they are looked at."""
    if sys.platform == "win32":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            state = folder.lstat()
        except OSError:
            continue
        if folder.is_symlink() or state.st_uid != os.geteuid():
            continue
        try:
            lock = _lock(folder)
        except BlockingIOError:
            continue
        if lock is not None:
            yield folder
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Return the descriptor that holds a folder's lock, None where it cannot be locked.

    Raises: BlockingIOError when another process holds it.
    """
    if sys.platform == "win32":
        return None
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle
