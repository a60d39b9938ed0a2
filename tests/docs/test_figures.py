"""The table of SECURITY.md has each promise that `make proof` tries."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from rows import ROWS

ROOT = Path(__file__).parents[2]


def test_the_table_has_a_line_for_each_row() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    figures = text.split("written by `make proof` -->\n")[1].split("<!-- end of the figures")[0]
    lines = [line.split(" | ") for line in figures.splitlines() if line.startswith("| ")][1:]
    tried = [import_module(name) for name in ROWS]
    assert [line[:2] for line in lines] == [[f"| {row.THREAT}", row.ANSWER] for row in tried]
    assert all(line[2] for line in lines)


def test_the_table_tells_of_nothing_that_does_not_hold() -> None:
    assert "does not hold" not in (ROOT / "SECURITY.md").read_text("utf-8")
