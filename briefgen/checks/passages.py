"""Every text of a dossier with its owner, and what rules on language need of it, made once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.finding import Owner
from briefgen.checks.sentences import sentence_spans
from briefgen.model.base import Item
from briefgen.model.dossier import Heading
from briefgen.model.text import Text
from briefgen.model.walk import Path, local_texts
from briefgen.prose import parse, plain_text
from briefgen.prose.plain import visible_text
from briefgen.words import may_hold

__all__ = ["BLANK", "Passage", "passages_of", "without_quotations"]

BLANK = "\ufffc"
"""Stands for each character of what somebody else wrote: neither a word nor white space."""

# Straight marks as well: in some languages they are not set as curved ones. A single mark that
# closes is an apostrophe where a letter follows.
_QUOTATION = re.compile(
    r"""“[^“”\n]*”|„[^„“”\n]*[“”]|"[^"\n]*"|«[^«»\n]*»|»[^«»\n]*«|‹[^‹›\n]*›|›[^‹›\n]*‹"""
    r"""|(?<!\w)‘(?:[^‘’\n]|’(?=\w))*’(?!\w)|‚[^‚‘\n]*‘|「[^「」\n]*」|『[^『』\n]*』"""
)


@dataclass(frozen=True)
class Passage:
    """One text in one language."""

    owner: Owner
    path: Path
    """The field that it stands in; where it has several languages, without the language."""
    text: Text
    item: Item | Heading
    """What it is a field of."""

    @property
    def family(self) -> str:
        """The family of the item, empty for the dossier's own fields."""
        return self.owner[0]

    @property
    def field(self) -> str:
        """The name of the outermost field."""
        return str(self.path[0])

    @property
    def is_of_others(self) -> bool:
        """Whether the words are not the author's own: of a quotation, or a source's title."""
        return self.family in ("quotes", "sources")

    @property
    def place(self) -> Path:
        """The field and, for where it has several, the language: what a finding points at."""
        return (*self.path, self.text.language)

    @cached_property
    def plain(self) -> str:
        """What a reader sees, without markup and citations: one line for a block."""
        return plain_text(self.text)

    @cached_property
    def own_words(self) -> str:
        """The plain text in which each character of a quotation is a `BLANK`."""
        own = without_quotations(self.plain)
        if not self.text.block or ">" not in self.text.source:
            return own
        quoted = _lines_of_block_quotes(self.text)
        lines = own.split("\n")
        for number, line in enumerate(self.plain.split("\n")):
            if line in quoted:
                lines[number] = BLANK * len(line)
        return "\n".join(lines)

    def may_hold(self, name: str) -> bool:
        """Return False if the author's own words surely have no phrase of a list."""
        return may_hold(self._small, name, self.text.language)

    @cached_property
    def _small(self) -> str:
        return self.own_words.casefold()

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence of the plain text begins and ends."""
        return sentence_spans(self.plain, self.text.language)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the plain text."""
        return tuple(self.plain[start:end] for start, end in self.spans)

    @cached_property
    def own_sentences(self) -> tuple[str, ...]:
        """The sentences, with a `BLANK` for each character of a quotation."""
        return tuple(self.own_words[start:end] for start, end in self.spans)


def passages_of(owner: Owner, item: Item | Heading, language: str) -> Iterator[Passage]:
    """Yield the texts of an item in all their languages; `language` is the dossier's."""
    for path, local in local_texts(item):
        if local.is_native:
            continue
        for text in local.texts(language):
            yield Passage(owner, path, text, item)


def without_quotations(plain: str) -> str:
    """Return a plain text in which each character of a quotation is a `BLANK`; no place moves.

    Why: what is in quotation marks are somebody else's words, which no author may mend.
    """
    return _QUOTATION.sub(lambda match: BLANK * len(match[0]), plain)


def _lines_of_block_quotes(text: Text) -> frozenset[str]:
    lines = (
        " ".join(line.split())
        for node in parse(text).walk()
        if node.type == "blockquote"
        for line in visible_text(node).split("\n")
    )
    return frozenset(line for line in lines if line)
