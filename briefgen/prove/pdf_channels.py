"""Every text that a PDF holds, with its place, read with two libraries: PDFium and qpdf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from briefgen.prove.buried import buried_texts, inflated, pdf_strings, texts_of_font
from briefgen.prove.decoding import Fonts, drawn_strings, inline_images
from briefgen.prove.embedded import texts_in_bytes
from briefgen.prove.pdf_objects import Places, decoded, kind_of, strings_of, without_structure
from briefgen.prove.reading import BrokenPdfError, PdfWords, read_words
from briefgen.prove.unpacking import UnopenedError

__all__ = ["texts_of_pdf"]

_END = re.compile(rb"%%EOF[\r\n]*")
_INLINE = re.compile(rb"\bBI\s.*?\bID\s", re.DOTALL)
_SAID = re.compile(
    rb"\((?:[^()\\]|\\[\x00-\xff])*\)|%[^\r\n]*|/[^\s/<>()\[\]]{4,}|<[Ff][Ee][Ff][Ff][0-9A-Fa-f]+>"
)
"""What operators may carry that is no code of a font: strings, comments, names."""
_SHOWING = re.compile(rb"[)>\]]\s*(?:T[jJ]|['\"])(?![^\s])")
_MOST_REVISIONS = 20

Texts = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Opened:
    """One PDF, open."""

    artifact: bytes = field(repr=False)
    words: PdfWords = field(repr=False)
    pdf: Any
    places: Places
    wide: bool
    depth: int
    """In how many files it is embedded."""
    objects: tuple[Any, ...] = field(repr=False)
    streams: tuple[tuple[Any, bytes], ...] = field(repr=False)
    """Those of its objects that are streams, with what they hold."""
    names_places: bool

    def place(self, item: Any) -> str:
        """Return the place of an object: no two have the same."""
        return self.places.of_object(item) if self.names_places else f"object {item.objgen[0]}"

    def content_of(self, page: Any) -> bytes | None:
        """Return what a page draws, if that is one stream."""
        number = getattr(page.obj.get("/Contents"), "objgen", None)
        return next((held for item, held in self.streams if item.objgen == number), None)


def texts_of_pdf(
    artifact: bytes, wide: bool, depth: int = 0, *, names_places: bool = True
) -> Texts:
    """Yield (place, text) of every text that a PDF holds.

    Places are named for people if that is wanted, which takes time.

    Raises: BrokenPdfError when it cannot be opened, UnopenedError when something is embedded that
    cannot be looked into.
    """
    import pikepdf

    words = read_words(artifact)
    try:
        with pikepdf.open(BytesIO(artifact)) as pdf:
            objects = tuple(pdf.objects)
            streams = (item for item in objects if isinstance(item, pikepdf.Stream))
            opened = _Opened(
                artifact,
                words,
                pdf,
                Places.of(pdf),
                wide,
                depth,
                objects,
                tuple((item, decoded(item)) for item in streams),
                names_places,
            )
            for channel in CHANNELS:
                yield from channel(opened)
    except pikepdf.PdfError as broken:
        raise BrokenPdfError(str(broken)) from broken


def _on_pages(opened: _Opened) -> Texts:
    for number, page in enumerate(opened.words.pages, start=1):
        yield f"page {number}", page.text


def _by_place(opened: _Opened) -> Texts:
    for number, page in enumerate(opened.words.pages, start=1):
        yield f"page {number}", page.by_place


def _by_column(opened: _Opened) -> Texts:
    for number, page in enumerate(opened.words.pages, start=1):
        yield f"page {number}", page.by_column


def _read_aloud(opened: _Opened) -> Texts:
    yield "text in reading order", opened.words.reading


def _in_strings(opened: _Opened) -> Texts:
    """Yield strings, names and keys of all objects."""
    for item in opened.objects:
        yield from strings_of(item, opened.place(item))
    yield from strings_of(opened.pdf.trailer, "trailer")


def _told_in_pieces(opened: _Opened) -> Texts:
    """Yield what the objects of a kind say in the same place, one behind the other."""
    import pikepdf

    told: dict[str, list[str]] = {}
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary):
            said = [(key, str(v)) for key, v in item.items() if isinstance(v, pikepdf.String)]
            kind = kind_of(item) if said else ""
            for key, words in said:
                told.setdefault(f"{kind}, {key} of several", []).append(words)
    yield from ((place, "\n".join(words)) for place, words in told.items())


def _in_streams(opened: _Opened) -> Texts:
    for item, content in opened.streams:
        place = opened.place(item)
        if opened.places.is_font(item):
            yield from ((place, text) for text in texts_of_font(content))
        elif item.objgen in opened.places.contents:
            # what is drawn is decoded by its fonts below
            said = b"\n".join(_SAID.findall(content))
            for text in (*buried_texts(said, wide=opened.wide), *pdf_strings(said)):
                yield place, text
        else:
            said = without_structure(item, content)
            yield from texts_in_bytes(said, place, opened.wide, opened.depth)


def _by_operators(opened: _Opened) -> Texts:
    """Yield what streams draw, decoded without PDFium, also those that no page shows."""
    fonts = Fonts()
    for number, page in enumerate(opened.pdf.pages, start=1):
        content = opened.content_of(page)
        yield f"page {number}", "".join(drawn_strings(page, page.resources, fonts, content))
    for item, content in opened.streams:
        if opened.places.may_draw(item) and _SHOWING.search(content):
            with _only_if_it_draws(item):
                text = "".join(drawn_strings(item, item.get("/Resources"), fonts, content))
                yield opened.place(item), text


@contextmanager
def _only_if_it_draws(stream: Any) -> Iterator[None]:
    """Let pass that a stream is not made of operators, unless it says that it is."""
    import pikepdf

    try:
        yield
    except pikepdf.PdfError:
        if stream.get("/Subtype") == "/Form" or "/PatternType" in stream:
            raise


def _in_inline_images(opened: _Opened) -> Texts:
    for item, content in opened.streams:
        if not opened.places.may_draw(item, on_page=True):
            continue
        if b"BI" in content and _INLINE.search(content):
            with _only_if_it_draws(item):
                for image in inline_images(item):
                    place = opened.place(item)
                    yield from texts_in_bytes(image, place, opened.wide, opened.depth)


def _between_objects(opened: _Opened) -> Texts:
    """Yield what no object refers to, and what stands before the beginning and behind the end."""
    outside, streams = inflated(opened.artifact)
    for text in (*buried_texts(outside, wide=opened.wide), *pdf_strings(outside)):
        yield "bytes of the file", text
    known = {content for _, content in opened.streams}
    for content in streams:
        if content not in known:
            for text in (*buried_texts(content, wide=opened.wide), *pdf_strings(content)):
                yield "stream that is no object's", text


def _in_earlier_revisions(opened: _Opened) -> Texts:
    """Yield what the file held before it was added to."""
    import pikepdf

    ends = [found.end() for found in _END.finditer(opened.artifact)][:-1]
    if len(ends) > _MOST_REVISIONS:
        raise UnopenedError(f"a file with {len(ends)} earlier revisions")
    for number, end in enumerate(ends, start=1):
        with pikepdf.open(BytesIO(opened.artifact[:end])) as pdf:
            fonts = Fonts()
            for item in pdf.objects:
                place = f"earlier revision {number}"
                yield from strings_of(item, place)
                if isinstance(item, pikepdf.Stream):
                    yield from texts_in_bytes(decoded(item), place, opened.wide, opened.depth)
            for page in pdf.pages:
                yield place, "".join(drawn_strings(page, page.resources, fonts))


CHANNELS = (
    _on_pages,
    _by_place,
    _by_column,
    _read_aloud,
    _in_strings,
    _told_in_pieces,
    _in_streams,
    _by_operators,
    _in_inline_images,
    _between_objects,
    _in_earlier_revisions,
)
"""Where texts are looked for, each on its own."""
