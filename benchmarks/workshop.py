"""Where cases work: a scratch folder, the command as users start it, peers, repeats."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures import Row, rounds
from measuring import ROOT, Cost, environment, run_command
from peers import Peers

from briefgen.private_folder import VARIABLE
from briefgen.render.fonts import font_files, read_font

__all__ = ["FailedError", "Workshop", "documents_in", "processors"]

_PROGRAM = "import sys\nfrom briefgen.start import main\nsys.exit(main())\n"
"""What pip writes for the command."""


class FailedError(Exception):
    """A command did not end as it should."""


@dataclass
class Workshop:
    """What the cases of one run share."""

    scratch: Path
    repeats: int
    is_quick: bool
    peers: Peers
    told: Callable[[str], None] = lambda _: None
    """Takes a line of progress."""
    shared: dict[str, Any] = field(default_factory=dict)
    """What one case made and another one needs too."""
    left_out: set[str] = field(default_factory=set)
    """Peers that are there and could not do what they were asked."""

    def folder(self, name: str) -> Path:
        """Return a new empty folder of this name."""
        path = self.scratch / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def surroundings(self, remembered: Path) -> Mapping[str, str]:
        """Return the environment of commands that keep what they made in `remembered`."""
        remembered.mkdir(parents=True, exist_ok=True)
        remembered.chmod(0o700)
        return {**environment(ROOT), VARIABLE: str(remembered)}

    @property
    def program(self) -> tuple[str, ...]:
        """What begins each command of briefgen: the script that pip would make."""
        script = self.scratch / "briefgen-command"
        if not script.exists():
            script.write_text(_PROGRAM, encoding="utf-8")
        return (sys.executable, str(script))

    def briefgen(
        self, project: Path, *arguments: str, remembered: Path | None = None, may_fail: bool = False
    ) -> Cost:
        """Return what a command of briefgen costs in a project.

        What it remembers lies beside the project, if not said otherwise.
        Raises: FailedError when it fails.
        """
        kept = remembered or project.parent / f"{project.name}.remembered"
        return self.run(
            (*self.program, *arguments), project, self.surroundings(kept), may_fail=may_fail
        )

    def run(
        self,
        command: Iterable[str],
        folder: Path,
        surroundings: Mapping[str, str] | None = None,
        *,
        may_fail: bool = False,
    ) -> Cost:
        """Return what a command costs.

        Raises: FailedError when it fails.
        """
        command = tuple(command)
        cost, status = run_command(command, folder, surroundings or environment(ROOT))
        if status and not may_fail:
            raise FailedError(f"`{' '.join(command)}` ended with {status} in {folder}")
        return cost

    def works(self, way: str, command: tuple[str, ...], folder: Path) -> bool:
        """Return whether a peer can do what it is asked; if not, it is left out and told of."""
        _, status = run_command(command, folder, environment(ROOT))
        if status:
            self.told(f"{way}: left out, it ended with {status}")
            self.left_out.add(way)
        return not status

    def fonts(self) -> Path:
        """Return a folder with the fonts of the house, for programs that are given such folders."""
        folder = self.scratch / "fonts"
        if not folder.exists():
            folder.mkdir()
            for font in font_files(cjk=False):
                (folder / font.filename).write_bytes(read_font(font))
        return folder

    @property
    def weasyprint(self) -> tuple[str, ...]:
        """What begins the engine's own command, of the version that briefgen uses."""
        return (sys.executable, "-m", "weasyprint")

    def compare(
        self,
        ways: dict[str, Callable[[int], Cost]],
        *,
        repeats: int | None = None,
        warmed: bool = True,
    ) -> tuple[Row, ...]:
        """Return a row for each way, measured in turns."""
        return rounds(ways, repeats or self.repeats, self.told, warmed=warmed)


def documents_in(output: Path) -> list[dict[str, Any]]:
    """Return what the manifest of an output folder says of each document."""
    said = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    return list(said["documents"])


def processors() -> int:
    """Return how many processors commands may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
