"""The files that a program needs to run at all: its interpreter's and its libraries'."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["program_files"]

_ALSO = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/null", "/dev/urandom")


def program_files() -> tuple[str, ...]:
    """Return the folders and files of the interpreter, its packages and the libraries in use.

    Of a folder that is only on the search path, such as that of a checkout, just the packages that
    are loaded: whatever else lies there is none of the program's.
    """
    found = {real for real in map(_real, _paths()) if real}
    kept: list[str] = []
    for path in sorted(found):
        if path != os.sep and not any(path.startswith(above + os.sep) for above in kept):
            kept.append(path)
    return tuple(kept)


@cache
def _real(path: str) -> str:
    """Return a path with its links resolved, empty if nothing is there."""
    return os.path.realpath(path) if os.path.exists(path) else ""  # noqa: PTH110


def _paths() -> Iterator[str]:
    yield from _ALSO
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    yield from (sysconfig.get_path(name) for name in names)
    yield from site.getsitepackages()
    # the standard library of the interpreter that a virtual environment was made from
    yield str(Path(os.__file__).parent)
    for name, module in sorted(sys.modules.items()):
        if "." not in name and name != "__main__":
            yield from _of_module(module)
    yield from _mapped_folders()


def _of_module(module: object) -> Iterator[str]:
    """Yield the folder of a package, the file of a module."""
    folders = getattr(module, "__path__", None)
    if folders is not None:
        yield from (folder for folder in folders if isinstance(folder, str))
        return
    file = getattr(module, "__file__", None)
    if isinstance(file, str):
        yield file


def _mapped_folders() -> Iterator[str]:
    """Yield the folders of the shared libraries that this process has loaded."""
    try:
        lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for path in {line[line.index("/") :] for line in lines if "/" in line}:
        name = path.rsplit("/", 1)[-1]
        if ".so" in name and not path.endswith(" (deleted)"):
            yield str(Path(path).parent)
