"""Python's own guard: what the interpreter is asked to do is refused before it does it.

It holds on every system, and against code that is written in Python. Against native code that is
made to run the kernel's layers are there.
"""

from __future__ import annotations

import os
import sys
from typing import Any

__all__ = ["refuse_all_but"]

_NEVER = (
    "socket.", "ctypes.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.system", "os.kill", "os.chmod", "os.chown", "os.chflags", "os.link",
    "os.symlink", "os.setxattr", "os.removexattr", "os.utime", "os.mknod", "os.mkfifo", "os.chroot",
    "ftplib.", "http.client.", "imaplib.", "msvcrt.", "poplib.", "pty.", "smtplib.",
    "sqlite3.", "urllib.Request", "webbrowser.", "winreg.", "_winapi.", "cpython.run_",
    "syslog.", "telnetlib.", "nntplib.",
)  # fmt: skip
_CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate")
_HARMLESS = frozenset({"builtins.id", "code.__new__", "compile", "exec", "pickle.find_class"})
"""What is asked ten thousand times for a document, so that it is let pass first."""
_LISTS = ("os.listdir", "os.scandir")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def refuse_all_but(readable: tuple[str, ...], writable: tuple[str, ...]) -> None:
    """Let this interpreter open files at and below these paths only, and start nothing, for good.

    `writable` are readable too.
    """
    may_read = tuple(map(_beginning, (*readable, *writable)))
    may_write = tuple(map(_beginning, writable))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _HARMLESS:
            return
        if event == "open":
            path, _, flags = arguments
            is_writing = isinstance(flags, int) and flags & _WRITES
            _need(event, path, may_write if is_writing else may_read)
        elif event in _LISTS:
            _need(event, arguments[0], may_read)
        elif event in _CHANGES:
            for path in arguments[:2] if event == "os.rename" else arguments[:1]:
                _need(event, path, may_write)
        elif event.startswith(_NEVER):
            raise PermissionError(1, f"not in the sandbox: {event}")

    sys.addaudithook(hook)


def _need(event: str, path: object, allowed: tuple[str, ...]) -> None:
    """Raise PermissionError unless a path is allowed; a file that is open already is."""
    if isinstance(path, int):
        return
    if isinstance(path, (str, bytes, os.PathLike)) and _beginning(path).startswith(allowed):
        return
    raise PermissionError(1, f"not in the sandbox: {event}", str(path))


def _beginning(path: str | bytes | os.PathLike[Any]) -> str:
    """Return a path as what lies below it begins, links resolved."""
    return os.path.join(os.path.realpath(os.fsdecode(path)), "")  # noqa: PTH118
