"""What `briefgen.yaml` says of the linter, and of what a document may take."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from briefgen.model.base import Model

__all__ = ["CheckSettings", "LimitSettings"]


class CheckSettings(Model):
    """How strict `briefgen check` is."""

    severity: dict[str, Literal["error", "warning", "info", "off"]] = Field(default_factory=dict)
    """How grave a rule's findings are, by code or name: `unexpanded-acronym: error`."""
    compare_with: Literal["as_of", "today"] = "as_of"
    """The day that plans and deadlines are held against: the dossier's, or the day of the check."""
    max_age_days: int | None = Field(default=None, ge=0)
    """How old `as_of` may be on the day of the check; not looked at if not given."""
    max_sentence_words: int = Field(default=40, ge=1)
    """Words in a sentence; an audience may have a limit of its own."""
    max_event_words: int = Field(default=35, ge=1)
    """Words in the text of an event."""
    max_spoken_words: int = Field(default=30, ge=1)
    """Words in a talking point."""
    max_answer_words: int = Field(default=90, ge=1)
    """Words in the answer to a question."""
    max_recommendations: int = Field(default=5, ge=1)
    """Recommendations in a dossier."""
    max_bottom_line_lines: int = Field(default=4, ge=1)
    """Lines of the bottom line on the page."""
    min_last_page_percent: int = Field(default=15, ge=0, le=100)
    """How full the last page of several must be."""
    min_body_points: float = Field(default=9.5, ge=1)
    """Size of the running text, in points."""
    known_acronyms: tuple[str, ...] = ()
    """Abbreviations that every reader of this project knows."""


class LimitSettings(Model):
    """What making one document may take: enough for a book of 400 pages, unless set otherwise."""

    cpu_seconds: int = Field(default=600, ge=1)
    """Time of the processor."""
    wall_seconds: int = Field(default=1200, ge=1)
    """Time by the clock."""
    memory_mib: int = Field(default=3072, ge=64)
    """Memory, in mebibytes, beyond what the program takes before it begins."""
    file_mib: int = Field(default=128, ge=1)
    """Size of a temporary file, such as a font, in mebibytes."""
    answer_mib: int = Field(default=256, ge=1)
    """Size of all files of a document together, in mebibytes."""
