"""Who may read what: the one place where an item's marking and a reader's clearance are made.

The item may be read if `marking_of(item, …).is_within(clearance_of(audience, …))`.
"""

from __future__ import annotations

from datetime import datetime

from briefgen.model.base import Item
from briefgen.model.dossier import Heading
from briefgen.model.markings import FOREVER, Marking, Schemes, moment_of
from briefgen.model.project import Audience

__all__ = ["clearance_of", "floor_of", "is_bound_by_embargo", "marking_of"]


def marking_of(item: Item, default: Marking, schemes: Schemes) -> Marking:
    """Return an item's marking; of axes and schemes that it does not name the dossier's."""
    return default if item.marking is None else schemes.parse(item.marking, default)


def floor_of(heading: Heading, schemes: Schemes) -> Marking:
    """Return what no banner is below: the dossier's marking, floor and embargo."""
    floor = schemes.parse(heading.marking)
    if heading.floor_marking is not None:
        floor = floor.join(schemes.parse(heading.floor_marking))
    if heading.embargo is not None:
        floor = floor.join(Marking(embargo=moment_of(heading.embargo)))
    return floor


def clearance_of(audience: Audience, schemes: Schemes, moment: datetime | None) -> Marking:
    """Return the highest marking that an audience may read at a moment; None for some day."""
    levels = schemes.parse(audience.clearance).levels
    members = None if audience.members is None else schemes.expanded(audience.members)
    waits = moment is not None and is_bound_by_embargo(audience, schemes)
    embargo = moment_of(moment) if moment is not None and waits else FOREVER
    return Marking(levels, frozenset(audience.caveats), members, embargo)


def is_bound_by_embargo(audience: Audience, schemes: Schemes) -> bool:
    """Return whether an audience gets nothing before its embargo is over."""
    if audience.before_embargo is not None:
        return not audience.before_embargo
    return schemes.is_lowest(schemes.parse(audience.clearance))
