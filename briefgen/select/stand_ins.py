"""What a reader gets in place of what they may not see: words, and an id that tells nothing."""

from __future__ import annotations

from briefgen.model.base import Item, LocalText
from briefgen.model.dossier import Dossier
from briefgen.model.text import Text
from briefgen.prose import Citation, recited
from briefgen.select.clearance import Clearance
from briefgen.select.records import stand_in_id, stand_in_record
from briefgen.view import Record

__all__ = ["StandIns"]

_Key = tuple[str, str]


class StandIns:
    """Gives what is withheld from one reader the same words and id wherever it is named."""

    def __init__(self, dossier: Dossier, clearance: Clearance, language: str) -> None:
        self._dossier = dossier
        self._clearance = clearance
        self._language = language
        self._records: dict[_Key, Record] = {}
        self._ids: dict[_Key, str] = {}

    def known(self, family: str, identifier: str) -> Record | None:
        """Return what stands in for an item, if anything has named it yet."""
        return self._records.get((family, identifier))

    def make(self, family: str, identifier: str, item: Item) -> Record | None:
        """Return the words of the author for an item, None if there are none."""
        if item.stand_in is None:
            return None
        words, made_up = self.text(item.stand_in), self._id((family, identifier))
        record = stand_in_record(family, made_up, words, self._clearance.default)
        return self._records.setdefault((family, identifier), record)

    def text(self, text: LocalText) -> Text:
        """Return the text for the reader, in which nothing tells what they may not see.

        A template can read the source of a text too, and with it the ids that it cites.
        """
        return recited(text.choose(self._language, self._dossier.language), self._citation)

    def _citation(self, citation: Citation) -> Citation:
        if self._clearance.may_see(self._dossier.sources[citation.key]):
            return citation
        return Citation(self._id(("sources", citation.key)))

    def _id(self, key: _Key) -> str:
        return self._ids.setdefault(key, stand_in_id(len(self._ids) + 1))
