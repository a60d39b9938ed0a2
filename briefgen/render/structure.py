"""The logical structure of a PDF: what a screen reader follows.

Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1, clause 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf  # type: ignore[import-untyped]

__all__ = ["GROUPING", "Element", "Marked", "Reference", "write_structure"]

# Structure types that may hold elements only, so that text in them needs a paragraph of its own.
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "L", "LI", "Table"})


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked stretch of a page's content."""

    page: int
    """Page index, from 0."""
    mcid: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An annotation on a page, such as the active area of a link."""

    page: int
    annotation: Any = field(repr=False)


@dataclass(slots=True, eq=False)
class Element:
    """A structure element under construction."""

    role: str
    kids: list[Element | Marked | Reference] = field(default_factory=list)
    alternative: str | None = None
    expansion: str | None = None
    """What an abbreviation stands for."""
    language: str | None = None
    identifier: str | None = None
    anonymous: bool = False
    """Whether it stands for no element of the page."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Of the owner that `role` implies: list, table or layout."""

    def paragraph(self) -> Element:
        """Return the element that takes text: itself, or its last paragraph if it only groups."""
        if self.role not in GROUPING:
            return self
        last = self.kids[-1] if self.kids else None
        if not (isinstance(last, Element) and last.role == "P" and last.anonymous):
            last = Element("P", anonymous=True)
            self.kids.append(last)
        return last

    def prune(self) -> bool:
        """Drop what holds nothing; return whether anything is left.

        Why: an empty cell is kept, for a row must have all its cells.
        """
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.role in {"TD", "TH", "TR"}


_OWNERS = {"L": "List", "TH": "Table", "TD": "Table", "Figure": "Layout"}


def write_structure(pdf: Any, root: Element, page_count: int) -> None:
    """Write the tree below `root` into the PDF and point the catalog at it.

    Shape: page n has the parent-tree key n; annotations follow after the last page.
    """
    pages = pdf.page_references
    tree = _add(pdf, {"Type": "/StructTreeRoot"})
    parents: list[dict[int, bytes]] = [{} for _ in range(page_count)]
    annotations: list[tuple[Any, bytes]] = []
    named: list[tuple[str, bytes]] = []

    def write(element: Element, parent: bytes) -> bytes:
        out = _add(pdf, {"Type": "/StructElem", "S": f"/{element.role}", "P": parent})
        home = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if home is not None:
            out["Pg"] = pages[home]
        out.update(_properties(element))
        if element.identifier:
            named.append((element.identifier, out.reference))
        kids = pydyf.Array()
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(write(kid, out.reference))
                case Marked(page, mcid):
                    parents[page][mcid] = out.reference
                    kids.append(mcid if page == home else _elsewhere(pages[page], mcid))
                case Reference(page, annotation):
                    annotations.append((annotation, out.reference))
                    kids.append(_object_reference(pages[page], annotation))
        if kids:
            out["K"] = kids
        reference: bytes = out.reference
        return reference

    top = write(root, tree.reference)
    tree["K"] = pydyf.Array([top])
    tree["ParentTree"] = _parent_tree(pdf, parents, annotations).reference
    tree["ParentTreeNextKey"] = page_count + len(annotations)
    if named:
        names = [part for name, where in sorted(named) for part in (pydyf.String(name), where)]
        tree["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = tree.reference


def _properties(element: Element) -> Iterator[tuple[str, Any]]:
    if element.alternative:
        yield "Alt", pydyf.String(element.alternative)
    if element.expansion:
        yield "E", pydyf.String(element.expansion)
    if element.language:
        yield "Lang", pydyf.String(element.language)
    if element.identifier:
        yield "ID", pydyf.String(element.identifier)
    if element.attributes:
        yield "A", pydyf.Dictionary({"O": f"/{_OWNERS[element.role]}", **element.attributes})


def _parent_tree(
    pdf: Any, parents: list[dict[int, bytes]], annotations: list[tuple[Any, bytes]]
) -> Any:
    numbers = pydyf.Array()
    for key, by_mcid in enumerate(parents):
        # A gap is content that became an artifact, and has no parent.
        row = (by_mcid.get(mcid, b"null") for mcid in range(max(by_mcid, default=-1) + 1))
        numbers.extend([key, pydyf.Array(row)])
    for key, (annotation, parent) in enumerate(annotations, start=len(parents)):
        numbers.extend([key, parent])
        annotation["StructParent"] = key
    return _add(pdf, {"Nums": numbers})


def _elsewhere(page: bytes, mcid: int) -> Any:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mcid})


def _object_reference(page: bytes, annotation: Any) -> Any:
    return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": annotation.reference})


def _add(pdf: Any, values: dict[str, Any]) -> Any:
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary
