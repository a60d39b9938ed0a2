"""Landlock: the kernel lets this process open the named files and no others, nor any TCP port.

There is no package for it that is kept up, and it is three system calls. Source: the kernel's
Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

__all__ = ["abi", "restrict_files"]

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""System calls, with the same numbers on every processor."""
_ASK_VERSION = 1
_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_REMOVE_FOLDER, _REMOVE_FILE, _MAKE_FOLDER, _MAKE_FILE = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_TRUNCATE = 1 << 14
_ALL_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""Every right to files that a version knows, from that version on."""
_NETWORK = 0b11
"""To bind and to connect TCP ports, from version 4 on."""
_SCOPES = 0b11
"""Abstract UNIX sockets and signals to processes outside, from version 6 on."""


class _Ruleset(ctypes.Structure):
    _fields_ = [
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    ]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def abi() -> int:
    """Return the version of Landlock that this kernel has, 0 if it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE, None, 0, _ASK_VERSION))


def restrict_files(readable: Iterable[str], writable: Iterable[str]) -> int:
    """Take from this process all files but those at and below the paths, for good.

    Paths that are not there are left out. Returns the version of Landlock, 0 where nothing was
    taken. Only for a process with one thread that has given up new privileges.
    """
    version = abi()
    if not version:
        return 0
    known = _ALL_OF_ABI[max(number for number in _ALL_OF_ABI if number <= version)]
    ruleset = _Ruleset(known, _NETWORK, _SCOPES)
    size = 8 if version < 4 else 16 if version < 6 else 24
    handle = _call(_CREATE, ctypes.byref(ruleset), size, 0)
    if handle < 0:
        return 0
    try:
        reading = _READ_FILE | _READ_FOLDER
        writing = reading | _WRITE_FILE | _REMOVE_FOLDER | _REMOVE_FILE | _MAKE_FOLDER | _MAKE_FILE
        for path in readable:
            _allow(handle, path, reading)
        for path in writable:
            _allow(handle, path, (writing | _TRUNCATE) & known)
        return version if _call(_RESTRICT, handle, 0) == 0 else 0
    finally:
        os.close(handle)


def _allow(ruleset: int, path: str, rights: int) -> None:
    with suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not os.path.isdir(path):  # noqa: PTH112
                rights &= _WRITE_FILE | _READ_FILE | _TRUNCATE
            rule = _PathBeneath(rights, place)
            _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(place)


def _call(number: int, *arguments: object) -> int:
    """Return what a system call returns, -1 when it fails or is not there."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    given = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(libc.syscall(ctypes.c_long(number), *given))
