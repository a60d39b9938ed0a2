"""Builds of many distinct documents: each number is built once, for all cases that need it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from measuring import Cost
from projects import write_matrix
from watching import Peaks, is_possible, watched
from workshop import Workshop, documents_in

__all__ = ["Many", "build_many", "matrix"]


@dataclass(frozen=True, slots=True)
class Many:
    """What it took to build so many documents."""

    documents: int
    """How many there are in the end: one that does not fit its pages is not written."""
    cost: Cost
    peaks: Peaks | None
    """None where the system does not tell of processes."""


def matrix(shop: Workshop, documents: int) -> Path:
    """Return a project of so many documents, written once."""
    key = f"matrix-{documents}"
    if key not in shop.shared:
        shop.shared[key] = write_matrix(shop.folder(key), documents, to=["pdf"])
    return shop.shared[key]


def build_many(shop: Workshop, documents: int, *, again: bool = False) -> Many:
    """Return what a build of so many documents took, with nothing kept from before.

    With `again` it is built anew, even if it was built already.
    """
    key = f"built-{documents}"
    if key in shop.shared and not again:
        return shop.shared[key]
    project = matrix(shop, documents)
    shutil.rmtree(project / "output", ignore_errors=True)
    surroundings = shop.surroundings(shop.scratch / "many.remembered")
    cost, peaks, _ = watched((*shop.program, "build", "--no-cache"), project, surroundings)
    made = len(documents_in(project / "output"))
    shop.told(f"a build of {documents}: {made} documents in {cost.wall_s:.0f} s")
    shop.shared[key] = Many(made, cost, peaks if is_possible() else None)
    return shop.shared[key]
