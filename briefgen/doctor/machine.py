"""Python, the packages and the programs of this machine, without importing any of them."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from briefgen.doctor.finding import Finding, Group, State
from briefgen.versions import OTHER_PACKAGES, OUTPUT_PACKAGES

__all__ = ["broken", "packages", "python", "tools"]

_OPTIONAL = {
    "bibtexparser": "sources in BibTeX cannot be read",
    "pylatexenc": "sources in BibTeX cannot be read",
}
_OLDEST_PYTHON = (3, 11)
_PATIENCE_S = 10


def python() -> Finding:
    """Return what there is of Python; one that is too old does not come this far."""
    is_good = sys.version_info >= _OLDEST_PYTHON
    return Finding(
        Group.PROGRAM,
        "python",
        State.GOOD if is_good else State.MISSING,
        platform.python_version(),
        is_needed=True,
        help=None if is_good else "install Python 3.11 or later",
    )


def packages() -> Iterator[Finding]:
    """Yield every package that a build uses, and briefgen itself."""
    from briefgen import __version__

    yield Finding(Group.PROGRAM, "briefgen", State.GOOD, __version__, is_needed=True)
    for name in sorted((*OUTPUT_PACKAGES, *OTHER_PACKAGES), key=str.lower):
        without = _OPTIONAL.get(name)
        try:
            found = version(name)
        except PackageNotFoundError:
            lack = f"{without}; " if without else ""
            yield Finding(
                Group.PACKAGES,
                name,
                State.MISSING,
                is_needed=without is None,
                help=f"{lack}python -m pip install {name}",
            )
            continue
        yield Finding(Group.PACKAGES, name, State.GOOD, found, is_needed=without is None)


def broken(error: ImportError | OSError) -> Finding:
    """Return what is to say of a package that is there and cannot be imported."""
    name = getattr(error, "name", None) or "a package"
    return Finding(
        Group.PACKAGES,
        str(name),
        State.MISSING,
        is_needed=True,
        help=f"it cannot be imported ({error}): install the package that it is of once more",
    )


def tools() -> Iterator[Finding]:
    """Yield the programs that commands may start."""
    lack = "the manifest names no revision, and `verify --revision` cannot be asked; install git"
    path = shutil.which("git")
    if path is None:
        yield Finding(Group.TOOLS, "git", State.MISSING, help=lack)
        return
    try:
        said = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        yield Finding(Group.TOOLS, "git", State.MISSING, help=f"{error}; {lack}")
        return
    yield Finding(Group.TOOLS, "git", State.GOOD, said.strip().removeprefix("git version "))
