"""The state of a file or folder: what tells without reading it whether it may have changed.

This is part of a build that has nothing to do, so it imports as little as it can.
"""

from __future__ import annotations

import os

__all__ = ["Listing", "Signature", "listing_of", "signature_in", "signature_of"]

Signature = tuple[int, int, int, int]
"""(bytes, time of change, time of change of the entry, number) of a file, times in nanoseconds."""
Listing = list[str]
"""The visible names in a folder, sorted: of folders with `/`, of links to folders with `/@`."""


def signature_of(path: str) -> Signature | None:
    """Return the state of a file or folder, None if it is not there."""
    try:
        return signature_in(os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return None


def signature_in(state: os.stat_result) -> Signature:
    """Return what counts of what the system says of a file."""
    return (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def listing_of(folder: str) -> Listing:
    """Return what is visible in a folder.

    Raises: OSError when it cannot be listed.
    """
    with os.scandir(folder) as entries:
        return sorted(
            entry.name + ("/" + "@" * entry.is_symlink() if _is_folder(entry) else "")
            for entry in entries
            if not entry.name.startswith(".")
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # a link to itself is no folder
        return False
