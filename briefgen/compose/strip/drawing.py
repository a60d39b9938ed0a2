"""Happenings → a strip as SVG, with a text for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from briefgen.compose.strip import shapes
from briefgen.compose.strip.axis import Axis, Tick, axis_of, ticks_of
from briefgen.compose.strip.happenings import End, Form, Happening, Stretch, stretch_of
from briefgen.compose.strip.places import Piece, Placed, place
from briefgen.compose.strip.widths import shortened, width_of
from briefgen.dates_display import TickUnit
from briefgen.model.house import HouseColours

__all__ = ["Look", "timeline_strip"]

# All lengths are tenths of a millimetre.
_NAME, _SMALL = 27, 25
_HALF = 10
_PITCH = 37
_HEAD = 36
_TICK_ROW = 28
_WITHIN_LEAST = 44
"""A span of days that is shorter on paper is covered by its mark."""
_LONGEST_NAME = 45
"""Per cent of the width."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a strip looks like."""

    width: int
    """Tenths of a millimetre."""
    lanes: int
    """So many rows of names at most, unless the marks alone need more."""
    family: str
    """Font families, as SVG names them."""
    colours: HouseColours = field(default_factory=HouseColours)
    widening: int = 100
    """Per cent: how much wider the letters are than those of Source Sans 3."""

    def measure(self, words: str, size: int) -> int:
        """Return the greatest width of words."""
        return width_of(words, size, self.widening)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A dated happening with what it takes on the strip."""

    happening: Happening
    stretch: Stretch
    ends: tuple[End, End]
    piece: Piece
    name: str


def timeline_strip(
    happenings: Sequence[Happening],
    as_of: date,
    look: Look,
    *,
    alternative: str,
    as_of_words: str,
    undated_words: str,
    name_day: Callable[[date, TickUnit], str],
) -> Markup:
    """Return the strip, or nothing when no happening has a date.

    Every happening has its mark; names that find no room are left out, the least important first.
    `name_day` words a day for a unit: `day`, `month`, `year` or `month-year`.
    """
    stretches = [(one, found) for one in happenings if (found := stretch_of(one.date))]
    if not stretches:
        return Markup()
    today = as_of.toordinal()
    axis = axis_of([stretch for _, stretch in stretches], today, look.width)
    drawn = [_drawn(one, stretch, axis, today, look) for one, stretch in stretches]
    placed, lanes = place([one.piece for one in drawn], look.width, look.lanes, _HALF)
    pitch = _PITCH if lanes <= 2 * look.lanes else max(2 * look.lanes * _PITCH // lanes, 1)
    half = min(_HALF, max(pitch // 2, 3))
    has_today = axis.first <= today < axis.end
    top = _HEAD if has_today else 4
    floor = top + (lanes * pitch if pitch == _PITCH else 2 * look.lanes * _PITCH) + 6
    ticks = ticks_of(axis, name_day, lambda words: look.measure(words, _SMALL))
    content = [_grid(ticks, top, floor, look)]
    if has_today:
        content.append(_today(axis, axis.middle(today, today), floor, as_of_words, look))
    for one, where in zip(drawn, placed, strict=True):
        content.append(_event(one, where, top + where.lane * pitch + pitch // 2, half, look))
    content.append(_scale(axis, ticks, floor, look))
    bottom = floor + _TICK_ROW * (2 if any(tick.above for tick in ticks) else 1) + 24
    undated = [one for one in happenings if stretch_of(one.date) is None]
    rows, height = _undated(undated, bottom, undated_words, look)
    content.append(rows)
    return Markup(
        '<svg class="strip" role="img" xmlns="http://www.w3.org/2000/svg" '
        'viewBox="0 0 {} {}" font-family="{}" aria-label="{}"><title>{}</title>{}</svg>'
    ).format(look.width, height, look.family, alternative, alternative, Markup().join(content))


def _ends(stretch: Stretch, axis: Axis) -> tuple[End, End]:
    """Return how a stretch ends on the strip."""
    begins_before = stretch.first is not None and stretch.first < axis.first
    ends_after = stretch.last is not None and stretch.last >= axis.end
    return (
        End.CUT if begins_before else stretch.start,
        End.CUT if ends_after else stretch.end,
    )


def _drawn(happening: Happening, stretch: Stretch, axis: Axis, today: int, look: Look) -> _Drawn:
    left = axis.at(stretch.first) if stretch.first is not None else 0
    right = axis.at(stretch.last + 1) if stretch.last is not None else axis.width
    if stretch.first is None:
        middle = right - _HALF
    elif stretch.last is None or (stretch.form is Form.LASTED and right - left >= _WITHIN_LEAST):
        middle = left + _HALF
    else:
        middle = axis.middle(stretch.first, stretch.last)
    middle = min(max(middle, _HALF), axis.width - _HALF)
    reach = _HALF + 6 if stretch.is_rough else _HALF
    ends = _ends(stretch, axis)
    name = _name(happening, stretch, ends, look)
    has_begun = stretch.form is Form.LASTED and stretch.first is not None
    latest = stretch.first if has_begun or stretch.last is None else stretch.last
    piece = Piece(
        left=max(0, min(left, middle - reach)),
        right=min(axis.width, max(right, middle + reach)),
        mark=middle,
        name_width=look.measure(name, _NAME),
        prefers_left=latest is not None and latest <= today,
        rank=happening.rank,
    )
    return _Drawn(happening, stretch, ends, piece, name)


def _name(happening: Happening, stretch: Stretch, ends: tuple[End, End], look: Look) -> str:
    name = shortened(happening.name, look.width * _LONGEST_NAME // 100, _NAME, look.widening)
    if name and happening.date.uncertain:
        name += " ?"
    if name and ends[1] is End.CUT and stretch.last is not None:
        name += f" → {date.fromordinal(stretch.last).year}"
    return name


def _event(one: _Drawn, where: Placed, y: int, half: int, look: Look) -> Markup:
    stretch, piece, status = one.stretch, one.piece, one.happening.status
    content = days = _days(one, y, half, look)
    if where.name_left is not None:
        # White behind the words: no line of the grid, and no bar that they stand on, runs through.
        content += shapes.rectangle(
            where.name_left - 4, y - half - 4, piece.name_width + 8, 2 * half + 8, "#FFFFFF"
        )
        # Set against its mark: words are a little narrower than they are measured.
        is_before = where.name_left < piece.left
        x = where.name_left + (piece.name_width if is_before else 0)
        anchor = "end" if is_before else ""
        content += shapes.text(x, y + 9, one.name, _NAME, look.colours.ink, anchor)
    if stretch.is_rough and stretch.form is Form.POINT and half == _HALF:
        content += shapes.ring(piece.mark, y, half + 5, look.colours.ink)
    elif not days:
        content += shapes.clearing(piece.mark, y, half + 4)
    content += shapes.mark(status, piece.mark, y, half, look.colours.ink)
    return shapes.group(content)


def _days(one: _Drawn, y: int, half: int, look: Look) -> Markup:
    """Return the bar or the line of the days that a date covers, if they can be seen."""
    stretch, piece = one.stretch, one.piece
    is_long = piece.right - piece.left >= _WITHIN_LEAST
    if stretch.form is Form.POINT or not is_long or half < _HALF:
        return Markup()
    ends = one.ends
    # A mark at the end of a bar or line stands for that end.
    left = piece.mark if piece.mark - piece.left <= 2 * _HALF else piece.left
    right = piece.mark if piece.right - piece.mark <= 2 * _HALF else piece.right
    if stretch.form is Form.LASTED:
        is_firm = one.happening.status == "occurred"
        return shapes.bar(
            left, right, y, look.colours.ink, ends, is_firm=is_firm, is_rough=stretch.is_rough
        )
    # its white ground parts the line of today, which would go through days that nobody knows
    drawn = shapes.rectangle(left, y - 10, right - left, 20, "#FFFFFF")
    drawn += shapes.line(left, y, right, y, look.colours.ink, 4, "10 7" if stretch.is_rough else "")
    for x, end, rightwards in ((left, ends[0], False), (right, ends[1], True)):
        if end is End.CLOSED and x != piece.mark:
            drawn += shapes.line(x, y - 8, x, y + 8, look.colours.ink, 4)
        elif end is End.OPEN:
            drawn += shapes.arrow(x, y, look.colours.ink, to_the_right=rightwards)
    return drawn


def _grid(ticks: tuple[Tick, ...], top: int, floor: int, look: Look) -> Markup:
    labelled = ((tick.x, top, floor) for tick in ticks if tick.label)
    return shapes.uprights(labelled, look.colours.rule, 2)


def _today(axis: Axis, x: int, floor: int, words: str, look: Look) -> Markup:
    middle = axis.inside(x, look.measure(words, _SMALL))
    return shapes.line(x, 32, x, floor, look.colours.accent, 5) + shapes.text(
        middle, 24, words, _SMALL, look.colours.accent, "middle"
    )


def _scale(axis: Axis, ticks: tuple[Tick, ...], floor: int, look: Look) -> Markup:
    drawn = shapes.line(0, floor, look.width, floor, look.colours.quiet, 4)
    lengths = ((tick.x, floor, floor + (10 if tick.label else 6)) for tick in ticks)
    drawn += shapes.uprights(lengths, look.colours.quiet, 3)
    for tick in ticks:
        for words, row, colour in (
            (tick.label, 1, look.colours.quiet),
            (tick.above, 2, look.colours.ink),
        ):
            if words:
                x = axis.inside(tick.x, look.measure(words, _SMALL))
                drawn += shapes.text(
                    x, floor + 6 + row * _TICK_ROW, words, _SMALL, colour, "middle"
                )
    return drawn


def _undated(
    happenings: Sequence[Happening], top: int, words: str, look: Look
) -> tuple[Markup, int]:
    """Return the rows of what has no date, and where they end."""
    if not happenings:
        return Markup(), top
    y = top + _PITCH // 2
    drawn = shapes.text(0, y + 9, words, _SMALL, look.colours.quiet)
    begin = look.measure(words, _SMALL) + 24
    x = begin
    are_named = len(happenings) <= 2 * look.lanes
    for one in happenings:
        name = shortened(one.name, look.width * _LONGEST_NAME // 100, _NAME, look.widening)
        name = name if are_named else ""
        needed = 2 * _HALF + 10 + look.measure(name, _NAME)
        if x + needed > look.width and x > begin:
            x, y = begin, y + _PITCH
        event = shapes.mark(one.status, x + _HALF, y, _HALF, look.colours.ink)
        if name:
            event += shapes.text(x + 2 * _HALF + 10, y + 9, name, _NAME, look.colours.ink)
        drawn += shapes.group(event)
        x += needed + 24
    return drawn, y + _PITCH // 2
