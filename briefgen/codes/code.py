"""What is known of one diagnostic code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Code"]


@dataclass(frozen=True, slots=True)
class Code:
    """The documentation of one code: a fault that a stage finds, or a rule of the linter."""

    code: str
    name: str
    """Kebab-case, stable as the code itself."""
    severity: Literal["error", "warning", "info"]
    what: str
    """What was found, one sentence."""
    why: str
    """Why it matters to the reader or the author."""
    instead: str
    """What to do about it."""
    example: str = ""
    """Content in which it is found, as it stands in `file`; else what one sees of it."""
    file: str = "items.yaml"
    """The file that the example stands in, from the folder of the dossier, the template or the
    project; empty where the fault lies with the machine."""
