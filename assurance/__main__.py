"""Try every promise of SECURITY.md, print the figures, and write them into its table.

    python assurance                       all rows, in full; about an hour on two cores
    python assurance --share 0.1           a tenth of the attempts
    python assurance --only torn_files     some rows, printed only

The table is written only when all rows were measured in full. Exit status: 0 if all hold, else 1.
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
BEGIN, END = "<!-- figures: written by `make proof` -->\n", "<!-- end of the figures -->\n"


def table(figures: dict[str, Figure]) -> str:
    """Return the table in Markdown, with the day and the machine."""
    lines = ["| what can go wrong | what briefgen does | what was found |", "|---|---|---|"]
    for name, figure in figures.items():
        row = row_of(name)
        verdict = "" if figure.holds else "**does not hold**: "
        lines.append(f"| {row.THREAT} | {row.ANSWER} | {verdict}{figure.text} |")
    measured = (
        f"Measured on {datetime.now(UTC):%-d %B %Y}: {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}."
    )
    return "\n".join([*lines, "", measured, ""])


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
    if given.share == 1 and set(given.only) == set(ROWS):
        text = SECURITY.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        after = rest.split(END)[1]
        SECURITY.write_text(before + BEGIN + table(figures) + END + after, encoding="utf-8")
        print(f"written into {SECURITY.name}")
    return 0 if all(figure.holds for figure in figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
