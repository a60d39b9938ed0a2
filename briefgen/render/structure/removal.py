"""The layout engine's own structure, and how it is taken out of the PDF again."""

from __future__ import annotations

from typing import Any

from briefgen.render.references import by_reference

__all__ = ["take_structure_away"]

_STRUCTURE = frozenset({"/StructElem", "/StructTreeRoot", "/OBJR", "/Namespace"})


def take_structure_away(pdf: Any) -> None:
    """Remove the engine's own structure, which it adds last but for the metadata.

    Raises: ValueError when something else follows it, as another version of the engine might do.
    """
    root = by_reference(pdf, pdf.catalog["StructTreeRoot"])
    metadata = by_reference(pdf, pdf.catalog["Metadata"])
    first = min(root.number, by_reference(pdf, root["ParentTree"]).number)
    for item in pdf.objects[first:]:
        if item is not metadata and not (
            isinstance(item, dict) and (item.get("Type") in _STRUCTURE or "Nums" in item)
        ):
            raise ValueError("the layout engine wrote something after its structure")
    del pdf.objects[first:]
    pdf.add_object(metadata)
    pdf.catalog["Metadata"] = metadata.reference
