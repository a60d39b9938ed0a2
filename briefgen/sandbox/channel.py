"""Messages between a process and its child, each with its length before it."""

from __future__ import annotations

import os

__all__ = ["LongMessageError", "receive", "send"]

_LENGTH = 8
_PIECE = 1 << 20


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
        try:
            piece = os.read(file, min(missing, _PIECE))
        except ConnectionError as error:
            raise EOFError from error
        if not piece:
            raise EOFError
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
