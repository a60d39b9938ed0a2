"""A section from Markdown: its front matter, and its translations beside its own words."""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic
from briefgen.located import Entry, Mapping, get

__all__ = ["front_fields", "with_language"]


def front_fields(front: Mapping, *, is_translation: bool) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Return the fields that may stand in front matter; the others are faults."""
    kept, faults = [], []
    for entry in front.entries:
        if entry.key == "body":
            help_text = "the text after the front matter is the body: put it there"
        elif is_translation and entry.key != "title":
            help_text = "a translation has only a `title`; all else is that of the section"
        else:
            kept.append(entry)
            continue
        message = f"`{entry.key}` may not stand in this front matter"
        faults.append(Diagnostic("BG103", message, entry.key_span, help=help_text))
    return Mapping(tuple(kept), front.span), tuple(faults)


def with_language(base: Mapping, front: Mapping, body: Entry, language: str) -> Mapping:
    """Return a section with the title and body of a translation beside its own."""
    added = {"title": get(front, "title"), "body": body.value}
    entries = []
    for entry in base.entries:
        extra = added.get(entry.key)
        if extra is None:
            entries.append(entry)
            continue
        if isinstance(entry.value, Mapping):
            versions = entry.value.entries
        else:
            versions = (Entry("", entry.key_span, entry.value),)
        pair = (*versions, Entry(language, extra.span, extra))
        entries.append(Entry(entry.key, entry.key_span, Mapping(pair, entry.value.span)))
    return Mapping(tuple(entries), base.span)
