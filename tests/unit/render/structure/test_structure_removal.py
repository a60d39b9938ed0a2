"""The engine's own structure goes, and nothing else with it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pydyf  # type: ignore[import-untyped]
import pytest

from briefgen.job import Job
from briefgen.render.pdf import render
from briefgen.render.standards import STANDARDS
from briefgen.render.structure import removal


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_structure_element_in_the_file_is_in_its_tree(
    job_of: Callable[..., Job], standard: str
) -> None:
    body = '<h1>a</h1><ul><li><a href="https://example.org">b</a></li></ul>'
    content = render(job_of(body, standard=standard)).content
    with pikepdf.open(BytesIO(content)) as pdf:
        items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        held = {item.objgen for item in items if item.get("/Type") == "/StructElem"}
        roots = [item for item in items if item.get("/Type") == "/StructTreeRoot"]
        assert held == {element.objgen for element in below(pdf.Root.StructTreeRoot.K[0])}
        assert len(roots) == 1


def below(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]
    elements = [kid for kid in kids if "/S" in kid]
    return [element, *(one for kid in elements for one in below(kid))]


def test_what_an_engine_may_write_behind_its_structure_is_not_lost_in_silence() -> None:
    pdf = pydyf.PDF()

    def added(values: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(values)
        pdf.add_object(dictionary)
        return dictionary

    parents = added({"Nums": pydyf.Array()})
    root = added({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    metadata = added({"Type": "/Metadata"})
    pdf.catalog.update(StructTreeRoot=root.reference, Metadata=metadata.reference)
    added({"Type": "/Font"})

    with pytest.raises(ValueError, match="after its structure"):
        removal.take_structure_away(pdf)
