"""The structure as objects of a PDF, with the way back from each page's content to its element.

Source: ISO 32000-1 and -2, 14.7; ISO 14289-2, 8.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf  # type: ignore[import-untyped]

from briefgen.render.standards import Standard
from briefgen.render.structure.elements import Element, Marked, Reference

__all__ = ["write_structure"]

_PDF_2_NAMESPACE = "http://iso.org/pdf2/ssn"
_OWNERS = {"L": "List", "TH": "Table", "TD": "Table", "Figure": "Layout", "FENote": "FENote"}


def write_structure(
    pdf: Any, root: Element, page_count: int, standard: Standard
) -> Mapping[Element, bytes]:
    """Write the tree below `root` into the PDF; return where in the file each element is.

    Shape: page n has the parent-tree key n; annotations follow after the last page.
    """
    return _Writer(pdf, page_count, standard).write(root)


class _Writer:
    """What is gathered on the way through the tree."""

    def __init__(self, pdf: Any, page_count: int, standard: Standard) -> None:
        self.pdf = pdf
        self.standard = standard
        self.pages = pdf.page_references
        self.parents: list[dict[int, bytes]] = [{} for _ in range(page_count)]
        self.annotations: list[tuple[Any, bytes]] = []
        self.written: dict[Element, Any] = {}
        self.namespace: bytes | None = None

    def write(self, root: Element) -> Mapping[Element, bytes]:
        tree = _add(self.pdf, {"Type": "/StructTreeRoot"})
        if self.standard.is_pdf_2:
            name = {"Type": "/Namespace", "NS": pydyf.String(_PDF_2_NAMESPACE)}
            self.namespace = _add(self.pdf, name).reference
            tree["Namespaces"] = pydyf.Array([self.namespace])
        tree["K"] = pydyf.Array([self._element(root, tree.reference)])
        if self.standard.is_pdf_2:
            self._relate()
        tree["ParentTree"] = self._parent_tree().reference
        tree["ParentTreeNextKey"] = len(self.parents) + len(self.annotations)
        named = {
            element.identifier: out.reference
            for element, out in self.written.items()
            if element.identifier
        }
        if named:
            names = [part for name in sorted(named) for part in (pydyf.String(name), named[name])]
            tree["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self.pdf.catalog["StructTreeRoot"] = tree.reference
        return {element: out.reference for element, out in self.written.items()}

    def _element(self, element: Element, parent: bytes) -> bytes:
        role = self.standard.roles.get(element.role, element.role)
        out = _add(self.pdf, {"Type": "/StructElem", "S": f"/{role}", "P": parent})
        self.written[element] = out
        if self.namespace and role not in self.standard.foreign_roles:
            out["NS"] = self.namespace
        home = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if home is not None:
            out["Pg"] = self.pages[home]
        out.update(self._properties(element))
        kids = pydyf.Array()
        for kid in element.kids:
            match kid:
                case Element():
                    kids.append(self._element(kid, out.reference))
                case Marked(page, mcid):
                    self.parents[page][mcid] = out.reference
                    kids.append(mcid if page == home else _elsewhere(self.pages[page], mcid))
                case Reference(page, annotation):
                    self.annotations.append((annotation, out.reference))
                    kids.append(_object_reference(self.pages[page], annotation))
        if kids:
            out["K"] = kids
        reference: bytes = out.reference
        return reference

    def _properties(self, element: Element) -> Iterator[tuple[str, Any]]:
        if element.alternative:
            yield "Alt", pydyf.String(element.alternative)
        if element.expansion:
            yield "E", pydyf.String(element.expansion)
        if element.language:
            yield "Lang", pydyf.String(element.language)
        if element.identifier:
            yield "ID", pydyf.String(element.identifier)
        attributes = dict(element.attributes)
        if not self.standard.is_pdf_2:
            attributes.pop("NoteType", None)
            if attributes.get("ListNumbering") == "/Description":
                attributes["ListNumbering"] = "/None"
        if element.headers:
            names = (pydyf.String(cell.identifier) for cell in element.headers)
            attributes["Headers"] = pydyf.Array(names)
        if attributes:
            yield "A", pydyf.Dictionary({"O": f"/{_OWNERS[element.role]}", **attributes})

    def _relate(self) -> None:
        """Let marks and their notes refer to each other. Source: ISO 14289-2, 8.2.5.14."""
        for element, out in self.written.items():
            there = [self.written[other].reference for other in element.related]
            if there:
                out["Ref"] = pydyf.Array(there)

    def _parent_tree(self) -> Any:
        numbers = pydyf.Array()
        for key, by_mcid in enumerate(self.parents):
            # A gap is content that became an artifact, and has no parent.
            row = (by_mcid.get(mcid, b"null") for mcid in range(max(by_mcid, default=-1) + 1))
            numbers.extend([key, pydyf.Array(row)])
        for key, (annotation, parent) in enumerate(self.annotations, start=len(self.parents)):
            numbers.extend([key, parent])
            annotation["StructParent"] = key
        return _add(self.pdf, {"Nums": numbers})


def _elsewhere(page: bytes, mcid: int) -> Any:
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mcid})


def _object_reference(page: bytes, annotation: Any) -> Any:
    return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": annotation.reference})


def _add(pdf: Any, values: dict[str, Any]) -> Any:
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary
