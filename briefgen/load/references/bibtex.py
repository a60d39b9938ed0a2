"""BibTeX and BibLaTeX files to items in CSL-JSON, by way of the package `bibtexparser`."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from briefgen.diagnostics import Diagnostic, Span
from briefgen.load.references.bibtex_fields import TYPES, BibEntry, csl_fields
from briefgen.load.references.bibtex_values import is_whole, value_of
from briefgen.load.references.fields import read_fields
from briefgen.located import Entry, Mapping, Node, Scalar, Sequence

__all__ = ["parse"]

_INSTALL = "pip install 'briefgen[bibtex]'; or export as `Better CSL JSON`, which needs nothing"
_HELP = "count its braces, and put a comma after each field"
_MERGED_INTO = ("booktitle", "booksubtitle")
_NOT_INHERITED = {"title", "subtitle", "shorttitle", "titleaddon", "crossref", "ids", "label"}
_BEGINNING = re.compile(r"\s*@(\w+)\b(?!\s*[{(])")
_IN_A_WHOLE = {"inbook", "incollection", "inproceedings", "conference", "suppbook", "bookinbook"}


def parse(
    text: str, path: str
) -> tuple[tuple[tuple[Mapping, Callable[[], Mapping]], ...], tuple[Diagnostic, ...]]:
    """Return each entry of a file as a mapping with `id` alone, and what reads it; and every fault.

    An entry is read as CSL-JSON, each field at its line.

    Args:
        text: lines ended by line feeds and no byte order mark, as `characters.decode` gives it.
    """
    try:
        import pylatexenc  # noqa: F401
        from bibtexparser.entrypoint import parse_string
        from bibtexparser.model import ParsingFailedBlock
    except ImportError:
        message = "reading BibTeX needs the package `bibtexparser`, version 2 or later"
        return (), (Diagnostic("BG245", message, Span(path), help=_INSTALL),)
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    file = _File(text, path)
    library = parse_string(text, parse_stack=[])
    strings = {name.lower(): value_of(one.value, {}) for name, one in library.strings_dict.items()}
    entries: list[BibEntry] = []
    faults: list[Diagnostic] = []
    for block in library.blocks:
        found = _entry_of(block)
        if found is not None:
            entries.append(file.entry(found, strings))
            faults += file.value_faults(found)
        elif type(block) is ParsingFailedBlock:
            faults.append(file.fault(block))
    by_key = {entry.key.lower(): entry for entry in reversed(entries)}
    items = tuple((file.named(entry), partial(file.item, entry, by_key)) for entry in entries)
    return items, (*faults, *file.strays(library.blocks))


def _entry_of(block: Any) -> Any:
    """Return the entry in a block, also one whose key or field stands twice; None for others."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock
    from bibtexparser.model import Entry as Parsed

    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block
    return block if isinstance(block, Parsed) else None


class _File:
    """The places of a file's entries and fields."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = text.split("\n")
        self.path = path

    def entry(self, parsed: Any, strings: dict[str, str]) -> BibEntry:
        """Return an entry with its values as they are meant, the first of those given twice."""
        fields: dict[str, str] = {}
        lines: dict[str, int] = {}
        for field in parsed.fields:
            value, name = value_of(field.value, strings), field.key.lower()
            if value and name not in fields:
                fields[name] = value
                lines[name] = field.start_line
        return BibEntry(parsed.entry_type.lower(), parsed.key, parsed.start_line, fields, lines)

    def value_faults(self, parsed: Any) -> Iterator[Diagnostic]:
        """Yield each value that goes on after its end."""
        for field in parsed.fields:
            if not is_whole(field.value):
                yield Diagnostic(
                    "BG244",
                    f"a comma is missing after `{field.key}`, or a brace in it",
                    self.span(field.start_line, field.key),
                    help=_HELP,
                )

    def named(self, entry: BibEntry) -> Mapping:
        """Return an entry's key at its place."""
        place = self.span(entry.line, entry.key)
        return Mapping((Entry("id", place, Scalar(entry.key, place, entry.key)),), place)

    def item(self, entry: BibEntry, by_key: dict[str, BibEntry]) -> Mapping:
        """Return an entry as CSL-JSON, with what it has from others."""
        entry = _completed(entry, by_key)
        entries = []
        for variable, (value, name) in csl_fields(entry).items():
            span = self.span(entry.lines.get(name, entry.line), name)
            entries.append(Entry(variable, span, _node(value, span)))
        item = Mapping(tuple(entries), self.span(entry.line, entry.key))
        return read_fields(item, is_markdown=False)

    def span(self, line: int, word: str = "") -> Span:
        """Return the place of a word in a line counted from 0, else that of the whole line."""
        text = self.lines[line] if line < len(self.lines) else ""
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE)
        start, end = found.span() if word and found else (len(text) - len(text.lstrip()), len(text))
        return Span(self.path, line + 1, start + 1, line + 1, end + 1)

    def fault(self, block: Any) -> Diagnostic:
        reason = " ".join(str(getattr(block.error, "abort_reason", "")).split())
        return Diagnostic(
            "BG244",
            "this entry is not closed, or a comma or brace is missing in it",
            self.span(block.start_line),
            notes=(f"the parser says: {reason}",) if reason else (),
            help=_HELP,
        )

    def strays(self, blocks: Any) -> Iterator[Diagnostic]:
        """Yield what looks like an entry and stands outside of all: it would be lost."""
        for block in blocks:
            comment = getattr(block, "comment", "")
            if type(block).__name__ != "ImplicitComment":
                continue
            for number, line in enumerate(comment.split("\n")):
                if (found := _BEGINNING.match(line)) and found[1].lower() in TYPES:
                    message = "an entry begins with `@`, its type and `{`"
                    yield Diagnostic(
                        "BG244",
                        message,
                        self.span(block.start_line + number),
                        help="write `@article{key,`, or put the line into `@comment{…}`",
                    )


def _completed(entry: BibEntry, by_key: dict[str, BibEntry]) -> BibEntry:
    """Return an entry with the fields that it has from the one in `crossref` or `xdata`."""
    fields, lines = dict(entry.fields), dict(entry.lines)
    parents = (*entry.fields.get("xdata", "").split(","), entry.fields.get("crossref", ""))
    for name in (parent.strip().lower() for parent in parents):
        parent = by_key.get(name)
        if parent is None or parent is entry:
            continue
        inherited = dict(parent.fields)
        if entry.type in _IN_A_WHOLE:
            for whole, own in zip(("title", "subtitle"), _MERGED_INTO, strict=True):
                if whole in inherited:
                    inherited.setdefault(own, inherited[whole])
        for field, value in inherited.items():
            if field not in _NOT_INHERITED and field not in fields:
                fields[field] = value
                lines[field] = entry.lines.get("crossref", entry.line)
    return BibEntry(entry.type, entry.key, entry.line, fields, lines)


def _node(value: Any, span: Span) -> Node:
    if isinstance(value, list):
        return Sequence(tuple(_node(one, span) for one in value), span)
    if isinstance(value, dict):
        return Mapping(tuple(Entry(k, span, _node(v, span)) for k, v in value.items()), span)
    return Scalar(str(value), span, str(value))
