"""Codes of faults found in evidence and sources."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG201",
        "unknown-source",
        "error",
        "A citation names a source that the dossier does not have.",
        "A statement without its source cannot be defended.",
        "Correct the id, or add the source.",
    ),
    Code(
        "BG241",
        "reference-not-formatted",
        "error",
        "A source could not be formatted as a reference in the citation style.",
        "A note without a reference leaves its statement without a source.",
        "Compare the source's fields with CSL-JSON, or use another citation style.",
    ),
)
