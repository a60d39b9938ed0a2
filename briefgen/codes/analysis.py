"""Codes of faults found in analysis and dates."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG301",
        "unknown-likelihood",
        "error",
        "A likelihood is not a word of the dossier's yardstick.",
        "Readers take the words for the ranges that the yardstick gives.",
        "Use a word of the yardstick, or change `yardstick`.",
        example="""\
claims:
  settlement:
    kind: forecast
    text: The port gives way before Easter.
    likelihood: fairly likely
""",
    ),
    Code(
        "BG303",
        "lonely-discrepancy",
        "error",
        "A discrepancy names fewer than two claims.",
        "A difference has two sides.",
        "Name the claims of both sides.",
        example="""\
claims:
  by-union: {kind: fact, text: Nine quays stand still.}
discrepancies:
  quays:
    claims: [by-union]
    kind: number
    assessment: The union counts quays that were closed before.
""",
    ),
)
