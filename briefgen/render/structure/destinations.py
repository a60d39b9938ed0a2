"""Where links and the outline lead, told by the structure besides the place on the page.

Why: PDF/UA-2 asks for it, so that who follows a link goes on reading there. The place on the page
stays, for readers that know nothing of structure destinations.
Source: ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf  # type: ignore[import-untyped]

from briefgen.render.structure.elements import Element
from briefgen.render.structure.tagging import Tagged

__all__ = ["lead_to_structure"]


def lead_to_structure(pdf: Any, tagged: Tagged, written: Mapping[Element, bytes]) -> None:
    """Give each destination in the PDF the structure element that it leads to."""
    places = dict(_named_destinations(pdf))
    entries = [item for item in pdf.objects if isinstance(item, dict) and _is_entry(item)]
    beyond = [tagged.root] * (len(entries) - len(tagged.headings))
    for entry, heading in zip(entries, [*tagged.headings, *beyond], strict=False):
        entry["A"] = _action(entry.pop("Dest"), written[heading])
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            name = item.pop("Dest").string
            element = tagged.targets.get(name, tagged.root)
            item["A"] = _action(places[name], written[element])
    _drop_names(pdf)


def _is_entry(item: Mapping[str, Any]) -> bool:
    return "Title" in item and "Dest" in item


def _action(place: Any, element: bytes) -> Any:
    where = pydyf.Array([element, *place[1:]])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": where})


def _named_destinations(pdf: Any) -> Iterator[tuple[str, Any]]:
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    for name, place in zip(names[::2], names[1::2], strict=True):
        yield name.string, place


def _drop_names(pdf: Any) -> None:
    """Remove the names of places, which nothing leads to by name any more."""
    names = pdf.catalog.get("Names", {})
    names.pop("Dests", None)
    if not names:
        pdf.catalog.pop("Names", None)
