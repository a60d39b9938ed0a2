"""Codes of faults found in audiences and markings."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG401",
        "unknown-marking",
        "error",
        "A label is not one of any declared marking scheme.",
        "What is not understood cannot be protected; nothing is guessed.",
        "Write the label exactly as the scheme has it, without spaces.",
    ),
    Code(
        "BG402",
        "unknown-audience",
        "error",
        "An audience is named that `briefgen.yaml` does not declare.",
        "An unknown audience would silently see nothing, or everything.",
        "Correct the name, or declare the audience.",
    ),
    Code(
        "BG403",
        "reference-to-withheld",
        "error",
        "Something that an audience may see refers to something that it may not.",
        "The document would either leak the name or have a hole.",
        "Mark the referring item as well, or give the withheld one a `stand_in`.",
    ),
    Code(
        "BG404",
        "embargo",
        "error",
        "A document for readers who are bound by the embargo is built before it ends.",
        "An early copy gets out early.",
        "Wait, build only for other audiences, or correct `embargo`.",
    ),
    Code(
        "BG405",
        "missing-translation",
        "warning",
        "A text is not there in the document's language.",
        "The reader gets it in another language.",
        "Add the text in that language.",
    ),
    Code(
        "BG406",
        "heading-above-clearance",
        "error",
        "The dossier as a whole is marked above what an audience may see.",
        "Not even the title may be shown to them.",
        "Do not build it for this audience, or lower `marking` and mark items one by one.",
    ),
)
