"""Days → places on a strip, and the ticks that say which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from briefgen.compose.strip.happenings import End, Form, Stretch
from briefgen.dates_display import TickUnit

__all__ = ["Axis", "Tick", "axis_of", "ticks_of"]

_LAST_DAY = date.max.toordinal()
_LEAST_DAYS = 14
_NEAR_DAYS = 31
_MOST_LABELS = 24
_LEAST_OPEN_DAYS = 120
"""So that what has no end is seen to go on."""
_LEAST_FOR_CUT = 4
"""With fewer events nothing is cut."""
_REACH = 12
"""Per cent of the span of all else that a bar may add to the strip."""
_GAP = 14
"""Tenths of a millimetre between two labels."""
_LEAST_PITCH = 12
"""Tenths of a millimetre between two ticks without label."""

# Days of a month, months, years: the first steps whose labels have room are taken.
_STEPS: tuple[tuple[TickUnit, int], ...] = (
    *(("day", step) for step in (1, 2, 5, 10)),
    *(("month", step) for step in (1, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)

_GREATER: dict[TickUnit, TickUnit] = {"day": "month-year", "month": "year"}


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear scale of days over a width."""

    first: int
    """The first day, as an ordinal."""
    end: int
    """The day after the last."""
    width: int
    """Tenths of a millimetre."""

    def at(self, day: int) -> int:
        """Return where a day begins, within the width."""
        inside = min(max(day, self.first), self.end)
        return (inside - self.first) * self.width // (self.end - self.first)

    def inside(self, x: int, extent: int) -> int:
        """Return the middle for something of this extent that stands at x, if that is inside."""
        half = (extent + 1) // 2
        return min(max(x, half), self.width - half)

    def middle(self, first: int, last: int) -> int:
        """Return the middle of the days from first to last."""
        return (self.at(first) + self.at(last + 1)) // 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on the axis, with its words."""

    x: int
    label: str = ""
    """The day, month or year; empty for a small tick."""
    above: str = ""
    """The month or year that it begins, or that the strip begins in."""


def axis_of(stretches: list[Stretch], as_of: int, width: int) -> Axis:
    """Return a scale for all bounds, with some air, and with `as_of` if that is not far off.

    An open end at the edge gets room for its arrow.
    """
    low, high = _bounds(stretches)
    near = max(_NEAR_DAYS, (high - low) // 2)
    if low - near <= as_of <= high + near:
        low, high = min(low, as_of), max(high, as_of + 1)
    opens = any(_is_open(one.start, one) for one in stretches)
    goes_on = any(_is_open(one.end, one) for one in stretches)
    span = max(high - low, _LEAST_OPEN_DAYS if opens or goes_on else _LEAST_DAYS)
    lacking = span - (high - low)
    before = _air(span, opens) + lacking // 2
    after = _air(span, goes_on) + lacking - lacking // 2
    return Axis(max(1, low - before), min(_LAST_DAY + 1, high + after), width)


def _bounds(stretches: list[Stretch]) -> tuple[int, int]:
    """Return the first day and the day after the last.

    Why: one programme of many years would press all else into a corner. What lasts far beyond the
    beginnings and ends of all others is cut.
    """
    firsts = [one.first for one in stretches if one.first is not None]
    lasts = [one.last for one in stretches if one.last is not None]
    low, high = min(firsts + lasts), max(firsts + lasts) + 1
    core = [day for one in stretches for day in _core(one)]
    if len(stretches) < _LEAST_FOR_CUT:
        return low, high
    near, far = min(core), max(core) + 1
    reach = max(far - near, _LEAST_DAYS) * _REACH // 100
    return max(low, near - reach), min(high, far + reach)


def _core(stretch: Stretch) -> Iterator[int]:
    """Yield the days that must be on the strip: of what lasted, where it begins."""
    if stretch.first is not None:
        yield stretch.first
    if stretch.last is not None and (stretch.form is not Form.LASTED or stretch.first is None):
        yield stretch.last


def _is_open(end: End, stretch: Stretch) -> bool:
    return stretch.form is not Form.POINT and end is not End.CLOSED


def _air(span: int, has_arrow: bool) -> int:
    return max(1, span * (7 if has_arrow else 2) // 100)


def ticks_of(
    axis: Axis, name: Callable[[date, TickUnit], str], measure: Callable[[str], int]
) -> tuple[Tick, ...]:
    """Return the ticks of an axis from left to right; labels keep apart and inside.

    `name` words a day for a unit (`day`, `month`, `year`, `month-year`), `measure` gives the width
    of words in tenths of a millimetre.
    """
    for finer, (unit, step) in enumerate(_STEPS):
        ticks = [Tick(axis.at(day.toordinal()), name(day, unit)) for day in _days(axis, unit, step)]
        if 0 < len(ticks) <= _MOST_LABELS and _have_room(
            [(tick.x, tick.label) for tick in ticks], axis, measure
        ):
            chosen = _with_above(axis, unit, step, name, measure)
            small = _small(axis, finer, {tick.x for tick in chosen})
            return tuple(sorted([*chosen, *small], key=lambda tick: tick.x))
    return ()


def _have_room(labels: list[tuple[int, str]], axis: Axis, measure: Callable[[str], int]) -> bool:
    """Return whether labels, each given with its place, keep apart."""
    edges = [(axis.inside(x, measure(words)), measure(words)) for x, words in labels]
    return all(
        right - width // 2 - (left + before // 2) >= _GAP
        for (left, before), (right, width) in pairwise(edges)
    )


def _with_above(
    axis: Axis,
    unit: TickUnit,
    step: int,
    name: Callable[[date, TickUnit], str],
    measure: Callable[[str], int],
) -> list[Tick]:
    """Return the labelled ticks; the first, and each that begins a greater unit, names that."""
    greater = _GREATER.get(unit)
    ticks: list[Tick] = []
    last = ""
    for day in _days(axis, unit, step):
        above = name(day, greater) if greater else ""
        ticks.append(
            Tick(axis.at(day.toordinal()), name(day, unit), above if above != last else "")
        )
        last = above
    named = [index for index, tick in enumerate(ticks) if tick.above]
    for index, following in pairwise(named):
        pair = [(ticks[at].x, ticks[at].above) for at in (index, following)]
        if not _have_room(pair, axis, measure):
            ticks[index] = Tick(ticks[index].x, ticks[index].label)
    return ticks


def _small(axis: Axis, chosen: int, taken: set[int]) -> list[Tick]:
    """Return ticks without label between the others, the finest that can be told apart."""
    for unit, step in _STEPS[:chosen]:
        places = [axis.at(day.toordinal()) for day in _days(axis, unit, step)]
        if places and all(right - left >= _LEAST_PITCH for left, right in pairwise(places)):
            return [Tick(x) for x in places if x not in taken]
    return []


def _days(axis: Axis, unit: TickUnit, step: int) -> Iterator[date]:
    """Yield the days on which a tick of this step falls."""
    if unit == "day":
        if axis.end - axis.first > 400:
            return
        for ordinal in range(axis.first, axis.end):
            day = date.fromordinal(ordinal)
            # no tick at the end of a month whose neighbour begins the next
            if (day.day - 1) % step == 0 and (step == 1 or day.day <= 31 - (step + 1) // 2):
                yield day
        return
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.end - 1)
    if unit == "month" and last.year - first.year > 60:
        return
    every = step if unit == "year" else 1
    for year in range(first.year - first.year % every, last.year + 1, every):
        for month in range(1, 13, step) if unit == "month" else (1,):
            if year >= 1 and axis.first <= date(year, month, 1).toordinal() < axis.end:
                yield date(year, month, 1)
