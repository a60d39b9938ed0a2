"""Who may read an item of a dossier, asked once for each marking that is written."""

from __future__ import annotations

from briefgen.model.base import Item
from briefgen.model.clearance import marking_of
from briefgen.model.markings import Marking, Schemes, WrittenMarking

__all__ = ["Clearance"]


class Clearance:
    """Judges the items of one dossier for one reader; each marking that is written once."""

    def __init__(self, schemes: Schemes, default: Marking, cleared: Marking) -> None:
        self.default = default
        """The dossier's own marking."""
        self._schemes = schemes
        self._cleared = cleared
        self._judged: dict[WrittenMarking | None, tuple[Marking, bool]] = {}

    def may_see(self, item: Item) -> bool:
        """Return whether the reader may see the item."""
        return self._judge(item)[1]

    def marking(self, item: Item) -> Marking:
        """Return the item's own marking; of axes that it does not name, the dossier's."""
        return self._judge(item)[0]

    def _judge(self, item: Item) -> tuple[Marking, bool]:
        judged = self._judged.get(item.marking)
        if judged is None:
            marking = marking_of(item, self.default, self._schemes)
            judged = (marking, marking.is_within(self._cleared))
            self._judged[item.marking] = judged
        return judged
