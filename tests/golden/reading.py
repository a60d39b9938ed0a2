"""A finished PDF as its readers have it: its words, outline and structure, and how it looks."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

__all__ = ["SHADES", "outline", "pictures", "png", "structure", "text"]

SHADES = 16
_DPI = 50
_FINER = 4
"""How many times finer a page is drawn first, so that no line of type is snapped to the grid."""
_STEP = 255 // (SHADES - 1)
_HEAD, _TAIL = 5, 4
"""How many words of a long passage the structure shows."""
_INLINE = frozenset({"Span", "Link", "Quote", "Code", "Reference"})
_SHOWN = {
    "/Alt": "is",
    "/E": "means",
    "/Lang": "in",
    "/Scope": "of",
    "/ColSpan": "wide",
    "/RowSpan": "high",
    "/ListNumbering": "marked",
    "/ID": "named",
}
"""Property → the word before its value."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that were drawn in one go."""

    words: str
    page: int
    left: float = 0
    bottom: float = 0
    right: float = 0
    top: float = 0

    def goes_on_from(self, before: _Run) -> bool:
        """Return whether it stands on the same line, behind the other."""
        lines_overlap = self.bottom < before.top and before.bottom < self.top
        return self.page == before.page and lines_overlap and self.left > before.right - 2


_Said = Sequence[_Run | str]
"""Words, and what stands in the line with them, in square brackets."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What the structure refers to."""

    pages: Mapping[tuple[int, int], int]
    """Page index by the number of the object."""
    runs: Mapping[tuple[int, int], tuple[_Run, ...]]
    """By page index and number of the marked content."""

    def runs_of(self, kid: pikepdf.Object | int, element: pikepdf.Object) -> tuple[_Run, ...]:
        """Return the words that a marked-content kid of an element stands for."""
        home, number = (element, kid) if isinstance(kid, int) else (kid, int(kid.MCID))
        return self.runs.get((self.pages[home.Pg.objgen], number), ())


def text(content: bytes) -> str:
    """Return the words of each page, in the order and the lines in which they are copied."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    lines: list[str] = []
    for number, page in enumerate(pages, start=1):
        # The library writes a hyphen at the end of a line as no character, and joins the lines.
        whole = page.replace("\ufffe", "-\n")
        lines += [f"--- page {number} ---", *(line.rstrip() for line in whole.splitlines())]
    return "\n".join(lines) + "\n"


def outline(content: bytes) -> str:
    """Return the bookmarks, a line each, with the page that each leads to."""
    lines = []
    with pypdfium2.PdfDocument(content) as pdf:
        for mark in pdf.get_toc():
            target = mark.get_dest()
            where = f"page {target.get_index() + 1}" if target else "nowhere"
            lines.append(f"{'  ' * mark.level}{mark.get_title()} → {where}\n")
    return "".join(lines)


def pictures(content: bytes) -> list[Image.Image]:
    """Return each page, small and in a few shades of grey."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [
            page.render(scale=_FINER * _DPI / 72, grayscale=True)
            .to_pil()
            .convert("L")
            .reduce(_FINER)
            .point([round(grey / _STEP) * _STEP for grey in range(256)])
            for page in pdf
        ]


def png(picture: Image.Image) -> bytes:
    """Return a picture of `pictures` as a small file: four bits for each point."""
    shades = picture.point([grey // _STEP for grey in range(256)]).tobytes()
    few = Image.frombytes("P", picture.size, shades)
    few.putpalette([shade * _STEP for shade in range(SHADES) for _ in "rgb"])
    out = BytesIO()
    few.save(out, "PNG", bits=4, optimize=True)
    return out.getvalue()


def structure(content: bytes) -> str:
    """Return what a screen reader follows: a line an element, long passages cut in the middle."""
    runs = _runs(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        book = _Book({page.objgen: index for index, page in enumerate(pdf.pages)}, runs)
        return "".join(f"{line}\n" for line in _lines(pdf.Root.StructTreeRoot.K[0], 0, book))


def _lines(element: pikepdf.Object, depth: int, book: _Book) -> Iterator[str]:
    """Yield the line of an element, with what it says itself, then those of the elements in it."""
    own = "  " * depth + " ".join(_properties(element))
    is_yielded = False
    for is_block, kids in groupby(_kids(element), _is_block):
        if is_block:
            if not is_yielded:
                yield own
            is_yielded = True
            yield from (line for kid in kids for line in _lines(kid, depth + 1, book))
            continue
        passage = _passage([piece for kid in kids for piece in _said(kid, element, book)])
        if passage and is_yielded:
            yield "  " * (depth + 1) + passage
        elif passage:
            own = f"{own} {passage}"
    if not is_yielded:
        yield own


def _said(kid: pikepdf.Object | int, element: pikepdf.Object, book: _Book) -> _Said:
    """Return what an element says itself: by marked content, or by an element in its line."""
    if isinstance(kid, int) or "/MCID" in kid:
        return book.runs_of(kid, element)
    if kid.get("/Type") == "/OBJR":
        described = str(kid.Obj.get("/Contents", "not described"))
        return [] if described == element.get("/Alt") else [f"({described})"]
    said = [piece for own in _kids(kid) for piece in _said(own, kid, book)]
    return [f"[{' '.join([*_properties(kid), _passage(said)])}]"]


def _passage(said: _Said) -> str:
    """Return words and elements in one line; words between two elements lose their middle."""
    pieces: list[str] = []
    for is_element, group in groupby(said, lambda piece: isinstance(piece, str)):
        together = list(group)
        pieces += map(str, together) if is_element else [_shortened(together)]
    return " ".join(piece for piece in pieces if piece).replace("] ,", "],")


def _shortened(runs: Iterable[_Run | str]) -> str:
    whole, before = "", None
    for run in runs:
        assert isinstance(run, _Run)
        is_divided = whole.endswith("\x02")  # What the library has for a hyphen at a line's end.
        is_next = before is None or is_divided or run.goes_on_from(before)
        whole = whole.removesuffix("\x02") + ("" if is_next else " ") + run.words
        before = run
    words = whole.split()
    is_long = len(words) > _HEAD + _TAIL + 1
    return " ".join([*words[:_HEAD], "…", *words[-_TAIL:]] if is_long else words)


def _properties(element: pikepdf.Object) -> Iterator[str]:
    """Yield the role of an element, and what else of it a reader is told."""
    yield str(element.S).removeprefix("/")
    for source in (element, element.get("/A", {})):
        for key, word in _SHOWN.items():
            if key in source:
                yield f"({word} {str(source[key]).removeprefix('/')})"
    if headers := element.get("/A", {}).get("/Headers"):
        yield f"(under {', '.join(map(str, headers))})"


def _kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_block(kid: pikepdf.Object | int) -> bool:
    is_element = not isinstance(kid, int) and "/S" in kid
    return is_element and str(kid.S).removeprefix("/") not in _INLINE


def _runs(content: bytes) -> dict[tuple[int, int], tuple[_Run, ...]]:
    found: dict[tuple[int, int], tuple[_Run, ...]] = {}
    with pypdfium2.PdfDocument(content) as pdf:
        for index, page in enumerate(pdf):
            extracted = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                run = _Run(_words(item, extracted), index, *item.get_bounds())
                key = (index, raw.FPDFPageObj_GetMarkedContentID(item.raw))
                found[key] = (*found.get(key, ()), run)
    return found


def _words(item: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item.raw, page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    where = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(item.raw, page.raw, where, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
