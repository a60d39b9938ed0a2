"""The other programs that are there, and how each makes a PDF of the same content."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["PEERS", "Peers", "find_peers"]

PEERS = ("weasyprint", "typst", "rendercv", "pandoc", "xelatex", "chromium")
_NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome")}
_TYPST_FROM_PYTHON = "import sys, typst; typst.compile(*sys.argv[1:3], font_paths=sys.argv[3:])"


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the programs are."""

    programs: Mapping[str, tuple[str, ...]]
    """What begins the command of each that was found."""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def absent(self) -> tuple[str, ...]:
        """Those that were not found."""
        return tuple(name for name in PEERS if name not in self.programs)

    def typst(self, source: Path, pdf: Path, fonts: Path) -> tuple[str, ...] | None:
        """Return the command that compiles a source, None without typst."""
        program = self.programs.get("typst")
        if program is None:
            return None
        if "-c" in program:
            return (*program, str(source), str(pdf), str(fonts))
        return (*program, "compile", "--font-path", str(fonts), str(source), str(pdf))

    def rendercv(self, source: Path) -> tuple[str, ...] | None:
        """Return the command that writes the PDF and nothing else, None without RenderCV."""
        program = self.programs.get("rendercv")
        only_pdf = ("--dont-generate-markdown", "--dont-generate-html", "--dont-generate-png")
        return None if program is None else (*program, "render", str(source), *only_pdf)

    def pandoc(self, source: Path, pdf: Path, engine: str) -> tuple[str, ...] | None:
        """Return the command that goes by an engine; None without pandoc or the engine."""
        program, by = self.programs.get("pandoc"), self.programs.get(engine)
        if program is None or by is None:
            return None
        options = ["--standalone", f"--pdf-engine={by[0]}"]
        return (*program, str(source), "-o", str(pdf), *options)

    def chromium(self, page: Path, pdf: Path, profile: Path) -> tuple[str, ...] | None:
        """Return the command that prints a page, None without Chromium."""
        program = self.programs.get("chromium")
        if program is None:
            return None
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        options += [f"--user-data-dir={profile}", f"--print-to-pdf={pdf}"]
        return (*program, *options, page.as_uri())


def find_peers(folders: tuple[Path, ...] = ()) -> Peers:
    """Return the peers on the PATH, beside this Python, and in the folders, which come first."""
    found: dict[str, tuple[str, ...]] = {}
    beside = Path(sys.executable).parent
    for name in PEERS:
        for folder in (*map(str, folders), str(beside), None):
            path = next(filter(None, (shutil.which(n, path=folder) for n in _names(name))), None)
            if path is not None:
                found[name] = (path,)
                break
    # what pip calls typst has no command
    for python in (*(str(folder / "python") for folder in folders), sys.executable):
        if "typst" not in found and Path(python).exists() and _said((python, "-c", "import typst")):
            found["typst"] = (python, "-c", _TYPST_FROM_PYTHON)
    return Peers(found, {name: _version(name, command) for name, command in found.items()})


def _names(name: str) -> tuple[str, ...]:
    return _NAMES.get(name, (name,))


def _said(command: tuple[str, ...]) -> str | None:
    """Return what a command says; None when it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout or "done"


def _version(name: str, command: tuple[str, ...]) -> str:
    if "-c" in command:
        ask = "from importlib.metadata import version; print(version('typst'), '(from Python)')"
        return (_said((command[0], "-c", ask)) or "").strip()
    said = _said((*command, "--version")) or ""
    number = re.search(r"\d+(\.\d+)+", said)
    return number[0] if number else name
