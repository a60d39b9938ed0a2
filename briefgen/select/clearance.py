"""What a reader is cleared for, and who may read an item."""

from __future__ import annotations

from briefgen.model.base import Item
from briefgen.model.markings import Marking, Schemes

__all__ = ["Clearance"]


class Clearance:
    """Judges the items of one dossier for one reader; each marking that is written once."""

    def __init__(
        self, schemes: Schemes, default: str | tuple[str, ...], cleared: str | tuple[str, ...]
    ) -> None:
        self.default = schemes.parse(default)
        """The dossier's own marking."""
        self._schemes = schemes
        self._cleared = schemes.parse(cleared)
        self._judged: dict[str | tuple[str, ...] | None, tuple[Marking, bool]] = {}

    def may_see(self, item: Item) -> bool:
        """Return whether the reader may see the item."""
        return self._judge(item)[1]

    def marking(self, item: Item) -> Marking:
        """Return the item's own marking; what it does not say of a scheme, the dossier says."""
        return self._judge(item)[0]

    def _judge(self, item: Item) -> tuple[Marking, bool]:
        judged = self._judged.get(item.marking)
        if judged is None:
            marking = self.default
            if item.marking is not None:
                marking = self._schemes.parse(item.marking).completed(self.default)
            judged = (marking, marking.is_within(self._cleared))
            self._judged[item.marking] = judged
        return judged
