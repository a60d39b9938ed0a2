"""Which audiences of a project may see an item."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.checks.case import DossierCase
from briefgen.model.base import Item
from briefgen.model.clearance import clearance_of
from briefgen.model.markings import Marking

__all__ = ["cleared_audiences", "labels"]


def cleared_audiences(case: DossierCase) -> Callable[[Item], frozenset[str]]:
    """Return what gives the names of the audiences that are cleared for an item, some day."""
    clearances = {
        name: clearance_of(audience, case.project.schemes, None)
        for name, audience in case.project.audiences.items()
    }
    known: dict[Marking, frozenset[str]] = {}

    def cleared(item: Item) -> frozenset[str]:
        marking = case.marking(item)
        if marking not in known:
            known[marking] = frozenset(
                name for name, clearance in clearances.items() if marking.is_within(clearance)
            )
        return known[marking]

    return cleared


def labels(case: DossierCase, item: Item) -> str:
    """Return an item's marking in words."""
    return case.project.schemes.named(case.marking(item))
