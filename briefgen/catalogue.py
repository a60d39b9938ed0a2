"""Every code that briefgen can report: faults found by its stages and rules of its linter."""

from __future__ import annotations

from briefgen.checks import RULES
from briefgen.codes import CODES, Code

__all__ = ["ALL_CODES", "find_code"]

ALL_CODES: dict[str, Code] = dict(sorted((CODES | RULES).items()))
"""By code, in order."""


def find_code(word: str) -> Code | None:
    """Return the code of this number or name, in any case; None if there is none."""
    folded = word.strip().casefold()
    return next(
        (code for code in ALL_CODES.values() if folded in (code.code.casefold(), code.name)), None
    )
