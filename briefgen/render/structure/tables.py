"""Which header cells a cell of a table has, where their scopes do not tell.

Why: a scope is `Row` or `Column`. That one row heads the rows below it, or that a header over two
columns heads both, a reader must guess from it; a list of headers says it.
Source: ISO 32000-1, 14.8.5.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.render.structure.elements import Element

__all__ = ["tell_headers"]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with the rows and columns that it stands in."""

    cell: Element
    group: int
    """Which of the table's groups of rows it stands in."""
    rows: range
    columns: range

    @property
    def scope(self) -> str:
        """Return the scope of a header as it is written."""
        return str(self.cell.attributes["Scope"])


def tell_headers(root: Element) -> None:
    """Give each cell of a table with spanning headers the list of its headers."""
    tables = (element for element in root.descendants() if element.role == "Table")
    for number, table in enumerate(tables, start=1):
        cells = list(_placed(table))
        heads = [placed for placed in cells if placed.cell.role == "TH"]
        if not any(_spans(head) for head in heads):
            continue
        for index, head in enumerate(heads, start=1):
            head.cell.identifier = head.cell.identifier or f"table-{number}-header-{index}"
        for placed in cells:
            if not placed.cell.heads_group:
                placed.cell.headers = [head.cell for head in heads if _heads(head, placed)]


def _spans(head: _Placed) -> bool:
    return head.cell.heads_group or max(len(head.rows), len(head.columns)) > 1


def _heads(head: _Placed, placed: _Placed) -> bool:
    """Return whether a header is one of a cell's, which is below it or behind it."""
    is_below = head.rows.stop <= placed.rows.start and _meet(head.columns, placed.columns)
    if head.scope == "/Column":
        return is_below and (not head.cell.heads_group or head.group == placed.group)
    return head.columns.stop <= placed.columns.start and _meet(head.rows, placed.rows)


def _meet(first: range, second: range) -> bool:
    return first.start < second.stop and second.start < first.stop


def _placed(table: Element) -> Iterator[_Placed]:
    """Yield the cells with their places. Source: HTML, forming a table."""
    taken: set[tuple[int, int]] = set()
    for number, (group, row) in enumerate(_rows(table)):
        column = 0
        for cell in row.kids:
            if not isinstance(cell, Element):
                continue
            while (number, column) in taken:
                column += 1
            rows = range(number, number + int(cell.attributes.get("RowSpan", 1)))
            columns = range(column, column + int(cell.attributes.get("ColSpan", 1)))
            taken.update((down, across) for down in rows for across in columns)
            yield _Placed(cell, group, rows, columns)


def _rows(table: Element) -> Iterator[tuple[int, Element]]:
    """Yield each row with the number of the group that it stands in."""
    for group, kid in enumerate(table.kids):
        if isinstance(kid, Element) and kid.role == "TR":
            yield -1, kid
        elif isinstance(kid, Element):
            yield from ((group, row) for row in kid.kids if isinstance(row, Element))
