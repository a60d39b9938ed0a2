"""A finished PDF as readers and screen readers have it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from briefgen.prove.drawn import DrawnPage, Run, Unseen, read_page

__all__ = [
    "NOT_AS_EXPECTED",
    "BrokenPdfError",
    "Drawing",
    "PdfWords",
    "load_provers",
    "read_words",
]

_MOST_NESTED = 200
NOT_AS_EXPECTED = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What it takes to find an object that is not of the kind that the standard wants there."""
_LIBRARIES = (
    "pikepdf",
    "pypdfium2",
    "lxml.html",
    "fontTools.agl",
    "fontTools.ttLib",
    "fontTools.ttLib.tables._n_a_m_e",
)
_Key = tuple[int, int]
"""Page index and number of the marked content."""


class BrokenPdfError(Exception):
    """The bytes are no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, and the words that are drawn in it."""

    description: str
    text: str
    seen: str
    """The text without the words that nobody sees."""


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What can be read in a PDF."""

    pages: tuple[DrawnPage, ...] = field(repr=False)
    reading: str = field(repr=False)
    """The text in the order of the structure, with the descriptions of pictures in their places."""
    seen: str = field(repr=False)
    """The same without the words that nobody sees."""
    drawings: tuple[Drawing, ...] = field(default=(), repr=False)
    """The pictures of the structure, in its order."""

    @property
    def unseen(self) -> Iterator[Unseen]:
        """The words that nobody sees, of what the structure holds."""
        return (word for page in self.pages for word in page.unseen)


def load_provers() -> None:
    """Load the libraries that proofs read files with."""
    for name in _LIBRARIES:
        importlib.import_module(name)


@lru_cache(maxsize=1)
def read_words(content: bytes) -> PdfWords:
    """Return the words of a PDF. Both proofs ask for them, one behind the other.

    Raises: BrokenPdfError.
    """
    import pikepdf
    import pypdfium2  # type: ignore[import-untyped]

    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = tuple(read_page(page, number) for number, page in enumerate(document, start=1))
        with pikepdf.open(BytesIO(content)) as pdf:
            numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
            root = pdf.Root.get("/StructTreeRoot")
            walk = _Walk(numbers)
            pieces = list(walk.pieces(root, None, 0)) if root is not None else []
    except (pypdfium2.PdfiumError, pikepdf.PdfError, *NOT_AS_EXPECTED) as broken:
        raise BrokenPdfError(f"{type(broken).__name__}: {broken}") from broken
    text, shown = (_marked(pages, each) for each in (lambda run: run.text, lambda run: run.seen))
    reading = _joined(pieces, text)
    hides = any(page.unseen for page in pages)
    drawings = (
        Drawing(words, _joined(keys, text), _joined(keys, shown)) for words, keys in walk.pictures
    )
    seen = _joined(pieces, shown) if hides else reading
    return PdfWords(pages, reading, seen, tuple(drawings))


def _marked(pages: Iterable[DrawnPage], text: Callable[[Run], str]) -> dict[_Key, str]:
    """Return the text of each marked content."""
    found: dict[_Key, list[str]] = {}
    for index, page in enumerate(pages):
        for run in page.runs:
            if run.mark >= 0:
                found.setdefault((index, run.mark), []).append(text(run))
    return {key: "".join(texts) for key, texts in found.items()}


def _joined(pieces: Iterable[_Key | str], marked: Mapping[_Key, str]) -> str:
    return "".join(piece if isinstance(piece, str) else marked.get(piece, "") for piece in pieces)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One way through the structure of a document."""

    numbers: Mapping[tuple[int, int], int]
    """Page index by the number of the object."""
    pictures: list[tuple[str, list[_Key | str]]] = field(default_factory=list)
    """The description of each picture that was met, and the marked contents in it."""

    def pieces(self, element: Any, home: int | None, depth: int) -> Iterator[_Key | str]:
        """Yield what an element and those in it say: marked contents, and descriptions.

        `home` is the page around it.
        """
        if depth > _MOST_NESTED:
            raise ValueError("the structure is nested too deep, or in a circle")
        if "/Pg" in element:
            home = self.numbers.get(element.Pg.objgen)
        if str(element.get("/S", "")) == "/Figure":
            # what is drawn in a picture is read as its description
            description = str(element.get("/Alt", ""))
            self.pictures.append((description, list(self._kids(element, home, depth))))
            yield description
        else:
            yield from self._kids(element, home, depth)

    def _kids(self, element: Any, home: int | None, depth: int) -> Iterator[_Key | str]:
        import pikepdf

        kids = element.get("/K")
        if kids is None:  # an empty cell of a table
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield from self._content(home, kid)
            elif "/MCID" in kid:
                page = self.numbers.get(kid.Pg.objgen) if "/Pg" in kid else home
                yield from self._content(page, int(kid.MCID))
            elif kid.get("/Type") != "/OBJR":
                yield from self.pieces(kid, home, depth + 1)

    @staticmethod
    def _content(page: int | None, mark: int) -> Iterator[_Key]:
        if page is not None:
            yield page, mark
