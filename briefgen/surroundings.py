"""What the bytes of documents depend on besides content: the program, its packages, libraries.

Seen by the state of files, since this is part of a build that has nothing to do; so it imports as
little as it can.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from briefgen.states import Signature, signature_in, signature_of

__all__ = ["program_digest", "program_files", "surroundings"]

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
_SITES = ("site-packages", "dist-packages")


def surroundings(libraries: Iterable[str]) -> str:
    """Return a text that changes with Python, with briefgen's files, with the installed packages
    and with these libraries of the system.

    A package that is installed or removed shows in the folder of packages, one that is edited where
    it lies does not.
    """
    import hashlib

    states: list[object] = [sys.version, sys.executable, sys.prefix]
    states += [(path, signature_of(path)) for path in sys.path if path.endswith(_SITES)]
    states += [(path, signature_of(path)) for path in sorted(libraries)]
    states += program_files()
    return hashlib.sha256(repr(states).encode("utf-8", "surrogateescape")).hexdigest()


def program_files() -> list[tuple[str, Signature]]:
    """Return (path, state) of every file of the program, its templates included."""
    tops = [_PACKAGE]
    shipped = os.path.join(_PACKAGE, "builtin")  # noqa: PTH118
    if not os.path.isdir(shipped):  # noqa: PTH112
        tops.append(os.path.join(os.path.dirname(_PACKAGE), "templates"))  # noqa: PTH118, PTH120
    found = (one for top in tops for one in _below(top))
    # only a wheel has the list of versions among its files
    return sorted(one for one in found if not one[0].endswith("constraints.txt"))


def _below(folder: str) -> Iterator[tuple[str, Signature]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__" or entry.name.startswith("."):
                # Python's own copies, and what editors keep while they are open
                continue
            if entry.is_dir():
                yield from _below(entry.path)
            else:
                yield entry.path, signature_in(entry.stat())


def program_digest() -> str:
    """Return the sha256 of the program's own files: a change in any of them may change documents.

    Of an installed program and of one in a repository it is the same if the files are.
    """
    import hashlib

    made = hashlib.sha256()
    files = [path for path, _ in program_files()]
    for name, path in sorted((_name(path), path) for path in files):
        with open(path, "rb") as file:  # noqa: PTH123
            made.update(f"{name}\n".encode() + hashlib.sha256(file.read()).digest())
    return made.hexdigest()


def _name(path: str) -> str:
    """Return the path of a program's file from the package or the repository down."""
    inside = os.path.relpath(path, _PACKAGE).replace(os.sep, "/")
    return inside.removeprefix("builtin/").removeprefix("../")
