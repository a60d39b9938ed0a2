"""Build several projects one after the other in one process, with the real command.

    python build_many.py [--break NAME] < jobs.json

Reads a list of [project's folder, output folder, file for what the command prints]. Why in one
process: what was built before, of other projects and for other readers, must not show either.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path

from mutations import MUTATIONS, UNCONFINED

from briefgen.cli import main


def build(project: Path, output: Path, log: Path) -> None:
    """Run `briefgen build -v` in a project, and keep what it prints and its status."""
    printed = io.StringIO()
    os.chdir(project)
    status: object = None
    with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(printed):
        try:
            main(["build", "-v", "--no-color", "-o", str(output)])
        except SystemExit as end:
            status = end.code
    log.write_text(f"{printed.getvalue()}status {status}\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--break"]:
        {**MUTATIONS, **UNCONFINED}[sys.argv[2]]()
    for paths in json.load(sys.stdin):
        build(*map(Path, paths))
