"""What the templates of one document are given, and what their values look like on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from briefgen.compose.abbreviations import Abbreviations
from briefgen.compose.days import in_days
from briefgen.compose.note_marks import mark_html, marks_html
from briefgen.compose.notes import Notes
from briefgen.dates_display import format_date, format_datetime, format_day
from briefgen.model.dates import EventDate
from briefgen.model.text import Text
from briefgen.prose import (
    Citation,
    block_html,
    block_markdown,
    escape_markdown,
    find_citations,
    inline_html,
    inline_markdown,
    plain_text,
)
from briefgen.view import Record, origin

__all__ = ["HtmlWriter", "MarkdownWriter", "citations_of"]

_TAGS = re.compile(r"(?:<[^<>]*>)+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SECTION_LEVEL = 2
"""The document's title is h1, the title of a part h2; headings in prose begin below."""


def citations_of(evidence: Iterable[Record], words: Record) -> tuple[Citation, ...]:
    """Return the citations that a list of evidence stands for.

    What contradicts or qualifies a statement says so in its note.
    """
    found = []
    for place in evidence:
        prefix = ""
        if dict(place).get("relation", "supports") != "supports":
            prefix = str(getattr(words.relation, place.relation))
        made_from = origin(place.source)
        if made_from is not None:
            found.append(Citation(made_from.identifier, place.locator or "", prefix))
    return tuple(found)


def citation_of(source: Record) -> tuple[Citation, ...]:
    """Return the citation of a source as a whole."""
    made_from = origin(source)
    return (Citation(made_from.identifier),) if made_from is not None else ()


_ENDS_LINK = re.compile(r"[\s<>\\`]")


def markdown_link(address: str) -> Markup:
    """Return a web address as a Markdown autolink, with what would end it encoded."""
    encoded = _ENDS_LINK.sub(lambda match: quote(match[0], safe=""), address)
    return Markup(f"<{encoded}>")


def letter(number: int) -> str:
    """Return A for 1, B for 2 and so on; after Z the number itself."""
    return chr(ord("A") + number - 1) if 1 <= number <= 26 else str(number)


def upfirst(text: str) -> str:
    """Return a text with its first letter as a capital and the rest, and tags, as they are."""
    end = found.end() if isinstance(text, Markup) and (found := _TAGS.match(text)) else 0
    return text[:end] + text[end : end + 1].upper() + text[end + 1 :]


def all_evidence(claims: Iterable[Record]) -> tuple[Record, ...]:
    """Return the evidence of several claims as one list."""
    return tuple(place for claim in claims for place in claim.evidence)


@dataclass(frozen=True, slots=True)
class _Writer:
    """What HTML and Markdown have in common: dates, plain text, citations by evidence."""

    language: str
    han_language: str
    notes: Notes
    labels: Record
    mark: Callable[..., str] = lambda *_: ""
    """Gives the portion mark of records; empty where none is wanted."""

    def date(self, value: Any, width: str = "long", *, on: bool = False) -> str:
        """Return a date as words, never more precise than it is."""
        if isinstance(value, EventDate):
            return format_date(
                value, self.language, width="short" if width == "short" else "long", on=on
            )
        if isinstance(value, datetime):
            return format_datetime(value, self.language)
        if isinstance(value, date):
            return format_day(value, self.language, "short" if width == "short" else "long")
        return str(value)

    def has_notes(self, value: Any) -> bool:
        """Return whether a text cites something itself."""
        return isinstance(value, Text) and bool(find_citations(value))

    def plain(self, value: Any) -> str:
        """Return the words of a text without markup or notes."""
        if isinstance(value, Text):
            return plain_text(value)
        return "" if value is None else self.date(value)


@dataclass(frozen=True, slots=True)
class HtmlWriter(_Writer):
    """Writes values as HTML."""

    abbreviations: Abbreviations = field(default_factory=Abbreviations)

    def finalize(self, value: Any) -> Any:
        """Return what a value is printed as."""
        if isinstance(value, Text):
            return inline_html(
                value,
                cite=self.marks,
                expand=self.abbreviations.pieces,
                document_language=self.language,
                han_language=self.han_language,
            )
        if value is None:
            return ""
        return self.date(value) if isinstance(value, (EventDate, date)) else value

    def portion(self, *records: Record) -> Markup:
        """Return the portion mark of what is made of some records."""
        mark = self.mark(*records)
        return Markup('<span class="portion">{}</span> ').format(mark) if mark else Markup()

    def block(self, value: Text, level: int = _SECTION_LEVEL, *owners: Record) -> Markup:
        """Return a text with paragraphs, lists and tables; its headings begin below `level`.

        Each paragraph carries the portion mark of the owners.
        """
        return block_html(
            value,
            opening=self.portion(*owners) if owners else "",
            cite=self.marks,
            expand=self.abbreviations.pieces,
            heading_offset=level,
            document_language=self.language,
            han_language=self.han_language,
        )

    def marks(self, citations: tuple[Citation, ...]) -> Markup:
        """Return the note numbers of citations, each a link to its note."""
        word = escape(dict(self.labels).get("note", "Note"))
        links = [
            mark_html(
                f'role="doc-noteref" href="#note-{number}" id="use-{number}-{use}" '
                f'aria-label="{word} {number}"',
                number,
            )
            for number, use in self.notes.use(citations)
        ]
        return Markup(marks_html(links)) if links else Markup()

    def cite(self, evidence: Iterable[Record]) -> Markup:
        """Return the note numbers of a list of evidence."""
        return self.marks(citations_of(evidence, self.labels))

    def reference(self, value: Text, source: Record) -> Markup:
        """Return the text of a note; a web address in it says the title of its source."""
        title = "" if source.is_withheld else self.plain(dict(source).get("title"))
        return inline_html(
            value,
            cite=self.marks,
            expand=self.abbreviations.pieces,
            address_of=title,
            document_language=self.language,
            han_language=self.han_language,
        )

    def contact(self, value: Any) -> Markup:
        """Return a text with its e-mail addresses as links, if it has no links of its own."""
        words = str(escape(self.finalize(value)))
        if "<a " in words:
            return Markup(words)
        tags = [*_TAGS.findall(words), ""]
        linked = (
            _ADDRESS.sub(r'<a href="mailto:\g<0>">\g<0></a>', text) for text in _TAGS.split(words)
        )
        return Markup("".join(map("".join, zip(linked, tags, strict=True))))

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what HTML templates may call."""
        own: dict[str, Callable[..., Any]] = {
            "contact": self.contact,
            "reference": self.reference,
        }
        return {**_shared_filters(self), **own}


@dataclass(frozen=True, slots=True)
class MarkdownWriter(_Writer):
    """Writes values as Markdown."""

    def finalize(self, value: Any) -> Any:
        """Return what a value is printed as."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Text):
            return Markup(inline_markdown(value, cite=self.marks))
        if value is None:
            return Markup()
        text = self.date(value) if isinstance(value, (EventDate, date)) else str(value)
        return Markup(escape_markdown(text))

    def portion(self, *records: Record) -> Markup:
        """Return the portion mark of what is made of some records, good for a cell too."""
        mark = self.mark(*records)
        return Markup(escape_markdown(mark, in_table=True) + " ") if mark else Markup()

    def block(self, value: Text, level: int = _SECTION_LEVEL, *owners: Record) -> Markup:
        """Return a text with paragraphs, lists and tables; its headings begin below `level`.

        Each paragraph carries the portion mark of the owners.
        """
        opening = self.portion(*owners) if owners else ""
        return Markup(block_markdown(value, cite=self.marks, heading_offset=level, opening=opening))

    def cell(self, value: Any) -> Markup:
        """Return a value for a cell of a table."""
        if isinstance(value, Text):
            return Markup(inline_markdown(value, cite=self.marks, in_table=True))
        if isinstance(value, Markup) or value is None:
            return Markup(value or "")
        return Markup(escape_markdown(self.plain(value), in_table=True))

    def marks(self, citations: tuple[Citation, ...]) -> str:
        """Return the footnote marks of citations."""
        return "".join(f"[^{number}]" for number, _ in self.notes.use(citations))

    def cite(self, evidence: Iterable[Record]) -> Markup:
        """Return the footnote marks of a list of evidence."""
        return Markup(self.marks(citations_of(evidence, self.labels)))

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return what Markdown templates may call."""
        own = {"cell": self.cell, "contact": self.finalize, "link": markdown_link}
        return {**_shared_filters(self), **own}


def _shared_filters(writer: HtmlWriter | MarkdownWriter) -> dict[str, Callable[..., Any]]:
    return {
        "all_evidence": all_evidence,
        "block": writer.block,
        "cite": writer.cite,
        "cite_quote": lambda quote: writer.cite((quote,)),
        "cite_source": lambda source: Markup(writer.marks(citation_of(source))),
        "date": writer.date,
        "has_notes": writer.has_notes,
        "in_days": in_days,
        "letter": letter,
        "plain": writer.plain,
        "portion": writer.portion,
        "upfirst": upfirst,
    }
