"""Waiting until the system says that something has changed in one of some folders."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from typing import Self

__all__ = ["Bell"]

_WRITTEN = 0x8 | 0x80
"""A file was closed that was written to, or moved here. Source: inotify(7)."""


class Bell:
    """Rings when something is written, made, removed or renamed in a folder, not deeper.

    It may ring for nothing, and does not ring for all that changes: only Linux can say so, not of
    folders on other machines, nor of more of them than it has room for. So who waits looks himself,
    and waits no longer than it may do harm.
    """

    def __init__(self, folders: Iterable[str]) -> None:
        """Listen to folders, as far as they are there."""
        self._stack = ExitStack()
        self._notices = None
        if sys.platform != "linux":
            return
        import inotify_simple as inotify

        wanted = (
            inotify.flags.CLOSE_WRITE
            | inotify.flags.CREATE
            | inotify.flags.DELETE
            | inotify.flags.ATTRIB
            | inotify.masks.MOVE
        )
        # each user has a number of these, and of what is listened to
        with suppress(OSError):
            self._notices = self._stack.enter_context(inotify.INotify())
            for folder in folders:
                with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                    self._notices.add_watch(folder, wanted | inotify.flags.ONLYDIR)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def wait(self, longest_s: float) -> bool:
        """Return when it rings, or has rung since it was asked last; at the latest after a time.

        Says whether it rang for files alone that were written to their end.
        """
        if self._notices is None:
            time.sleep(longest_s)
            return False
        rung = list(self._notices.read(timeout=max(1, round(longest_s * 1000))))
        return bool(rung) and all(notice.mask & _WRITTEN for notice in rung)
