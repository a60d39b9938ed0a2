"""The fields of one exported item, as a source can have them."""

from __future__ import annotations

from typing import get_args

from briefgen.load.references.dates import read_date
from briefgen.load.references.texts import from_markdown, language_tag, one_line
from briefgen.located import Entry, Mapping, Node, Scalar, Sequence, written
from briefgen.model.sources import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    STANDARD_VARIABLES,
    CslType,
)

__all__ = ["READ_KEYS", "read_fields"]

_UNREAD = {
    "abstract", "annote", "categories", "citation-key", "citation-label", "citation-number",
    "custom", "first-reference-note-number", "id", "keyword", "locator", "references",
    "year-suffix",
}  # fmt: skip
"""What no reference prints, what a citation processor sets, and what is an id here."""
_TEXTS = (STANDARD_VARIABLES | NUMBER_VARIABLES) - _UNREAD
READ_KEYS = _TEXTS | NAME_VARIABLES | DATE_VARIABLES | {"type", "archive"}
"""What is taken of an export. briefgen's own fields are not among it: nobody can set a marking,
or vouch for an archived copy, by exporting."""
_RENAMED = {"archive": "archive_name"}
_ADDRESSES = ("URL", "DOI")
_TYPES = frozenset(get_args(CslType))
_OTHER_TYPES = {
    # of Crossref, of DataCite, and of Juris-M
    "book-chapter": "chapter", "book-part": "chapter", "book-section": "chapter",
    "classic-work": "classic", "conference-paper": "paper-conference", "dissertation": "thesis",
    "edited-book": "book", "gazette": "legislation", "journal-article": "article-journal",
    "monograph": "book", "posted-content": "article", "preprint": "article",
    "proceedings": "book", "proceedings-article": "paper-conference", "reference-book": "book",
    "reference-entry": "entry", "report-series": "report", "video": "motion_picture",
    "website": "webpage", "working-paper": "report",
}  # fmt: skip
_FLAGS = {"comma-suffix", "static-ordering"}
_NAME_KEYS = _FLAGS | {
    "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle",
}  # fmt: skip


def read_fields(item: Mapping, *, is_markdown: bool) -> Mapping:
    """Return the item with what a source can have, each field with its place; the rest is dropped.

    `is_markdown` says that its texts are Markdown, as in YAML.
    """
    entries: dict[str, Entry] = {}
    for entry in item.entries:
        key = entry.key
        if key not in READ_KEYS:
            continue
        value = _value(key, entry.value, is_markdown=is_markdown)
        if value is not None:
            name = _RENAMED.get(key, key)
            entries[name] = Entry(name, entry.key_span, value)
    return Mapping(tuple(entries.values()), item.span)


def _value(key: str, node: Node, *, is_markdown: bool) -> Node | None:
    if key in NAME_VARIABLES:
        return _names(node)
    if key in DATE_VARIABLES:
        return _date(node)
    text = _first_text(node)
    if text is None:
        return None
    words = one_line(text, is_address=key in _ADDRESSES)
    if key == "type":
        words = words if words in _TYPES else _OTHER_TYPES.get(words.lower(), "")
    elif key == "language":
        words = language_tag(words)
    elif is_markdown and key not in _ADDRESSES:
        words = from_markdown(words)
    return Scalar(words, node.span, words) if words else None


def _first_text(node: Node) -> str | None:
    """Return a text or number; of a list, which some programs write, the first."""
    match node:
        case Scalar(value=bool() | None):
            return None
        case Scalar():
            return node.text
        case Sequence(items=(first, *_)):
            return _first_text(first)
        case _:
            return None


def _names(node: Node) -> Node | None:
    listed = node.items if isinstance(node, Sequence) else (node,)
    names = tuple(name for one in listed if (name := _name(one)) is not None)
    return Sequence(names, node.span) if names else None


def _name(node: Node) -> Node | None:
    if isinstance(node, Scalar):
        text = _first_text(node)
        words = one_line(text) if text else ""
        return Scalar(words, node.span, words) if words else None
    if not isinstance(node, Mapping):
        return None
    parts = []
    for part in node.entries:
        key = "literal" if part.key == "name" else part.key
        if key not in _NAME_KEYS or not isinstance(part.value, Scalar):
            continue
        value: Scalar | None = part.value
        if key not in _FLAGS:
            words = one_line(_first_text(part.value) or "")
            value = Scalar(words, part.value.span, words) if words else None
        if value is not None and value.value is not None:
            parts.append(Entry(key, part.key_span, value))
    kept = {part.key: part for part in parts}
    if not kept.keys() & {"family", "given", "literal"}:
        return None
    return Mapping(tuple(kept.values()), node.span)


def _date(node: Node) -> Node | None:
    date = read_date(written(node))
    if isinstance(date, dict):
        spans = node.span
        entries = (Entry(key, spans, _plain(value, node)) for key, value in date.items())
        return Mapping(tuple(entries), spans)
    return Scalar(date, node.span, date) if date else None


def _plain(value: object, at: Node) -> Node:
    if isinstance(value, list):
        return Sequence(tuple(_plain(inner, at) for inner in value), at.span)
    if isinstance(value, bool):
        return Scalar(value, at.span, "")
    return Scalar(str(value), at.span, str(value))
