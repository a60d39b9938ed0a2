"""The shapes of a strip as SVG: whole numbers only, so that the same strip is the same text."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from briefgen.compose.strip.happenings import End

__all__ = [
    "arrow",
    "bar",
    "clearing",
    "group",
    "line",
    "mark",
    "rectangle",
    "ring",
    "text",
    "uprights",
]


def line(x1: int, y1: int, x2: int, y2: int, colour: str, width: int, dashes: str = "") -> Markup:
    """Return a straight line; `dashes` as `stroke-dasharray` has them."""
    dashed = Markup(' stroke-dasharray="{}"').format(dashes) if dashes else Markup()
    return Markup('<path d="M{} {}L{} {}" stroke="{}" stroke-width="{}"{} fill="none"/>').format(
        x1, y1, x2, y2, colour, width, dashed
    )


def uprights(places: Iterable[tuple[int, int, int]], colour: str, width: int) -> Markup:
    """Return upright lines, each from (x, y) to (x, y), as one shape."""
    path = "".join(f"M{x} {top}V{bottom}" for x, top, bottom in places)
    drawn = Markup('<path d="{}" stroke="{}" stroke-width="{}" fill="none"/>')
    return drawn.format(path, colour, width) if path else Markup()


def group(content: Markup) -> Markup:
    """Return what belongs to one event, as one thing."""
    return Markup('<g class="event">{}</g>').format(content)


def rectangle(
    x: int, y: int, width: int, height: int, fill: str, stroke: str = "", dashes: str = ""
) -> Markup:
    """Return a rectangle, with an outline where `stroke` gives its colour."""
    outline = Markup(' stroke="{}" stroke-width="3"').format(stroke) if stroke else Markup()
    if dashes:
        outline += Markup(' stroke-dasharray="{}"').format(dashes)
    return Markup('<path d="M{} {}h{}v{}h-{}z" fill="{}"{}/>').format(
        x, y, width, height, width, fill, outline
    )


def text(x: int, y: int, words: str, size: int, colour: str, anchor: str = "") -> Markup:
    """Return words on a baseline that begin there; `anchor` is `middle` or `end` if others do."""
    anchored = Markup(' text-anchor="{}"').format(anchor) if anchor else Markup()
    return Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}>{}</text>').format(
        x, y, size, colour, anchored, words
    )


def mark(status: str, x: int, y: int, half: int, ink: str) -> Markup:
    """Return the mark of a status, as the style sheet draws it beside its word.

    Filled it took place, half filled it was announced, empty it is planned; a diamond is reported,
    a half-filled square disputed. Anything else is an empty square.
    """
    edge = Markup('fill="#FFFFFF" stroke="{}" stroke-width="4"').format(ink)
    inner = half - 2
    if status == "occurred":
        return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"/>').format(x, y, half, ink)
    if status in ("announced", "planned"):
        round_ = Markup('<circle cx="{}" cy="{}" r="{}" {}/>').format(x, y, inner, edge)
        if status == "planned":
            return round_
        return round_ + Markup('<path d="M{} {}A{} {} 0 0 0 {} {}z" fill="{}"/>').format(
            x, y - inner, inner, inner, x, y + inner, ink
        )
    if status == "reported":
        return Markup('<path d="M{} {}l{} {}l-{} {}l-{} -{}z" {}/>').format(
            x, y - half, half, half, half, half, half, half, edge
        )
    square = Markup('<path d="M{} {}h{}v{}h-{}z" {}/>').format(
        x - inner, y - inner, 2 * inner, 2 * inner, 2 * inner, edge
    )
    if status == "disputed":
        square += rectangle(x - inner, y - inner, inner, 2 * inner, ink)
    return square


def clearing(x: int, y: int, half: int) -> Markup:
    """Return the white ground of a mark: lines of the grid and of today end before it."""
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="#FFFFFF"/>').format(x, y, half)


def ring(x: int, y: int, half: int, ink: str) -> Markup:
    """Return the dashed ring around the mark of a day that is approximate, on white."""
    return Markup(
        '<circle cx="{}" cy="{}" r="{}" fill="#FFFFFF" stroke="{}" stroke-width="3" '
        'stroke-dasharray="6 5"/>'
    ).format(x, y, half, ink)


def arrow(x: int, y: int, ink: str, *, to_the_right: bool) -> Markup:
    """Return the head of an arrow whose tip is at x."""
    back = -16 if to_the_right else 16
    return Markup('<path d="M{} {}l{} 9v-18z" fill="{}"/>').format(x, y, back, ink)


_WHOLE = (End.CLOSED, End.CUT)
"""Ends up to which the bar itself is drawn."""


def bar(
    left: int, right: int, y: int, ink: str, ends: tuple[End, End], *, is_firm: bool, is_rough: bool
) -> Markup:
    """Return the bar of what lasts: filled if it took place, else an outline; dashed if rough.

    An end that is open has an arrow, one that nobody knows runs out in dots, and one beyond the
    strip is broken off, with the rest of the bar behind the break.
    """
    reach = min(40, (right - left) // 3)
    start = left + (0 if ends[0] in _WHOLE else reach)
    stop = right - (0 if ends[1] in _WHOLE else reach)
    fill = ink if is_firm and not is_rough else "#FFFFFF"
    drawn = rectangle(start, y - 5, max(stop - start, 1), 10, fill, ink, "10 6" if is_rough else "")
    for edge, tip, end, rightwards in (
        (start, left, ends[0], False),
        (stop, right, ends[1], True),
    ):
        if end is End.OPEN:
            drawn += line(edge, y, tip, y, ink, 4) + arrow(tip, y, ink, to_the_right=rightwards)
        elif end is End.UNKNOWN:
            drawn += line(edge, y, tip, y, ink, 6, "6 7")
        elif end is End.CUT:
            at = edge - reach // 2 if rightwards else edge + reach // 2
            # what is between the two slanting lines is gone
            drawn += line(at - 5, y + 11, at + 5, y - 11, "#FFFFFF", 9)
            for beside in (-5, 5):
                drawn += line(at + beside - 5, y + 11, at + beside + 5, y - 11, ink, 3)
    return drawn
