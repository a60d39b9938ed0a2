"""Text: what an author wrote in Markdown, and its language. Reading it is the work of `prose`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown source in one language. False where there is nothing but white space."""

    source: str
    """Markdown as written, with Pandoc's citations."""
    language: str
    """BCP 47 tag of the language it is written in."""
    block: bool = False
    """Whether lists, headings, tables and several paragraphs may stand in it."""

    def __bool__(self) -> bool:
        return bool(self.source.strip())

    def __str__(self) -> str:
        return self.source
