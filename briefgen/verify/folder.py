"""The output folder as it is at one moment, though builds may write to it."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.errors import OutputError
from briefgen.ledger import MANIFEST
from briefgen.output_lock import LOCK, is_locked
from briefgen.whole_files import cannot, is_leftover

__all__ = ["MOST_BYTES", "Seen", "Shelf", "look", "read_whole"]

MOST_BYTES = 1 << 28
"""More than any document has; what is bigger is not read."""
_TRIES = 30
_PAUSE_S = 0.1
"""A build writes a document in some milliseconds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the output folder."""

    sha256: str | None
    """None if it cannot be read, see `fault`."""
    fault: str = ""
    """Why it cannot be read."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is in an output folder."""

    folder: Path
    manifest: bytes | None
    """As it lies there; None if there is none."""
    files: Mapping[str, Seen]
    """By path, without the manifest, the lock and what builds have left over."""
    leftovers: tuple[str, ...]
    """Temporary files."""
    is_busy: bool
    """Whether a build was writing all the while."""


def look(folder: Path) -> Shelf:
    """Return the files of an output folder and the manifest that belongs to them.

    It waits for a build that is writing, some seconds at most, and keeps none waiting.

    Why it may trust what it sees: a build says in the manifest what it is about to change before
    it changes a file. If the manifest is the same before and behind, no file has changed unsaid.
    Raises: OutputError when the folder or the manifest cannot be read.
    """
    for left in reversed(range(_TRIES)):
        before = _manifest(folder)
        files, leftovers = _files(folder)
        is_busy = is_locked(folder)
        if (not is_busy and before == _manifest(folder)) or not left:
            break
        time.sleep(_PAUSE_S)
    return Shelf(folder, before, files, leftovers, is_busy)


def read_whole(path: Path) -> bytes:
    """Return a file's bytes.

    Raises: OSError; ValueError when it is no file, or bigger than any that is built.
    """
    if not path.is_file():
        raise ValueError("it is no file" if path.exists() else "it is not there")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES >> 20} MiB")
    return path.read_bytes()


def _manifest(folder: Path) -> bytes | None:
    path = folder / MANIFEST
    if not path.is_symlink() and not path.exists():
        return None
    try:
        return read_whole(path)
    except OSError as error:
        raise cannot("read", path, error) from error
    except ValueError as error:
        raise OutputError(
            f"cannot read {path}: {error}", help="remove what is there, and build again"
        ) from error


def _files(folder: Path) -> tuple[dict[str, Seen], tuple[str, ...]]:
    files: dict[str, Seen] = {}
    leftovers: list[str] = []
    for current, folders, names in os.walk(folder):
        top = PurePosixPath(Path(current).relative_to(folder).as_posix())
        # a link to a folder is not followed, and is a thing that no build makes
        links = [name for name in folders if Path(current, name).is_symlink()]
        for name in sorted((*names, *links)):
            path = str(top / name)
            if path in (MANIFEST, LOCK):
                continue
            if is_leftover(Path(current, name)):
                leftovers.append(path)
            else:
                files[path] = _seen(folder, Path(current, name))
    return dict(sorted(files.items())), tuple(sorted(leftovers))


def _seen(folder: Path, path: Path) -> Seen:
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Seen(None, "it is a link that leads out of the folder")
        if path.is_symlink() and path.is_dir():
            return Seen(None, "it is a link to a folder")
        return Seen(hashlib.sha256(read_whole(path)).hexdigest())
    except OSError as error:
        return Seen(None, f"it cannot be read: {error.strerror}")
    except (RuntimeError, ValueError) as error:  # a RuntimeError for links in a circle
        return Seen(None, str(error))
