"""Every text of a dossier, with the marking of those who may read it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import THE_DOSSIER, Owner
from briefgen.checks.markings.runs import folded, run_length
from briefgen.model.markings import Marking
from briefgen.model.walk import Path

__all__ = ["Place", "places"]

_SHARED = ("actors", "issues", "quotes", "terms")
_SOURCE_TEXTS = (("title",), ("note",), ("annote",), ("abstract",))


@dataclass(frozen=True, slots=True)
class Place:
    """A text, and who may read it there."""

    owner: Owner
    path: Path
    """The field; where it has several languages, without the language."""
    plain: str
    language: str
    marking: Marking
    folded: str
    """Its words without case and punctuation, with spaces between them."""

    @property
    def words(self) -> list[str]:
        """Its folded words, made anew each time: a list for each text is much to keep."""
        return self.folded.split(" ")

    @property
    def run_length(self) -> int:
        """How many of its words in a row are no chance."""
        return run_length(self.language)

    @property
    def is_peculiar(self) -> bool:
        """Whether it is an item's own: the dossier's fields sum items up, and may repeat them."""
        return self.owner != THE_DOSSIER and self.path[0] != "stand_in"

    @property
    def is_shared(self) -> bool:
        """Whether its words are there to be repeated: names, terms, quotes, titles of sources."""
        return self.owner[0] in _SHARED or (self.owner[0] == "sources" and self.is_title)

    @property
    def is_title(self) -> bool:
        """Whether it names the item."""
        return self.path[0] == "title"


def places(case: DossierCase) -> Iterator[Place]:
    """Yield every text, the dossier's own first; words that stand in have the default marking."""
    default = case.default_marking
    markings = {owner: case.marking(item) for owner, item in case.items() if item.marking}
    for passage in case.passages:
        owner, text = passage.owner, passage.plain
        marking = default if passage.field == "stand_in" else markings.get(owner, default)
        yield Place(owner, passage.path, text, passage.text.language, marking, folded(text))
    for identifier, source in case.dossier.sources.items():
        owner = ("sources", identifier)
        language = source.language or case.dossier.language
        for path in _SOURCE_TEXTS:
            if text := getattr(source, path[0]):
                marking = markings.get(owner, default)
                yield Place(owner, path, text, language, marking, folded(text))
