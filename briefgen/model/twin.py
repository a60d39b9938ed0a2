"""What is fixed of the machine-readable twin: the name of its format, and what is never in it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LEFT_OUT", "TWIN_FORMAT", "TWIN_SCHEMA"]

TWIN_FORMAT = 1
"""Rises when a field goes or gets another meaning; fields may come without that."""
TWIN_SCHEMA = f"urn:briefgen:schema:{TWIN_FORMAT}:twin"
"""The `$id` of its JSON Schema."""
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "": frozenset({"allow", "embargo", "floor_marking", "format", "marking"}),
    "sources": frozenset({"archive", "categories", "custom", "parse_names", "sha256"}),
    "figures": frozenset({"file"}),
}
"""By family, the dossier's own fields under an empty name: what leads to files of the office, what
an export brought along and nobody looked at, and what steers the program."""
