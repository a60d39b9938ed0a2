"""Fuzz every target, or some, and keep what is found.

    python tests/fuzz --seconds 60              each target for a minute
    python tests/fuzz --only yaml bibtex        some targets
    python tests/fuzz --keep FOLDER             go on with what was learnt there

Exit status: 0 if nothing was found, 1 if something was, 4 if atheris is not installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from atheris_runs import HERE, fuzz, is_possible

NAMES = (
    "yaml",
    "markdown-file",
    "csl-json",
    "bibtex",
    "event-date",
    "citations",
    "markdown-output",
    "project",
    "deliveries",
    "manifest",
    "leaks",
)
"""The targets; `targets` itself is imported only where it is measured."""


def main() -> int:
    """Fuzz, print a line a target, and copy what makes one fail beside the tests."""
    parser = argparse.ArgumentParser(description="Fuzz what reads and writes content.")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="TARGET")
    parser.add_argument("--keep", type=Path, help="a folder for what is learnt")
    given = parser.parse_args()
    if not is_possible():
        print(
            "atheris is not installed. There are builds of it for Linux on x86-64: there, "
            "`make fuzz` installs it with the other tools of the tests.",
            file=sys.stderr,
        )
        return 4
    status = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in given.only:
            found = fuzz(name, given.seconds, (given.keep or Path(scratch)) / name)
            print(found.line, flush=True)
            if not found.runs:
                print(found.said, file=sys.stderr)
                status = 1
            for path in found.crashes:
                kept = HERE / "crashes" / name / path.name
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(path.read_bytes())
                print(f"  kept in {kept.relative_to(HERE.parent.parent)}")
                print(found.said, file=sys.stderr)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
