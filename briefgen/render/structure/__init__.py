"""The logical structure of a PDF, what a screen reader follows, mended after drawing.

The layout engine's own tags start anew on each page. They are taken out, made again from the HTML
and the boxes that were laid out, and written in their place. The order of work:

- `removal` takes the engine's tags out of the PDF;
- `painted` is what was drawn on a page, and turns marked content into artifacts;
- `roles` says what each HTML element is in terms of PDF, `tagging` walks the boxes and puts one
  structure element for one HTML element, `tables` tells cells their headers;
- `elements` is the tree that comes of it, and `writing` puts it into the PDF;
- `destinations` lets links and the outline lead to its elements.

Source: ISO 32000-1 and -2, 14.7 and 14.8; ISO 14289-1, clause 7; ISO 14289-2, clause 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.render.standards import Standard
from briefgen.render.structure.destinations import lead_to_structure
from briefgen.render.structure.painted import Painted
from briefgen.render.structure.removal import take_structure_away
from briefgen.render.structure.tagging import tag_document
from briefgen.render.structure.writing import write_structure

__all__ = ["Painted", "mend_structure"]


def mend_structure(
    pdf: Any, parents: Mapping[Any, Any], painted: list[Painted], standard: Standard
) -> tuple[Diagnostic, ...]:
    """Give the PDF a structure that follows the HTML; return what no structure can hold.

    `parents` leads from each HTML element upwards, and `painted` has every page in order.
    Raises: ValueError when the engine's own structure is not where it is known to be.
    """
    take_structure_away(pdf)
    tagged = tag_document(parents, painted)
    written = write_structure(pdf, tagged.root, len(painted), standard)
    if standard.is_pdf_2:
        lead_to_structure(pdf, tagged, written)
    return tagged.diagnostics
