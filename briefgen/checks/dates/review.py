"""When a dossier must be looked at again."""

from __future__ import annotations

from briefgen.model.dates import EventDate
from briefgen.model.dossier import Dossier

__all__ = ["review_date"]


def review_date(dossier: Dossier) -> EventDate | None:
    """Return what `review_by` says, None where it says nothing or is no date."""
    if dossier.review_by is None:
        return None
    try:
        return EventDate.parse(dossier.review_by)
    except ValueError:
        return None
