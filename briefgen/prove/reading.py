"""A finished PDF as readers and screen readers have it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

__all__ = ["BrokenPdfError", "PdfWords", "read_words"]

_MOST_NESTED = 200
_NOT_AS_EXPECTED = (AttributeError, KeyError, TypeError, ValueError)
"""What it takes to find an object that is not of the kind that the standard wants there."""
_Key = tuple[int, int]
"""Page index and number of the marked content."""


class BrokenPdfError(Exception):
    """The bytes are no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What can be read in a PDF."""

    pages: tuple[str, ...] = field(repr=False)
    """The text of each page, in the order in which it was drawn."""
    reading: str = field(repr=False)
    """The text in the order of the structure, with the descriptions of pictures in their places."""


@lru_cache(maxsize=1)
def read_words(content: bytes) -> PdfWords:
    """Return the words of a PDF. Both proofs ask for them, one behind the other.

    Raises: BrokenPdfError.
    """
    import pikepdf
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(content) as document:
            drawn = [_drawn(page) for page in document]
        with pikepdf.open(BytesIO(content)) as pdf:
            marked = {
                (index, mark): "".join(said for own, said in runs if own == mark)
                for index, (_, runs) in enumerate(drawn)
                for mark in {own for own, _ in runs}
                if mark >= 0
            }
            numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
            root = pdf.Root.get("/StructTreeRoot")
            walk = _Walk(numbers, marked)
            pieces = list(walk.texts(root, None, 0)) if root is not None else []
    except (pypdfium2.PdfiumError, pikepdf.PdfError, *_NOT_AS_EXPECTED) as broken:
        raise BrokenPdfError(f"{type(broken).__name__}: {broken}") from broken
    return PdfWords(tuple(text for text, _ in drawn), "".join(pieces))


def _drawn(page: Any) -> tuple[str, list[tuple[int, str]]]:
    """Return a page's text, and each piece of it with the number of its marked content, or -1."""
    from pypdfium2 import raw

    words = page.get_textpage()
    try:
        runs = [
            (raw.FPDFPageObj_GetMarkedContentID(item.raw), _said(item, words))
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        ]
        return words.get_text_range(), runs
    finally:
        words.close()
        page.close()


def _said(item: Any, words: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(item.raw, words.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    where = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(item.raw, words.raw, where, size)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")


@dataclass(frozen=True, slots=True)
class _Walk:
    """One way through the structure of a document."""

    numbers: Mapping[tuple[int, int], int]
    """Page index by the number of the object."""
    marked: Mapping[_Key, str]

    def texts(self, element: Any, home: int | None, depth: int) -> Iterator[str]:
        """Yield the text of an element and of those in it; `home` is the page around it."""
        if depth > _MOST_NESTED:
            raise ValueError("the structure is nested too deep, or in a circle")
        if "/Pg" in element:
            home = self.numbers.get(element.Pg.objgen)
        if str(element.get("/S", "")) == "/Figure":
            # what is drawn in a picture is read as its description
            yield str(element.get("/Alt", ""))
        else:
            yield from self._kids(element, home, depth)

    def _kids(self, element: Any, home: int | None, depth: int) -> Iterator[str]:
        import pikepdf

        kids = element.get("/K")
        if kids is None:  # an empty cell of a table
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield self._content(home, kid)
            elif "/MCID" in kid:
                page = self.numbers.get(kid.Pg.objgen) if "/Pg" in kid else home
                yield self._content(page, int(kid.MCID))
            elif kid.get("/Type") != "/OBJR":
                yield from self.texts(kid, home, depth + 1)

    def _content(self, page: int | None, mark: int) -> str:
        return "" if page is None else self.marked.get((page, mark), "")
