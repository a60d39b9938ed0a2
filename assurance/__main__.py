"""Try every promise of SECURITY.md, print the figures, and write them into its table.

    python assurance                       all rows, in full; an hour or more
    python assurance --share 0.1           a tenth of the attempts
    python assurance --only torn_files     some rows

Lines of the table are written for rows that were measured in full, each with its day. Exit status:
0 if all hold, else 1.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from figure import Figure, Row
from rows import ROWS

ROOT = Path(__file__).resolve().parent.parent
SECURITY = ROOT / "SECURITY.md"
# rows use what the tests use
sys.path += [str(ROOT / "tests/fuzz"), str(ROOT / "tests/unit/prove")]
_HEAD = ("| what can go wrong | what briefgen does | what was found | on |", "|---|---|---|---|")
_NOT_YET = "not measured in full yet"
BEGIN, END = "<!-- figures: written by `make proof` -->\n", "<!-- end of the figures -->\n"


def table(figures: dict[str, Figure], known: str) -> str:
    """Return the table in Markdown: lines of these figures, and those that there are of others."""
    lines = {
        line.split(" | ")[0].removeprefix("| "): line
        for line in known.splitlines()
        if line.startswith("| ")
    }
    today = f"{datetime.now(UTC):%-d %B %Y}"
    for name, figure in figures.items():
        row = row_of(name)
        verdict = "" if figure.holds else "**does not hold**: "
        lines[row.THREAT] = f"| {row.THREAT} | {row.ANSWER} | {verdict}{figure.text} | {today} |"
    for row in map(row_of, ROWS):
        lines.setdefault(row.THREAT, f"| {row.THREAT} | {row.ANSWER} | {_NOT_YET} | |")
    of_rows = (lines[row_of(name).THREAT] for name in ROWS)
    machine = (
        f"The last of them were measured on {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}."
    )
    return "\n".join([*_HEAD, *of_rows, "", machine, ""])


def row_of(name: str) -> Row:
    """Return the module of a row."""
    return cast(Row, importlib.import_module(name))


def main() -> int:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(description="Try the promises of SECURITY.md.")
    parser.add_argument("--only", nargs="+", choices=ROWS, default=ROWS, metavar="ROW")
    parser.add_argument("--share", type=float, default=1.0, help="of the attempts, 0 to 1")
    given = parser.parse_args()
    if not 0 < given.share <= 1:
        parser.error("--share must be above 0 and at most 1")
    figures: dict[str, Figure] = {}
    for name in given.only:
        start = time.perf_counter()
        figures[name] = figure = row_of(name).measure(given.share)
        mark = "holds" if figure.holds else "DOES NOT HOLD"
        print(f"{name}: {mark} ({time.perf_counter() - start:.0f} s)\n  {figure.text}", flush=True)
        for detail in figure.details:
            print(f"  - {detail}", flush=True)
    if given.share == 1:
        text = SECURITY.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        known, after = rest.split(END)
        new = before + BEGIN + table(figures, known) + END + after
        SECURITY.write_text(new, encoding="utf-8")
        print(f"written into {SECURITY.name}")
    return 0 if all(figure.holds for figure in figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
