"""Number the notes of a document in the order in which they are first cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.model.project import NoteStyle
from briefgen.model.text import Text
from briefgen.prose import Citation, escape_markdown
from briefgen.references import csl_json, format_reference, short_reference
from briefgen.view import Record, origin

__all__ = ["Note", "Notes"]

_Key = tuple[str, str, str, str]


@dataclass
class Note:
    """One note while it is gathered."""

    number: int
    source: str
    """The source's id."""
    locators: list[str] = field(default_factory=list)
    """Places in the source, in the order in which they were first cited."""
    prefix: str = ""
    suffix: str = ""
    uses: int = 0
    """How often its number stands in the text; each is a place to link back to."""


@dataclass
class Notes:
    """The notes of one document.

    In a document whose `style` is `sources` each source has one number; with `places` each place
    in a source has one.
    """

    sources: Mapping[str, Record]
    """What may be cited, by id."""
    style: NoteStyle
    citation_style: str | None = None
    """The text of a CSL style; briefgen's own if not given."""
    by_key: dict[_Key, Note] = field(default_factory=dict)

    def use(self, citations: tuple[Citation, ...]) -> list[tuple[int, int]]:
        """Return (number, use) for each citation, in ascending order; a new one gets a new number.

        Raises: KeyError for a source that is not in `sources`.
        """
        used = {}
        for citation in citations:
            note = self._note(citation)
            if note.number not in used:
                note.uses += 1
                used[note.number] = note.uses
        return sorted(used.items())

    def _note(self, citation: Citation) -> Note:
        if citation.key not in self.sources:
            raise KeyError(citation.key)
        if self.sources[citation.key].is_withheld:
            # one note however often it is cited: numbers must not tell how much rests on it
            citation = Citation(citation.key)
        if self.style is NoteStyle.SOURCES:
            key = (citation.key, "", "", "")
            note = self.by_key.setdefault(key, Note(len(self.by_key) + 1, citation.key))
        else:
            key = (citation.key, citation.locator, citation.prefix, citation.suffix)
            fresh = Note(len(self.by_key) + 1, citation.key, [], citation.prefix, citation.suffix)
            note = self.by_key.setdefault(key, fresh)
        if citation.locator and citation.locator not in note.locators:
            note.locators.append(citation.locator)
        return note

    def forget_uses(self) -> None:
        """Count the uses of each note from the start, before the page is written again."""
        for note in self.by_key.values():
            note.uses = 0

    def records(self, language: str, join: Callable[[list[str]], str]) -> tuple[Record, ...]:
        """Return the notes for a template: number, text, source, uses.

        The first note to a source gives it in full, later ones in short. `join` puts several
        locators into one.
        """
        firsts: dict[str, int] = {}
        records = []
        for note in self.by_key.values():
            text = self._text(note, language, join, firsts.get(note.source))
            firsts.setdefault(note.source, note.number)
            records.append(
                Record(
                    {
                        "number": note.number,
                        "text": Text(text, language),
                        "source": self.sources[note.source],
                        "uses": tuple(range(1, note.uses + 1)),
                    }
                )
            )
        return tuple(records)

    def _text(
        self,
        note: Note,
        language: str,
        join: Callable[[list[str]], str],
        first_note: int | None,
    ) -> str:
        """Return a note's Markdown, in short where `first_note` gives its source in full."""
        record = self.sources[note.source]
        made_from = origin(record)
        if made_from is None or made_from.source is None:
            return str(record.text.source)
        data: Mapping[str, Any] = csl_json(made_from.source)
        place, style = join(note.locators) if note.locators else None, self.citation_style
        if first_note is None:
            text = format_reference(data, place, language, style)
        else:
            text = short_reference(data, place, language, style, first_note)
        opening = note.prefix[:1].upper() + note.prefix[1:]
        prefix = f"{escape_markdown(opening)} " if opening else ""
        suffix = f" {escape_markdown(note.suffix.lstrip(', '))}" if note.suffix else ""
        return f"{prefix}{text}{suffix}"
