"""A table whose columns have no names."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.prose import parse
from briefgen.prose.plain import visible_text

__all__ = ["RULE", "check"]

RULE = Code(
    "BG709",
    "table-without-headers",
    "warning",
    what="A column of a table in prose has no header.",
    why="A screen reader says the header before each cell; without it a number is only a number.",
    instead="Fill the cells of the first row. The first one may stay empty, above row headings.",
    example="""\
sections:
  cost:
    title: The trial costs little
    kind: analysis
    body: |
      |      |     |
      |------|-----|
      | Crew | 1.6 |
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each table that has columns without a header."""
    for passage in case.passages:
        if passage.text.block and "|" in passage.text.source:
            for node in parse(passage.text).walk():
                if node.type == "table":
                    yield from _nameless(passage, node)


def _nameless(passage: Passage, table: SyntaxTreeNode) -> Iterator[Finding]:
    headers = [visible_text(node).strip() for node in table.walk() if node.type == "th"]
    # The first names the rows, which their own cells do as well.
    columns = [number for number, text in enumerate(headers, start=1) if not text]
    if len(headers) > 1 and columns[:1] == [1]:
        columns = columns[1:]
    if columns:
        noun = "column" if len(columns) == 1 else "columns"
        first = table.map[0] if table.map else 0
        # With the line below it, so that no other bars are taken for the header.
        rows = passage.text.source.split("\n")[first : first + 2]
        yield Finding(
            passage.owner,
            f"the table has no header for {noun} {', '.join(map(str, columns))}",
            passage.place,
            " ".join(rows),
        )
