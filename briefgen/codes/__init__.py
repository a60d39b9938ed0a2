"""Every diagnostic code that a stage reports: its name, severity, what, why and what to do instead.

A code is never reused. Families: BG0 load, BG1 schema, BG2 evidence and sources, BG3 analysis and
dates, BG4 audiences and markings, BG5 templates, BG6 pages and rendering, BG7 accessibility. The
codes of the linter's rules stand in the rules' own modules; `briefgen.catalogue` has them all.
"""

from __future__ import annotations

from briefgen.codes import (
    access,
    analysis,
    audiences,
    evidence,
    load,
    pages,
    schema,
    templates,
)
from briefgen.codes.code import Code

__all__ = ["CODES", "Code"]

_FAMILIES = (
    load.CODES,
    schema.CODES,
    evidence.CODES,
    analysis.CODES,
    audiences.CODES,
    templates.CODES,
    pages.CODES,
    access.CODES,
)
CODES: dict[str, Code] = {code.code: code for family in _FAMILIES for code in family}
