"""What `briefgen.yaml` says of the linter, and of what a document may take."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import NO_FLAG, Model

__all__ = ["CheckSettings", "LimitSettings"]


class CheckSettings(Model):
    """How strict `briefgen check` is."""

    severity: dict[str, Literal["error", "warning", "info", "off"]] = Field(default_factory=dict)
    """How grave a rule's findings are, by code or name: `unexpanded-acronym: error`."""
    compare_with: Literal["as_of", "today"] = "as_of"
    """The day that plans and deadlines are held against: the dossier's, or the day of the check."""
    max_age_days: Annotated[int, Field(ge=0), NO_FLAG] | None = None
    """How old `as_of` may be on the day of the check; not looked at if not given."""
    max_sentence_words: Annotated[int, Field(ge=1), NO_FLAG] = 40
    """Words in a sentence; an audience may have a limit of its own."""
    max_event_words: Annotated[int, Field(ge=1), NO_FLAG] = 35
    """Words in the text of an event."""
    max_spoken_words: Annotated[int, Field(ge=1), NO_FLAG] = 30
    """Words in a talking point."""
    max_answer_words: Annotated[int, Field(ge=1), NO_FLAG] = 90
    """Words in the answer to a question."""
    max_recommendations: Annotated[int, Field(ge=1), NO_FLAG] = 5
    """Recommendations in a dossier."""
    max_bottom_line_lines: Annotated[int, Field(ge=1), NO_FLAG] = 4
    """Lines of the bottom line on the page."""
    min_last_page_percent: Annotated[int, Field(ge=0, le=100), NO_FLAG] = 15
    """How full the last page of several must be."""
    min_body_points: Annotated[float, Field(ge=1), NO_FLAG] = 9.5
    """Size of the running text, in points."""
    known_acronyms: tuple[str, ...] = ()
    """Abbreviations that every reader of this project knows."""


class LimitSettings(Model):
    """What making one document may take: enough for a book of 400 pages, unless set otherwise."""

    cpu_seconds: Annotated[int, Field(ge=1), NO_FLAG] = 600
    """Time of the processor."""
    wall_seconds: Annotated[int, Field(ge=1), NO_FLAG] = 1200
    """Time by the clock."""
    memory_mib: Annotated[int, Field(ge=64), NO_FLAG] = 3072
    """Memory, in mebibytes, beyond what the program takes before it begins."""
    file_mib: Annotated[int, Field(ge=1), NO_FLAG] = 128
    """Size of a temporary file, such as a font, in mebibytes."""
    answer_mib: Annotated[int, Field(ge=1), NO_FLAG] = 256
    """Size of all files of a document together, in mebibytes."""
