"""One walk over laid-out pages: every line, with what is around it, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

__all__ = ["Line", "Rectangle", "Word", "lines_of_page"]


_CALL = "::footnote-call"


class Rectangle(NamedTuple):
    """A part of a page, in CSS pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meet(self, other: Rectangle) -> Rectangle:
        """Return what two have in common; it has no width or no height if that is nothing."""
        return Rectangle(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Word(NamedTuple):
    """Text that is drawn in one go, in one font."""

    text: str
    place: Rectangle
    """Of its small letters: what is above and below them may touch other lines."""


@dataclass(frozen=True)
class Line:
    """A line of text, or a picture that stands for one."""

    page: int
    """From 1."""
    column: int
    """Number of the column that it is in, on its page; 0 outside of columns."""
    flow: Any
    """The element of the float, footnote or positioned box that it is in, or its margin and page;
    None in the flow of the page itself."""
    is_placed: bool
    """Whether it stands where a style has put it, and not where the flow has come to."""
    footnote: Any
    """The element of the footnote that it is in, None outside of all."""
    around: tuple[Any, ...] = field(repr=False)
    """The boxes around it, the outermost first."""
    words: tuple[Word, ...]
    calls: tuple[Any, ...]
    """The elements of the footnotes whose marks are in it."""
    seen: Rectangle | None
    """What boxes with hidden overflow leave to be seen; None for all."""

    @property
    def place(self) -> tuple[int, int]:
        """Page and column: where they change, a break parts it from the next line."""
        return self.page, self.column

    def breaks_before(self, after: Line) -> bool:
        """Return whether it is the last line before a break, and `after` the first behind it."""
        return self.page != after.page or 0 < self.column < after.column

    @property
    def is_of_margin(self) -> bool:
        """Whether it is a running line."""
        return isinstance(self.flow, tuple)

    @property
    def text(self) -> str:
        """What is drawn in it."""
        return "".join(word.text for word in self.words)

    @cached_property
    def block(self) -> Any:
        """The element of the paragraph, cell or heading that it belongs to."""
        return next((box.element for box in reversed(self.around) if box.element is not None), None)

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names of the elements around it."""
        return frozenset(str(box.element_tag) for box in self.around)

    def inside(self, *tags: str) -> Any:
        """Return the innermost box around it that is one of these elements, None without one."""
        return next((box for box in reversed(self.around) if box.element_tag in tags), None)


class _Place(NamedTuple):
    """Where the walk has come to."""

    page: int
    column: int = 0
    flow: Any = None
    is_placed: bool = False
    footnote: Any = None
    around: tuple[Any, ...] = ()
    seen: Rectangle | None = None


def lines_of_page(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines of a page that the engine has laid out, those of its margins too.

    What a transformation moves is left out: the engine does not say where it comes to stand.
    """
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    for box in page._page_box.children:
        for note in box.children if isinstance(box, FootnoteAreaBox) else ():
            yield from _lines(note, _Place(number, flow=note.element, footnote=note.element))
        if isinstance(box, FootnoteAreaBox):
            continue
        name = getattr(box, "at_keyword", None)
        yield from _lines(box, _Place(number, flow=name and (name, number), is_placed=bool(name)))


def _lines(box: Any, place: _Place) -> Iterator[Line]:
    box = getattr(box, "_box", box)  # A positioned box stands in a placeholder.
    if box.style["transform"] or box.is_outside_marker:
        return
    if hasattr(box, "resume_at"):
        words, calls, apart = _content(box)
        if words or not apart:
            yield Line(*place[:6], words, calls, place.seen)
        for other in apart:
            yield from _lines(other, place)
        return
    place = _entered(box, place)
    if hasattr(box, "replacement"):
        yield Line(*place[:6], (), (), place.seen)
    column = 0
    for child in getattr(box, "children", ()):
        column += bool(child.is_column)
        number = place.column * 100 + column if child.is_column else place.column
        yield from _lines(child, place._replace(column=number))


def _entered(box: Any, place: _Place) -> _Place:
    """Return the place of what is inside a box."""
    seen = place.seen
    if box.style["overflow"] != "visible" and box.element_tag not in ("html", "body"):
        left, top = box.padding_box_x(), box.padding_box_y()
        own = Rectangle(left, top, left + box.padding_width(), top + box.padding_height())
        seen = own if seen is None else seen.meet(own)
    is_apart = box.is_floated() or box.is_absolutely_positioned()
    return place._replace(
        flow=box.element if is_apart else place.flow,
        is_placed=place.is_placed or box.is_absolutely_positioned(),
        around=(*place.around, box),
        seen=seen,
    )


def _content(line: Any) -> tuple[tuple[Word, ...], tuple[Any, ...], list[Any]]:
    """Return what is drawn in a line, whose footnotes, and the boxes in it that stand elsewhere."""
    words: list[Word] = []
    calls: list[Any] = []
    apart: list[Any] = []

    def collect(box: Any) -> None:
        box = getattr(box, "_box", box)
        if not box.is_in_normal_flow() or box.style["transform"]:
            apart.append(box)
        elif hasattr(box, "text"):
            if box.text.strip() and box.style["visibility"] == "visible":
                words.append(_word(box))
        else:
            if str(box.element_tag).endswith(_CALL):
                calls.append(box.element)
            for child in getattr(box, "children", ()):
                collect(child)

    for child in line.children:
        collect(child)
    return tuple(words), tuple(calls), apart


def _word(box: Any) -> Word:
    baseline = box.position_y + box.baseline
    height = 0.5 * box.style["font_size"]
    right = box.position_x + box.width
    return Word(box.text, Rectangle(box.position_x, baseline - height, right, baseline))
