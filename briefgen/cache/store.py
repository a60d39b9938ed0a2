"""Entries by key: written whole, and checked by their digest when they are read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

__all__ = ["FolderStore", "NoStore", "Store", "sealed", "unsealed"]

_HEAD = b"briefgen entry 1\n"
_DIGEST = hashlib.sha256().digest_size


class Store(Protocol):
    """Keeps bytes by key. It may lose any of them at any time, and never gives others."""

    def get(self, key: str) -> bytes | None:
        """Return what was put there under a key, None if it is not there or is damaged."""

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes; where that fails, they are not kept."""

    def has(self, key: str) -> bool:
        """Return whether something seems to be there under a key."""


def sealed(key: str, content: bytes) -> bytes:
    """Return an entry: its key and its digest go with it, so that none is taken for another."""
    return _HEAD + _digest(key, content) + content


def unsealed(key: str, entry: bytes) -> bytes | None:
    """Return what an entry holds, None if it is not what was sealed under this key."""
    start = len(_HEAD) + _DIGEST
    content = entry[start:]
    is_whole = entry[: len(_HEAD)] == _HEAD and len(entry) >= start
    return content if is_whole and entry[len(_HEAD) : start] == _digest(key, content) else None


def _digest(key: str, content: bytes) -> bytes:
    made = hashlib.sha256(key.encode())
    made.update(b"\n")
    made.update(content)
    return made.digest()


class NoStore:
    """Keeps nothing."""

    def get(self, key: str) -> None:
        """Return nothing."""

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""

    def has(self, key: str) -> bool:
        """Return that it is not there."""
        return False


class FolderStore:
    """A store in a folder; several runs may use it at once."""

    def __init__(self, folder: Path) -> None:
        """Use the folder, which is made when the first entry is put there."""
        self.folder = folder
        self.trouble: Exception | None = None
        """What the system said when something could not be kept."""

    def get(self, key: str) -> bytes | None:
        """Return what was put there under a key, and note that it is of use."""
        path = self._path(key)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        content = unsealed(key, entry)
        with contextlib.suppress(OSError):
            if content is None:
                path.unlink()
            else:
                os.utime(path)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes, unless the system refuses it."""
        path = self._path(key)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(sealed(key, content))
            temporary.replace(path)
        except OSError as error:
            self.trouble = error
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def has(self, key: str) -> bool:
        """Return whether there is an entry under a key."""
        return self._path(key).is_file()

    def sweep(self, most_bytes: int, most_days: float) -> int:
        """Remove what nobody has used for so long, and the oldest while it is too much.

        Returns the number of entries that were removed.
        """
        entries = sorted(self._entries(), reverse=True)
        oldest, total, removed = time.time() - most_days * 86_400, 0, 0
        for used, size, path in entries:
            total += size
            if used < oldest or total > most_bytes:
                with contextlib.suppress(OSError):
                    Path(path).unlink()
                    removed += 1
        return removed

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Yield (time of last use, bytes, path) of every file, also what a killed run left."""
        for current, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(current, name)  # noqa: PTH118
                with contextlib.suppress(OSError):
                    state = os.stat(path)  # noqa: PTH116
                    yield state.st_mtime, state.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key
