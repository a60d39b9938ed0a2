"""Files that are there whole or not at all, whatever stops the program."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from briefgen.errors import OutputError

__all__ = ["cannot", "exchange", "is_leftover", "remove_leftovers", "withdraw"]

_LEFTOVER = re.compile(r"\..+\.[0-9]+-[0-9a-f]{8}\.tmp")
"""What `_temporary` names files: the process and something random, so that no two are the same."""

_HELP = {
    **dict.fromkeys(
        (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        "make room there, or choose another folder with -o, and build again; the files that were "
        "there are still whole",
    ),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY),
        "see that you may write there and that no other program has the file open, or choose "
        "another folder with -o",
    ),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ESTALE),
        "see that the folder is still there and no file is in its place, or choose another with "
        "-o, and build again",
    ),
}
"""What to do, by the system's number of the error."""


def cannot(what: str, path: Path, error: OSError) -> OutputError:
    """Return the error that says what could not be done with a path, why, and what to do."""
    help_text = _HELP.get(error.errno or 0, "see to it, or choose another folder with -o")
    return OutputError(f"cannot {what} {path}: {error.strerror or error}", help=help_text)


def exchange(
    folder: Path,
    contents: Mapping[str, bytes],
    outdated: Iterable[str] = (),
    *,
    intent: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Put files in their places below a folder, in their order, and remove outdated ones.

    All of it is on the disk before the first name changes: while that fails, nothing has changed.
    The files of `intent`, which say what is about to change, come before everything else.

    Raises: OutputError when something cannot be written or removed, or leads out of the folder.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in (*intent.items(), *contents.items()):
            target = _inside(folder, path)
            staged.append((_temporary(target), target))
            _write(*staged[-1], content)
        for temporary, target in staged[: len(intent)]:
            _rename(temporary, target)
        withdraw(folder, outdated)
        for temporary, target in staged[len(intent) :]:
            _rename(temporary, target)
    finally:
        # what was renamed is gone from here; the rest is of no use
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def withdraw(folder: Path, paths: Iterable[str]) -> None:
    """Remove files of earlier builds.

    Raises: OutputError when one cannot be removed, or leads out of the folder.
    """
    for path in paths:
        target = _inside(folder, path)
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise cannot("remove", target, error) from error


def remove_leftovers(folder: Path) -> tuple[str, ...]:
    """Remove what killed builds left in a folder and those right below it; return their paths.

    Only for who holds the folder's lock: nobody else writes then, so that each is a leftover.
    """
    try:
        places = [folder, *(path for path in folder.iterdir() if _is_real_folder(path))]
        found = [path for place in places for path in place.iterdir() if is_leftover(path)]
    except OSError as error:
        raise cannot("read", folder, error) from error
    names = tuple(sorted(path.relative_to(folder).as_posix() for path in found))
    withdraw(folder, names)
    return names


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def is_leftover(path: Path) -> bool:
    """Return whether a path is a temporary file of a build."""
    return _LEFTOVER.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()


def _inside(folder: Path, path: str) -> Path:
    target = folder / path
    if not target.resolve().is_relative_to(folder.resolve()):
        raise OutputError(
            f"`{path}` leads out of the output folder", help="remove the link that leads there"
        )
    return target


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")


def _write(temporary: Path, target: Path, content: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot("write", target, error) from error


def _rename(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise cannot("write", target, error) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
