"""Every text of a dossier with its owner, and what rules on language need of it, made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.finding import Owner
from briefgen.checks.sentences import sentences
from briefgen.model.base import Item
from briefgen.model.dossier import Heading
from briefgen.model.text import Text
from briefgen.model.walk import Path, local_texts
from briefgen.prose import plain_text

__all__ = ["Passage", "passages_of"]


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

    @cached_property
    def plain(self) -> str:
        """What a reader sees, without markup and citations: one line for a block."""
        return plain_text(self.text)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the plain text."""
        return sentences(self.plain, self.text.language)


def passages_of(owner: Owner, item: Item | Heading, language: str) -> Iterator[Passage]:
    """Yield the texts of an item in all their languages; `language` is the dossier's."""
    for path, local in local_texts(item):
        if local.is_native:
            continue
        for text in local.texts(language):
            yield Passage(owner, path, text, item)
