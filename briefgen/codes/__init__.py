"""Every diagnostic code that a stage reports: its name, severity, what, why and what to do instead.

A code is never reused. The codes of the linter's rules stand in the rules' own modules;
`briefgen.catalogue` has them all.
"""

from __future__ import annotations

from briefgen.codes import (
    access,
    analysis,
    audiences,
    evidence,
    files,
    finishing,
    load,
    pages,
    schema,
    templates,
    verification,
)
from briefgen.codes.code import Code

__all__ = ["CODES", "TOPICS", "Code"]

TOPICS: dict[str, str] = {
    "BG0": "Reading the files",
    "BG1": "The form of the content",
    "BG2": "Evidence and sources",
    "BG3": "Analysis and dates",
    "BG4": "Audiences and markings",
    "BG5": "Templates",
    "BG6": "Pages and rendering",
    "BG7": "Accessibility",
}
"""What each family of codes is about, by how its codes begin."""

_LISTS = (
    load.CODES,
    files.CODES,
    schema.CODES,
    evidence.CODES,
    analysis.CODES,
    audiences.CODES,
    templates.CODES,
    pages.CODES,
    finishing.CODES,
    verification.CODES,
    access.CODES,
)
CODES: dict[str, Code] = {code.code: code for codes in _LISTS for code in codes}
