"""Exports of reference software to located items in CSL-JSON: JSON, YAML and BibTeX."""

from __future__ import annotations

from briefgen.load.references.library import Library, names_at, names_in
from briefgen.load.references.reading import EXPORT_SUFFIXES, read_export, read_list

__all__ = ["EXPORT_SUFFIXES", "Library", "names_at", "names_in", "read_export", "read_list"]
