"""Write `sources.lock`."""

from __future__ import annotations

import os
from pathlib import Path

from briefgen.archives.lock import LOCK_FILE, Lock
from briefgen.errors import UsageError

__all__ = ["write_lock"]


def write_lock(folder: Path, lock: Lock) -> None:
    """Write the lock into a dossier's folder, whole: the old one stays until the new one is there.

    Raises: UsageError when the folder cannot be written.
    """
    target = folder / LOCK_FILE
    temporary = folder / f".{LOCK_FILE}.{os.getpid()}.tmp"
    try:
        try:
            temporary.write_bytes(lock.as_text().encode())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot write {target}: {error.strerror}", help="check that the folder can be written"
        ) from error
