"""Which headers a cell has, in tables of every shape."""

from __future__ import annotations

import pytest

from briefgen.render.structure.elements import Element
from briefgen.render.structure.tables import tell_headers

SCOPES = {"c": "/Column", "r": "/Row"}


def table(*groups: str) -> tuple[Element, dict[str, Element]]:
    """Return a table and its cells by name.

    Shape: rows are separated by `/`, cells by blanks. A cell is `name`, or `name:c` or `name:r` for
    a header of columns or rows; `*2` lets it span columns, `^2` rows; `!` heads its group.
    """
    cells: dict[str, Element] = {}
    parts = []
    for group in groups:
        rows = []
        for row in group.split("/"):
            kids = [_cell(written) for written in row.split()]
            cells |= dict(kids)
            rows.append(Element("TR", [cell for _, cell in kids]))
        parts.append(Element("TBody", [*rows]))
    return Element("Document", [Element("Table", [*parts])]), cells


def _cell(written: str) -> tuple[str, Element]:
    name, scope = written[0], written[2:3] if ":" in written else ""
    cell = Element("TH" if scope else "TD", heads_group="!" in written)
    if scope:
        cell.attributes["Scope"] = SCOPES[scope]
    for sign, attribute in (("*", "ColSpan"), ("^", "RowSpan")):
        if sign in written:
            cell.attributes[attribute] = int(written[written.index(sign) + 1])
    return name, cell


def headers(*groups: str) -> dict[str, str]:
    """Return the names of the headers of each cell that has some."""
    root, cells = table(*groups)
    tell_headers(root)
    names = {cell: name for name, cell in cells.items()}
    return {
        name: "".join(names[head] for head in cell.headers)
        for name, cell in cells.items()
        if cell.headers
    }


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        # Scopes tell everything: no lists.
        (("A:c B:c/C:r d",), {}),
        # A header over two columns heads both, and the headers below it.
        (("A:c*2 B:c/C:c D:c E:c/f g h",), {"C": "A", "D": "A", "E": "B"}
         | {"f": "AC", "g": "AD", "h": "BE"}),
        # A header beside two rows heads both; the place it takes moves the cells of the second.
        (("A:c B:c C:c/D:r^2 E:r f/G:r h",), {"D": "A", "E": "BD", "f": "CDE"}
         | {"G": "BD", "h": "CDG"}),
        # One that heads its group heads nothing of the next.
        (("A:c B:c", "C:c*2!/D:r e", "F:c*2!/G:r h"), {"D": "AC", "e": "BCD"}
         | {"G": "AF", "h": "BFG"}),
        # A table without headers.
        (("a*2 b/c d e",), {}),
        # An empty row, and one that is too long, take no other cell's headers.
        (("A:c*2/b c/ /d e f",), {"b": "A", "c": "A", "d": "A", "e": "A"}),
    ],
)  # fmt: skip
def test_a_cell_has_the_headers_above_and_before_it(
    groups: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert headers(*groups) == expected


def test_headers_have_names_of_their_own_in_each_table() -> None:
    first, _ = table("A:c*2/b c")
    second, _ = table("A:c*2/b c")
    root = Element("Document", [*first.kids, *second.kids])
    tell_headers(root)
    names = [cell.identifier for cell in root.descendants() if cell.role == "TH"]
    assert names == ["table-1-header-1", "table-2-header-1"]


def test_a_table_in_a_cell_is_told_by_itself() -> None:
    root, cells = table("A:c*2/b c")
    inner, inner_cells = table("D:c*2/e f")
    cells["b"].kids.extend(inner.kids)
    tell_headers(root)
    assert cells["c"].headers == [cells["A"]]
    assert inner_cells["e"].headers == [inner_cells["D"]]
