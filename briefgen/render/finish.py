"""What the layout engine leaves to be done on the finished PDF objects.

It writes PDF/A; the identification as PDF/UA and descriptions of links are added here, before the
bytes are written. The structure is mended in `structure`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import pydyf  # type: ignore[import-untyped]

from briefgen.render.references import by_reference
from briefgen.render.standards import Standard

__all__ = [
    "describe_links",
    "finish",
    "identify_as_pdfua",
    "name_associated_files_once",
    "name_glyphs_plainly",
    "write_each_once",
]

_PLAIN = {
    **dict.fromkeys((b" <00a0>", b" <202f>"), b" <0020>"),
    **dict.fromkeys((b" <00ad>", b" <2010>", b" <2011>"), b" <002d>"),
}
"""What a glyph is named in a ToUnicode map → what it is named in its place, as UTF-16."""

_COUNTED_FROM_1 = pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])
_END = b"</rdf:RDF>"
_LEVEL = 6
"""Of zlib, which goes to 9."""


def finish(
    pdf: Any, links: Iterable[Any], parents: Mapping[Any, Any], date: str, standard: Standard
) -> None:
    """Make the PDF conform to its standard, but for its structure.

    `links` are the engine's boxes with a link, `parents` leads from each HTML element upwards, and
    `date` is a PDF date for embedded files.
    """
    identify_as_pdfua(pdf, standard)
    name_associated_files_once(pdf)
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": _COUNTED_FROM_1})
    describe_links(links, parents)
    name_glyphs_plainly(pdf)
    for item in pdf.objects:
        extra = getattr(item, "extra", None) or {}
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8.1
        if extra.get("Type") == "/EmbeddedFile":
            # The engine would write the time of day.
            extra["Params"].update(CreationDate=pydyf.String(date), ModDate=pydyf.String(date))


def identify_as_pdfua(pdf: Any, standard: Standard) -> None:
    """Put the PDF/UA identification inside the metadata's `rdf:RDF`, uncompressed.

    Why: the engine's own way of adding metadata puts it beside that element, where no reader
    looks. Programs that know nothing of PDF find uncompressed metadata too.
    """
    metadata = by_reference(pdf, pdf.catalog["Metadata"])
    before, end, after = b"\n".join(metadata.stream).partition(_END)
    metadata.stream = [before + standard.identification + end + after]
    metadata.compress = False


def name_associated_files_once(pdf: Any) -> None:
    """Drop the second mention of each attachment, which the engine makes."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def describe_links(links: Iterable[Any], parents: Mapping[Any, Any]) -> None:
    """Give each link's active areas the words of the whole link.

    Source: ISO 14289-1, 7.18.5.
    """
    for box in links:
        annotation = getattr(box, "link_annotation", None)
        link = box.element
        while link is not None and link.tag != "a":
            link = parents.get(link)
        if annotation is not None and link is not None and (words := _words(link)):
            annotation["Contents"] = pydyf.String(words)


def name_glyphs_plainly(pdf: Any) -> None:
    """Let every space be found as a space and every hyphen as a hyphen.

    Why: fonts draw the hyphen, the one at the end of a line and the one that does not break with
    one glyph, and the space with and without a break too. The engine names a glyph after the first
    character that it stands for, so that one word divided at the end of a line hid `Indo-Pacific`
    from every search.
    """
    for item in pdf.objects:
        lines = getattr(item, "stream", None) or ()
        if b"begincmap" in lines:
            item.stream = [
                line[: -len(name)] + _PLAIN[name] if (name := line[-7:]) in _PLAIN else line
                for line in lines
            ]


def _words(element: Any) -> str:
    given = element.get("aria-label") or element.get("title")
    pictures = (child.get("alt", "") for child in element.iter("img"))
    text = given or " ".join([*element.itertext(), *pictures])
    return " ".join(text.split())


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of which the bytes are made when they are first asked for."""

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.number, self.generation = item.number, item.generation
        self.free, self.offset = item.free, item.offset
        self._item = item

    @cached_property
    def data(self) -> bytes:
        """What it consists of."""
        item = self._item
        if isinstance(item, pydyf.Stream) and item.compress:
            # its own level takes twice the time for a hundredth of the bytes
            packed = pydyf.Stream([_compressed(item)], {**item.extra, "Filter": "/FlateDecode"})
            return bytes(packed.data)
        return bytes(item.data)

    @property
    def compressible(self) -> bool:
        """Whether it can stand in a stream of objects."""
        return bool(self._item.compressible)


def _compressed(stream: Any) -> bytes:
    # only it knows how it writes what it has
    plain = pydyf.Stream(stream.stream).data
    start = plain.index(b"\nstream\n") + len(b"\nstream\n")
    return zlib.compress(plain[start:].removesuffix(b"\nendstream"), _LEVEL)


def write_each_once(pdf: Any) -> None:
    """Keep the bytes of each object, which nobody changes from here on.

    Why: they are made a second time for the digest in the file's identifier, and to compress those
    of the fonts and pages takes as long as to draw a page.
    """
    pdf.objects[:] = [item if item.free == "f" else _Written(item) for item in pdf.objects]
