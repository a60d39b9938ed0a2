"""What a case finds: rows that are compared, curves, single figures; and what follows from them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from measuring import Cost

__all__ = ["Case", "Curve", "Fact", "Result", "Row", "Table", "exponent", "ratio", "rounds"]


@dataclass(frozen=True, slots=True)
class Row:
    """One way of doing what a table compares."""

    way: str
    runs: tuple[Cost, ...]
    documents: int = 0
    """How many documents each run made, where their number matters."""

    @property
    def wall(self) -> tuple[float, float, float]:
        """Least, median and most seconds by the clock."""
        return _spread([run.wall_s for run in self.runs])

    @property
    def cpu(self) -> tuple[float, float, float]:
        """Least, median and most seconds of the processor."""
        return _spread([run.cpu_s for run in self.runs])

    @property
    def peak_mib(self) -> float:
        """The median of the most memory that one process of a run held."""
        return statistics.median(run.peak_mib for run in self.runs)

    @property
    def documents_a_second(self) -> float:
        """The median; 0 where documents do not matter."""
        return self.documents / self.wall[1] if self.documents else 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Ways of doing the same, which took turns."""

    title: str
    rows: tuple[Row, ...]
    baseline: str
    """The way that the others are divided by."""

    def row(self, way: str) -> Row | None:
        """Return a row; None where that way was not there to be measured."""
        return next((row for row in self.rows if row.way == way), None)


@dataclass(frozen=True, slots=True)
class Curve:
    """What something takes at several sizes."""

    title: str
    size_of: str
    """What the size counts, such as `documents`."""
    sizes: tuple[float, ...]
    wall_s: tuple[float, ...]
    cpu_s: tuple[float, ...]
    peak_mib: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A single figure, or a word."""

    what: str
    value: float | str
    unit: str = ""
    aim: str = ""
    """What it should be, such as `at most 1.6`; nothing checks it."""


@dataclass(frozen=True, slots=True)
class Result:
    """All that a case found."""

    tables: tuple[Table, ...] = ()
    curves: tuple[Curve, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader of the figures has to know, such as peers that were not there."""


class Case(Protocol):
    """A module of this folder that measures one subject."""

    TITLE: str
    """A few words."""

    WHAT: str
    """What is done and what it is compared with, in a sentence or two."""

    def measure(self, shop: object) -> Result:
        """Return what is found now; `shop` is a `workshop.Workshop`."""


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return min(values), statistics.median(values), max(values)


def ratio(one: Row | None, other: Row | None, *, of_cpu: bool = False) -> float | None:
    """Return how many times the median of one is that of the other; None without one of them."""
    if one is None or other is None:
        return None
    above, below = (row.cpu[1] if of_cpu else row.wall[1] for row in (one, other))
    return above / below if below else None


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float | None:
    """Return b where seconds = fixed + a · size^b fits best, in logarithms: 1 is linear.

    Sizes and seconds are counted from the smallest size, so that what every run takes, whatever
    its size, does not make growth look slower than it is. None with fewer than three points, or
    where time does not grow.
    """
    first_size, first = min(zip(sizes, seconds, strict=True))
    points = [
        (math.log(size - first_size), math.log(spent - first))
        for size, spent in zip(sizes, seconds, strict=True)
        if size > first_size and spent > first
    ]
    if len(points) < 2:
        return None
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def rounds(
    ways: dict[str, Callable[[int], Cost]],
    repeats: int,
    told: Callable[[str], None],
    *,
    warmed: bool = True,
) -> tuple[Row, ...]:
    """Return a row for each way. They take turns within a round, after one that does not count.

    Why: a machine that is busy for a while then slows all of them alike.
    """
    runs: dict[str, list[Cost]] = {way: [] for way in ways}
    for number in range(-1 if warmed else 0, repeats):
        for way, run in ways.items():
            cost = run(number)
            when = f"round {number + 1} of {repeats}" if number >= 0 else "to warm up"
            told(f"{way}: {cost.wall_s:.2f} s ({when})")
            if number >= 0:
                runs[way].append(cost)
    return tuple(Row(way, tuple(found)) for way, found in runs.items())
