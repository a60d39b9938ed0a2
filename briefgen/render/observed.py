"""What can be seen on laid-out pages: where parts stand, how full pages are, how large type is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from briefgen.render.flaws import find_flaws
from briefgen.render.rendered import LaidOut

__all__ = ["observe"]

_PART = "part-"
_POINTS, _MM = 0.75, 25.4 / 96
"""The engine counts in CSS pixels."""
_BODY = frozenset({"p", "li"})
_ASIDE = frozenset({"table", "aside", "figure", "nav"})
_SMALL_PRINT = frozenset(
    {"part-notes", "part-about", "part-legend", "part-strip", "part-yardstick", "part-code"}
)
"""Parts that are set smaller than body text on purpose."""


def observe(document: Any) -> LaidOut:
    """Return what is known of a document that the engine has laid out."""
    pages = [[box for box in page._page_box.children if _is_flow(box)] for page in document.pages]
    lines = [[line for box in boxes for line in _lines(box)] for boxes in pages]
    written = [line for of_page in lines for line in of_page]
    parts = [
        (number, box, name, _is_flow(top))
        for number, page in enumerate(document.pages)
        for top in page._page_box.children
        for box, name in _parts_in(top)
    ]
    running = [line for line in written if _is_running_text(line[1])]
    return LaidOut(
        part_pages=tuple(_part_pages(document)),
        torn_parts=tuple(_torn_parts(parts)),
        part_lines=tuple(_part_lines(written).items()),
        last_page_fill=_fill(document.pages[-1]._page_box, lines[-1]) if pages else 0.0,
        page_mm=_page_mm(document),
        line_mm=_line_mm(running),
        part_mm=tuple(_part_mm(parts).items()),
        body_points=_body_points(running),
        flaws=find_flaws(document),
    )


def _is_flow(box: Any) -> bool:
    """Return whether a box of a page is its content, not a running line."""
    return bool(box.element_tag == "html")


def _part_pages(document: Any) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            if anchor.startswith(_PART) and anchor not in seen:
                seen.add(anchor)
                yield anchor, number


_Part = tuple[int, Any, str, bool]
"""The number of a page, a box of a part on it, the part's id, whether it is of the content."""


def _parts_in(top: Any) -> Iterator[tuple[Any, str]]:
    """Yield each box that is of a part, in the order of the page, with the part's id."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        name = _identifier(box)
        if name.startswith(_PART):
            yield box, name
        # what is placed has its turn where it was placed from
        if getattr(box, "_box", None) is None:
            waiting += reversed(getattr(box, "children", ()))


def _torn_parts(parts: list[_Part]) -> Iterator[str]:
    """Yield each floated part that stands on more than one page.

    Why: the engine lays a float out as if its page were empty, so that nothing keeps it whole.
    """
    pages: dict[str, set[int]] = {}
    for number, box, name, _ in parts:
        if box.is_floated():
            pages.setdefault(name, set()).add(number)
    yield from (name for name, numbers in pages.items() if len(numbers) > 1)


def _identifier(box: Any) -> str:
    element = box.element
    return str(element.get("id") or "") if element is not None else ""


_Line = tuple[Any, tuple[Any, ...]]
"""A line of text, and the boxes around it."""


def _lines(box: Any, above: tuple[Any, ...] = ()) -> Iterator[_Line]:
    """Yield (line, boxes around it) of every line of text below a box."""
    if hasattr(box, "resume_at"):
        yield box, above
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, (*above, box))


def _part_lines(lines: list[_Line]) -> dict[str, int]:
    """Return the number of lines of the paragraphs in each part."""
    counts: Counter[str] = Counter()
    for _, above in lines:
        if any(box.element_tag == "p" for box in above):
            counts.update({name for box in above if (name := _identifier(box))[:5] == _PART})
    return dict(counts)


def _fill(page: Any, lines: list[_Line]) -> float:
    """Return how much of a page's height is used, from 0 to 1."""
    bottoms = [line.position_y + line.height for line, _ in lines if line.height]
    top = page.content_box_y()
    return float(min(1.0, max(0.0, max(bottoms, default=top) - top) / page.height))


def _body_points(running: list[_Line]) -> float | None:
    """Return the size in which most lines of the running text are set, None without any.

    It is that of the paragraph: a remark in it may be smaller.
    """
    sizes: Counter[float] = Counter()
    for _, above in running:
        paragraph = next(box for box in reversed(above) if box.element_tag in _BODY)
        sizes[round(paragraph.style["font_size"] * _POINTS, 2)] += 1
    return sizes.most_common(1)[0][0] if sizes else None


def _page_mm(document: Any) -> float:
    return round(document.pages[0]._page_box.height * _MM, 2) if document.pages else 0.0


def _line_mm(running: list[_Line]) -> float:
    """Return the height of most lines of the running text, 0 without any."""
    heights: Counter[float] = Counter()
    for line, _ in running:
        heights[round(line.height * _MM, 2)] += 1
    return heights.most_common(1)[0][0] if heights else 0.0


def _part_mm(parts: list[_Part]) -> dict[str, float]:
    """Return the height of each part that takes room in the flow, in the order of the page."""
    heights: dict[str, float] = {}
    for _, box, name, is_content in parts:
        takes_room = not (box.is_floated() or box.is_absolutely_positioned())
        if is_content and takes_room and hasattr(box, "margin_height"):
            heights[name] = round(heights.get(name, 0.0) + box.margin_height() * _MM, 2)
    return heights


def _is_running_text(above: tuple[Any, ...]) -> bool:
    tags = {box.element_tag for box in above}
    if not tags & _BODY or tags & _ASIDE:
        return False
    parts = {name for box in above if (name := _identifier(box)).startswith(_PART)}
    return bool(parts) and not parts & _SMALL_PRINT
