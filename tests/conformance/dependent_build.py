"""A build whose documents say what surrounds it: a control of tests that it changes nothing.

Run as `python dependent_build.py ARGUMENTS`, with the arguments of `briefgen`.
"""

from __future__ import annotations

import hashlib
import locale
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import briefgen.session as session_module
from briefgen.cli import main
from briefgen.project import find_root
from briefgen.render import pdf
from briefgen.view import Record, View

OWN_FONTS = "--with-the-fonts-of-the-machine"
"""Do not print anything, but let the layout engine see how this machine sets up its fonts."""


def _locale() -> str:
    locale.setlocale(locale.LC_ALL, "")
    return f"{locale.setlocale(locale.LC_ALL)} {locale.strcoll('B', 'a') > 0}"


def _root() -> Path:
    return find_root(Path.cwd())


def _umask() -> int:
    before = os.umask(0o22)
    os.umask(before)
    return before


def _order_on_disk() -> str:
    files = sorted((_root() / "content").rglob("*.*"), key=lambda path: path.stat().st_mtime_ns)
    return " ".join(path.name for path in files)


def _line_ends() -> bool:
    return b"\r" in (_root() / "content/d/items.yaml").read_bytes()


def _near(name: str) -> str | None:
    """Return a path of the environment as seen from the project: tests have many places."""
    path = os.environ.get(name)
    return None if path is None else os.path.relpath(path, _root())


def _has_files() -> bool:
    return (_root() / "output/public").exists()


def _revision() -> str:
    asked = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, check=False)
    return asked.stdout.decode()


_views = count()
PROBES: dict[str, Callable[[], object]] = {
    "hash-seed": lambda: hash("a word"),
    "zone": lambda: time.strftime("%Z", time.localtime(0)),
    "locale": _locale,
    "folder": lambda: _root().name,
    "called-from": lambda: Path.cwd().relative_to(_root()),
    "umask": _umask,
    "order-on-disk": _order_on_disk,
    "line-ends": _line_ends,
    "encoding": lambda: (sys.flags.utf8_mode, sys.stdout.encoding),
    "home": lambda: _near("HOME"),
    "fonts": lambda: (_near("XDG_CONFIG_HOME"), _near("FONTCONFIG_FILE")),
    "temporary": lambda: _near("TMPDIR"),
    "clock": lambda: os.environ.get("SOURCE_DATE_EPOCH"),
    "optimised": lambda: sys.flags.optimize,
    "terminal": lambda: [os.environ.get(name) for name in ("COLUMNS", "TERM", "NO_COLOR")],
    "unconfined": lambda: "--no-sandbox" in sys.argv,
    "other-documents": lambda: next(_views),
    "formats": lambda: sys.argv,
    "files-there": _has_files,
    "repository": _revision,
}
"""What a mistake could let into a document, by name."""


def _said(probe: Callable[[], object]) -> str:
    return hashlib.sha256(repr(probe()).encode()).hexdigest()[:8]


def _telling(view: View) -> View:
    """Return a View whose title says what surrounds the build."""
    told = " ".join(f"{name} {_said(probe)}" for name, probe in PROBES.items())
    title = replace(view.heading.title, source=f"Told: {told}")
    return replace(view, heading=Record({**dict(view.heading), "title": title}))


def run(arguments: list[str]) -> None:
    """Build, with the mistake."""
    if arguments[0] == OWN_FONTS:
        pdf._OWN_FONTS.clear()
        main(arguments[1:])
    whole = session_module.select

    def select(*given: Any) -> Any:
        view, faults = whole(*given)
        return view and _telling(view), faults

    session_module.select = select
    main(arguments)


if __name__ == "__main__":
    # the temporary folder is asked for before the sandbox has one of its own
    tempfile.gettempdir()
    run(sys.argv[1:])
