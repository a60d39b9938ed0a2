"""Messages between a process and its child, each with its length before it."""

from __future__ import annotations

import os
import select
import sys

__all__ = ["LongMessageError", "receive", "send"]

_LENGTH = 8
_PIECE = 1 << 20
_GLANCE_S = 0.5


class LongMessageError(Exception):
    """The other side announces more than it may send."""


def send(file: int, message: bytes) -> None:
    """Write one message to a file descriptor.

    Raises: BrokenPipeError and the like when the other side is gone.
    """
    _write(file, len(message).to_bytes(_LENGTH, "big"))
    _write(file, message)


def receive(file: int, most: int) -> bytes:
    """Return the next message of a file descriptor.

    Raises: EOFError when the other side is gone; LongMessageError before anything too long is read.
    """
    length = int.from_bytes(_read(file, _LENGTH), "big")
    if length > most:
        raise LongMessageError(f"{length} bytes, of {most} allowed")
    return _read(file, length)


def _write(file: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(file, left[:_PIECE]) :]


def _read(file: int, length: int) -> bytes:
    pieces, missing = [], length
    while missing:
        _await(file)
        try:
            piece = os.read(file, min(missing, _PIECE))
        except ConnectionError as error:
            raise EOFError from error
        if not piece:
            raise EOFError
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _await(file: int) -> None:
    """Wait until there is something to read, or the other side is gone.

    Why not just read: an interrupt that comes right before the system is asked would be seen only
    when it answers. Windows can wait so for sockets only, and has no such gap.
    """
    while sys.platform != "win32" and not select.select([file], [], [], _GLANCE_S)[0]:
        continue
