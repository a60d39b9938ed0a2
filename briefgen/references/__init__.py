"""Bibliographic references: CSL data in, Markdown text of a note out."""

from __future__ import annotations

from briefgen.references.csl import csl_json
from briefgen.references.errors import ReferenceFormatError, StyleError
from briefgen.references.notes import format_reference, short_reference
from briefgen.references.styles import check_style, load_style

__all__ = [
    "ReferenceFormatError",
    "StyleError",
    "check_style",
    "csl_json",
    "format_reference",
    "load_style",
    "short_reference",
]
