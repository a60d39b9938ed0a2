"""What is ugly or lost on laid-out pages: bad breaks, and text that leaves its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from briefgen.render.rendered import GRAVE, MOST_FLAWS, Flaw, FlawKind
from briefgen.render.walk import Line, Rectangle, Word, lines_of_page

__all__ = ["find_flaws"]


_SHOWN = 80
_SLACK = 1.5
"""CSS pixels by which text may leave its place before anyone sees it."""
_SHORT_ROW = 1 / 3
"""How much of a page's height a row may take that should have been kept whole."""
_CELLS = ("td", "th")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "thead"})
_GROUP_HEADS = frozenset({"rowgroup", "colgroup"})
_BLOCKS = ("table", "section", "article", "div", "main", "body", "html")
_ADDRESS = re.compile(r"://|^www\.|^doi:|\w[.@/]\w[^\s]*[./]\w|\w@\w")
_APART = frozenset({"br", "dd", "div", "dt", "li", "p", "td", "th", "tr"})
"""Elements whose words are not those of the element behind them."""
_NOTE = "note-"
_PART = "part-"
_MARGIN = "@"


def find_flaws(document: Any) -> tuple[Flaw, ...]:
    """Return what is ugly or lost on the pages of a document, in the order of its pages.

    It is seen on the boxes as they were laid out, whatever a style sheet asked for.
    """
    pages = [
        (page._page_box, tuple(lines_of_page(page, number)))
        for number, page in enumerate(document.pages, start=1)
    ]
    lines = [line for _, found in pages for line in found]
    flows: dict[Any, list[Line]] = {}
    for line in lines:
        flows.setdefault(line.flow, []).append(line)
    height = max((page.height for page, _ in pages), default=0.0)
    found = [
        *(flaw for flow in flows.values() for flaw in _stranded(flow)),
        *(flaw for flow in flows.values() for flaw in _widows_and_orphans(flow)),
        *_split_rows(lines, height * _SHORT_ROW),
        *_lone_notes(lines),
        *(flaw for line in lines for flaw in _sticking_out(line)),
        *(flaw for page, own in pages for flaw in _lost(page, own)),
        *(flaw for _, own in pages for flaw in _overprinted(own)),
    ]
    found.sort(key=attrgetter("page"))
    once = {_topic(flaw): flaw for flaw in reversed(found)}
    # what is lost must be told, however much is only ugly
    told = list(reversed(once.values()))
    told.sort(key=lambda flaw: flaw.kind not in GRAVE)
    return tuple(sorted(told[:MOST_FLAWS], key=attrgetter("page")))


def _topic(flaw: Flaw) -> tuple[str | int, ...]:
    """Return what is told only once: a kind of a block, and of a margin, which all pages have."""
    if flaw.part.startswith(_MARGIN):
        return flaw.kind, flaw.part
    return flaw.kind, flaw.page, flaw.part, flaw.text


def _stranded(flow: list[Line]) -> Iterator[Flaw]:
    """Yield each heading, or head of a table, that a break parts from what it heads."""
    for line, after in pairwise(flow):
        heading = _heading_of(line)
        if line.breaks_before(after) and heading not in (None, _heading_of(after)):
            yield _flaw("stranded-heading", line, heading)


def _heading_of(line: Line) -> Any:
    """Return the element of the heading that a line is part of, None if it is none."""
    for box in reversed(line.around):
        element = box.element
        if box.element_tag in _HEADINGS:
            return element
        if box.element_tag == "th" and element.get("scope") in _GROUP_HEADS:
            return element
        if box.element_tag in _BLOCKS:
            return None
        if box.style["break_after"] in ("avoid", "avoid-page") and box.element_tag != "tr":
            return element
    return None


def _widows_and_orphans(flow: list[Line]) -> Iterator[Flaw]:
    """Yield each paragraph of which a single line is left behind, or goes alone."""
    written = (line for line in flow if line.words and not line.tags.intersection(_CELLS))
    for _, paragraph in groupby(written, key=lambda line: id(line.around[-1].element)):
        parts = [list(part) for _, part in groupby(paragraph, key=attrgetter("place"))]
        if len(parts) > 1 and _heading_of(parts[0][0]) is None:
            if len(parts[-1]) == 1:
                yield _flaw("widow", parts[-1][0])
            elif len(parts[0]) == 1:
                yield _flaw("orphan", parts[0][0])


def _split_rows(lines: Iterable[Line], short: float) -> Iterator[Flaw]:
    """Yield each row of a table that stands on several pages and would have fitted on one."""
    rows: dict[Any, dict[int, tuple[Any, Line]]] = {}
    for line in lines:
        row = line.inside("tr")
        if row is not None and not {"thead", "tfoot"} & set(line.tags):
            rows.setdefault(row.element, {}).setdefault(line.page, (row, line))
    for row, fragments in rows.items():
        if len(fragments) > 1 and sum(box.height for box, _ in fragments.values()) <= short:
            yield _flaw("split-row", next(iter(fragments.values()))[1], row)


def _lone_notes(lines: Iterable[Line]) -> Iterator[Flaw]:
    """Yield each note that is broken, that stands apart from its list, or from its mark."""
    listed: dict[Any, dict[tuple[int, int], Line]] = {}
    below: dict[Any, dict[tuple[int, int], Line]] = {}
    marks: dict[Any, int] = {}
    for line in lines:
        note = line.inside("li")
        if note is not None and str(note.element.get("id") or "").startswith(_NOTE):
            listed.setdefault(note.element, {}).setdefault(line.place, line)
        if line.footnote is not None:
            below.setdefault(line.footnote, {}).setdefault(line.place, line)
        marks.update(dict.fromkeys(line.calls, line.page))
    by_page: dict[int, list[tuple[Line, Any]]] = {}
    for note, places in (*listed.items(), *below.items()):
        first, *others = places.values()
        if others or first.page != marks.get(note, first.page):
            yield _flaw("lone-note", others[0] if others else first, note)
        elif note in listed:
            by_page.setdefault(first.page, []).append((first, note))
    for own in by_page.values() if len(by_page) > 1 else ():
        if len(own) == 1:
            yield _flaw("lone-note", *own[0])


def _sticking_out(line: Line) -> Iterator[Flaw]:
    """Yield the words of a line that are wider than the block or cell around them."""
    cell = line.inside(*_CELLS)
    around = cell if cell is not None else _block_around(line)
    if around is None or not line.words:
        return
    left = around.border_box_x() - _SLACK
    right = around.border_box_x() + around.border_width() + _SLACK
    for word in line.words:
        if word.place.right > right or word.place.left < left:
            tokens = word.text.split()
            token = tokens[-1] if word.place.right > right else tokens[0]
            # a long address is broken where it has a slash, and its last piece looks like a word
            wholes = [whole for whole in _words_of(line).split() if token in whole] or [token]
            kind: FlawKind = "overflowing-word"
            if any(_ADDRESS.search(whole) for whole in wholes):
                kind = "overflowing-address"
            yield _flaw("overflowing-cell" if cell is not None else kind, line, word=wholes[0])
            return


def _block_around(line: Line) -> Any:
    """Return the box of the element whose lines these are, with its padding."""
    inner = line.around[-1] if line.around else None
    for box in reversed(line.around):
        if inner is None or box.element is not inner.element:
            break
        inner = box
    return inner


def _lost(page: Any, lines: Iterable[Line]) -> Iterator[Flaw]:
    """Yield what is cut off, runs into the foot of the page, or is beyond its edge."""
    sheet = Rectangle(0, 0, page.margin_width(), page.margin_height())
    foot = page.content_box_y() + page.height + _SLACK
    for line in lines:
        for word in line.words:
            seen = sheet if line.seen is None else sheet.meet(line.seen)
            if _leaves(word.place, seen) or (not line.is_placed and word.place.bottom > foot):
                yield _flaw("lost-text", line, word=word.text.strip())
                break


def _leaves(place: Rectangle, seen: Rectangle) -> bool:
    return (
        place.left < seen.left - _SLACK
        or place.top < seen.top - _SLACK
        or place.right > seen.right + _SLACK
        or place.bottom > seen.bottom + _SLACK
    )


def _overprinted(lines: Iterable[Line]) -> Iterator[Flaw]:
    """Yield what is drawn over other words of the page."""
    words = [
        (word, line)
        for line in lines
        for word in line.words
        if line.seen is None or not _leaves(word.place, line.seen)
    ]
    words.sort(key=lambda each: each[0].place.top)
    open_: list[tuple[Word, Line]] = []
    told: set[int] = set()
    for word, line in words:
        open_ = [each for each in open_ if each[0].place.bottom > word.place.top + _SLACK]
        for other, its_line in open_:
            common = word.place.meet(other.place)
            is_over = common.right - common.left > _SLACK and common.bottom - common.top > _SLACK
            if is_over and line.is_of_margin and not its_line.is_of_margin:
                yield _flaw("overprinted-text", its_line, word=word.text.strip())
            elif is_over and id(line) not in told:
                told.add(id(line))
                yield _flaw("overprinted-text", line, word=other.text.strip())
        open_.append((word, line))


def _flaw(kind: FlawKind, line: Line, element: Any = None, word: str = "") -> Flaw:
    part = (
        _MARGIN + line.flow[0].removeprefix(_MARGIN)
        if line.is_of_margin
        else next(
            (
                name
                for box in reversed(line.around)
                if box.element is not None
                and (name := str(box.element.get("id") or "")).startswith(_PART)
            ),
            "",
        )
    )
    words = _words_of(line, element)[:_SHOWN]
    return Flaw(kind, line.page, part.removeprefix(_PART), words, word[:_SHOWN])


def _words_of(line: Line, element: Any = None) -> str:
    """Return the words of an element, else of the paragraph that a line is of."""
    element = line.block if element is None else element
    return " ".join("".join(_said(element)).split()) if element is not None else line.text


def _said(element: Any) -> Iterator[str]:
    """Yield the words of an element, without the numbers of notes and without portion marks."""
    if element.tag == "sup" or element.get("class") in ("portion", "back"):
        return
    yield element.text or ""
    for child in element:
        yield from _said(child)
        yield " " if child.tag in _APART else ""
        yield child.tail or ""
