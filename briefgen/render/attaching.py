"""Files that a PDF carries, as associated files of the whole document.

Source: ISO 19005-3, 6.8 and Annex E; ISO 32000-1, 7.11.4.
"""

from __future__ import annotations

import hashlib
from typing import Any

import pydyf  # type: ignore[import-untyped]

from briefgen.job import Asset

__all__ = ["attach"]

_DESCRIPTION = "The content of this document for programs"


def attach(pdf: Any, files: tuple[Asset, ...], date: str) -> None:
    """Make a PDF carry files that hold the data it was made of; `date` is a PDF date.

    Readers list them as attachments, and programs find them at the catalogue's `AF`.
    """
    there = pdf.catalog.get("Names", pydyf.Dictionary())
    if not files or "EmbeddedFiles" in there:
        # a page that attaches files of its own lacks these, and the proof says so
        return
    names, associated = pydyf.Array(), pydyf.Array(pdf.catalog.get("AF", ()))
    for file in sorted(files, key=lambda file: file.name):
        specification = _specification(pdf, file, date)
        names.extend([pydyf.String(file.name), specification])
        associated.append(specification)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    there["EmbeddedFiles"] = tree.reference
    pdf.catalog["Names"] = there
    pdf.catalog["AF"] = associated


def _specification(pdf: Any, file: Asset, date: str) -> Any:
    stream = pydyf.Stream(
        [file.content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{file.media_type.replace('/', '#2F')}",
            "Params": pydyf.Dictionary(
                {
                    "Size": len(file.content),
                    "CreationDate": pydyf.String(date),
                    "ModDate": pydyf.String(date),
                    "CheckSum": f"<{hashlib.md5(file.content, usedforsecurity=False).hexdigest()}>",
                }
            ),
        },
        compress=True,
    )
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(file.name),
            "UF": pydyf.String(file.name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(_DESCRIPTION),
            "AFRelationship": "/Data",
        }
    )
    pdf.add_object(specification)
    return specification.reference
