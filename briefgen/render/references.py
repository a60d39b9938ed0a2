"""Objects of a PDF that is being written, by what refers to them."""

from __future__ import annotations

from typing import Any

__all__ = ["by_reference"]


def by_reference(pdf: Any, reference: bytes) -> Any:
    """Return the object of a pydyf.PDF that a reference such as `b"7 0 R"` names."""
    return pdf.objects[int(reference.split()[0])]
