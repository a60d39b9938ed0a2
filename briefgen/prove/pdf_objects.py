"""The objects of a PDF: their strings, the bytes of their streams, and what they are for people."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from binascii import unhexlify
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

__all__ = ["Places", "decoded", "kind_of", "strings_of", "without_structure"]

_MOST_NESTED = 60
_KINDS = {
    "/Metadata": "metadata",
    "/StructElem": "structure tree",
    "/StructTreeRoot": "structure tree",
    "/EmbeddedFile": "attachment",
    "/Filespec": "attachment",
    "/Annot": "annotation",
    "/Outlines": "outline",
    "/Font": "font",
    "/FontDescriptor": "font",
}
_FIELDS = frozenset(
    {
        "A", "Alt", "BS", "BaseFont", "Contents", "Count", "Dest", "F", "K", "Length", "O", "Obj",
        "P", "Pg", "Rect", "S", "StructParent", "Subtype", "Type", "W",
    }
)  # fmt: skip
"""Keys that most objects have; they say nothing of the document."""
_KIND_OF = ("/S", "/Subtype", "/Type")
_COMMON = frozenset(
    {
        "Annot", "Font", "FontDescriptor", "LBody", "LI", "Lbl", "Link", "OBJR", "P", "Reference",
        "StructElem", "TD", "TH", "TR",
    }
)  # fmt: skip
"""Kinds of objects that each document has hundreds of."""
_STRUCTURE = re.compile(
    rb"(?<!\d)\d{1,10} 0 R(?![^\s/<>()\[\]])|/(?:S|Subtype|Type) ?/(?:%b)(?![^\s/<>()\[\]])"
    % "|".join(sorted(_COMMON)).encode()
)
"""What refers to an object, and what says of which kind one is."""
_NOT_DRAWING = ("/Metadata", "/EmbeddedFile", "/ObjStm", "/XRef")


def strings_of(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the strings and names of an object, without those of objects that it refers to."""
    found: list[str] = []
    _gather(value, found, 0)
    return ((place, text) for text in found)


def _gather(value: Any, found: list[str], depth: int) -> None:
    import pikepdf

    # most values are numbers, which are none of its objects
    if depth > _MOST_NESTED or not isinstance(value, pikepdf.Object):
        return
    match value:
        case pikepdf.Name():
            found.append(str(value)[1:])
        case pikepdf.String():
            found.append(str(value))
            plain = bytes(value)
            if plain[:2] not in (b"\xfe\xff", b"\xff\xfe"):
                found.append(plain.decode("utf-8", "replace"))
                if b"\0" in plain:
                    # UTF-16 without the mark that should stand before it
                    found.append(plain.replace(b"\0", b"").decode("latin-1"))
        case pikepdf.Array():
            for inner in value:
                if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
                    _gather(inner, found, depth + 1)
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key, inner in value.items():
                if key[1:] not in _FIELDS:
                    found.append(key[1:])
                says_kind = key in _KIND_OF and str(inner)[1:] in _COMMON
                if isinstance(inner, pikepdf.Object) and not (inner.is_indirect or says_kind):
                    _gather(inner, found, depth + 1)


def decoded(stream: Any) -> bytes:
    """Return the bytes of a stream, without those filters that are no picture's own format."""
    import pikepdf

    with suppress(pikepdf.PdfError):
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    content = bytes(stream.read_raw_bytes())
    filters = stream.get("/Filter")
    for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
        undo = _UNDO.get(str(name))
        if undo is None:
            break
        try:
            content = undo(content)
        except (ValueError, zlib.error):
            break
    return content


def _from_ascii85(content: bytes) -> bytes:
    return a85decode(content.strip().removesuffix(b"~>"))


def _from_hex(content: bytes) -> bytes:
    digits = re.sub(rb"[\s>]", b"", content)
    return unhexlify(digits + b"0" * (len(digits) % 2))


_UNDO: Mapping[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": zlib.decompress,
    "/ASCII85Decode": _from_ascii85,
    "/ASCIIHexDecode": _from_hex,
}
"""Filters that may stand before a picture's own, where qpdf undoes none of them."""


def without_structure(stream: Any, content: bytes) -> bytes:
    """Return what a stream holds, one of objects without what says how they hang together.

    Why: that is a third of it. All else is kept, also between and behind the objects.
    """
    return _STRUCTURE.sub(b" ", content) if stream.get("/Type") == "/ObjStm" else content


@dataclass(frozen=True, slots=True)
class Places:
    """What the objects of a file are, and on which pages."""

    pages: Mapping[tuple[int, int], int]
    """The number of the page that an object is of, as far as that is plain."""
    information: tuple[int, int] | None
    contents: frozenset[tuple[int, int]]
    """The streams that pages name as their own."""
    fonts: frozenset[tuple[int, int]]
    """The streams that hold fonts."""

    @classmethod
    def of(cls, pdf: Any) -> Places:
        """Return what is known of a file's objects."""
        import pikepdf

        pages: dict[tuple[int, int], int] = {}
        named: set[tuple[int, int]] = set()
        for number, page in enumerate(pdf.pages, start=1):
            pages[page.obj.objgen] = number
            contents = page.obj.get("/Contents")
            drawn = page.resources.get("/XObject", {})
            own = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
            named.update(item.objgen for item in own if isinstance(item, pikepdf.Stream))
            of_page = [
                *own,
                *page.obj.get("/Annots", ()),
                *(drawn.values() if isinstance(drawn, pikepdf.Dictionary) else ()),
            ]
            for item in of_page:
                if getattr(item, "is_indirect", False):
                    pages.setdefault(item.objgen, number)
        fonts = frozenset(
            item[name].objgen
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            for name in ("/FontFile", "/FontFile2", "/FontFile3")
            if name in item
        )
        information = pdf.trailer.get("/Info")
        return cls(pages, getattr(information, "objgen", None), frozenset(named), fonts)

    def is_font(self, stream: Any) -> bool:
        """Return whether a stream is a font."""
        return stream.objgen in self.fonts

    def may_draw(self, stream: Any, *, on_page: bool = False) -> bool:
        """Return whether a stream may be one of operators; `on_page` takes the pages' own too."""
        if stream.get("/Type") in _NOT_DRAWING or stream.get("/Subtype") == "/Image":
            return False
        if self.is_font(stream):
            return False
        return on_page or stream.objgen not in self.contents

    def of_object(self, item: Any) -> str:
        """Return what an object is and where, for people, with its number."""
        import pikepdf

        number = item.objgen[0]
        if self.information is not None and item.objgen == self.information:
            return f"document information (object {number})"
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            return f"object {number}"
        page = self.pages.get(item.objgen)
        if page is None and isinstance(item.get("/Pg"), pikepdf.Dictionary):
            page = self.pages.get(item.Pg.objgen)
        where = f" of page {page}" if page is not None else ""
        return f"{kind_of(item)}{where} (object {number})"


def kind_of(item: Any) -> str:
    """Return what a dictionary or a stream is, for people."""
    import pikepdf

    named = _KINDS.get(str(item.get("/Type", "")))
    if named is not None:
        return named
    if item.get("/Type") == "/Page":
        return "dictionary"
    if "/Rect" in item and "/Subtype" in item:
        return "annotation"
    if "/Title" in item and "/Parent" in item:
        return "outline"
    if "/FT" in item:
        return "form field"
    if item.get("/S") == "/JavaScript":
        return "script"
    if item.get("/Subtype") == "/Image":
        return "image"
    return "stream" if isinstance(item, pikepdf.Stream) else "dictionary"
