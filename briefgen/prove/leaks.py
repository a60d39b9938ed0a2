"""Whether a finished file holds anything that its audience may not see."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

from briefgen.prove.buried import buried_texts, inflated, pdf_strings
from briefgen.prove.reading import BrokenPdfError, read_words
from briefgen.prove.secret import Secret, Secrets

__all__ = ["Leak", "find_leaks"]

_MOST_NESTED = 60
_DATA = re.compile(rb"data:([\w/+.-]*);base64,([A-Za-z0-9+/=]*)")


@dataclass(frozen=True, slots=True)
class Leak:
    """A phrase that must not be there."""

    secret: Secret
    place: str
    """Where it is, for messages: `page 2`, `outline /Title`, `stream of object 12`."""


def find_leaks(artifact: bytes, form: str, secrets: Secrets) -> tuple[Leak, ...]:
    """Return what a file says of what its audience may not see, each item once for each place.

    `form` is `pdf`, `markdown` or `html`.

    Raises: BrokenPdfError when a PDF cannot be opened; then nothing is proved.
    """
    if not secrets.phrases:
        return ()
    texts = (
        _in_pdf(artifact, secrets.has_wide)
        if form == "pdf"
        else _in_text(artifact, secrets.has_wide)
    )
    found: dict[tuple[str, str, str], Leak] = {}
    gathered: dict[str, list[str]] = {}
    for place, text in texts:
        gathered.setdefault(place, []).append(text)
    # all at once, for most files have none; which text it is matters only for those that have
    if not secrets.among("\n".join(text for each in gathered.values() for text in each)):
        return ()
    for place, each in gathered.items():
        for secret in secrets.among("\n".join(each)):
            found.setdefault((place, secret.family, secret.identifier), Leak(secret, place))
    return tuple(found.values())


def _in_text(artifact: bytes, wide: bool) -> Iterator[tuple[str, str]]:
    for text in buried_texts(_DATA.sub(b"", artifact), wide=False):
        yield "text", text
        yield "text", unescape(text)
    for kind, encoded in _DATA.findall(artifact):
        # the fonts are those of the installed packages, by their digests
        if not kind.startswith(b"font/"):
            place = f"embedded {kind.decode('ascii', 'replace') or 'data'}"
            with suppress(ValueError):
                for text in buried_texts(b64decode(encoded), wide=wide):
                    yield place, text


def _in_pdf(artifact: bytes, wide: bool, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every text that a PDF holds."""
    import pikepdf

    words = read_words(artifact)
    for number, page in enumerate(words.pages, start=1):
        for text in (page.text, page.by_place, page.by_order):
            yield f"page {number}", text
    yield "text in reading order", words.reading
    seen: set[bytes] = set()
    try:
        with pikepdf.open(BytesIO(artifact)) as pdf:
            information = pdf.trailer.get("/Info")
            for item in pdf.objects:
                is_known = information is not None and item.objgen == information.objgen
                place = "document information" if is_known else _kind(item)
                yield from _in_object(item, place, seen, wide, depth)
            yield from _strings(pdf.trailer, "trailer", 0)
    except pikepdf.PdfError as broken:
        raise BrokenPdfError(str(broken)) from broken
    outside, streams = inflated(artifact)
    # what no object refers to, what a later one has replaced, and what stands behind the end
    for text in (*buried_texts(outside, wide=wide), *pdf_strings(outside)):
        yield "bytes of the file", text
    for content in streams:
        if content not in seen:
            for text in (*buried_texts(content, wide=wide), *pdf_strings(content)):
                yield "stream that is no object's", text


def _in_object(
    item: Any, place: str, seen: set[bytes], wide: bool, depth: int
) -> Iterator[tuple[str, str]]:
    import pikepdf

    yield from _strings(item, place, 0)
    if not isinstance(item, pikepdf.Stream):
        return
    try:
        content = item.read_bytes()
    except pikepdf.PdfError:
        # a picture's own format, in which its description stands uncompressed
        content = item.read_raw_bytes()
    seen.add(content)
    for text in buried_texts(content, wide=wide):
        yield place, text
    if content[:1024].lstrip().startswith(b"%PDF") and depth < 3:
        with suppress(BrokenPdfError):
            for inner, text in _in_pdf(content, wide, depth + 1):
                yield f"{place}, {inner}", text


def _strings(value: Any, place: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the strings and names of an object, without those of objects that it refers to."""
    import pikepdf

    if depth > _MOST_NESTED:
        return
    match value:
        case pikepdf.String():
            yield place, str(value)
            plain = bytes(value)
            if plain[:2] not in (b"\xfe\xff", b"\xff\xfe"):
                yield place, plain.decode("utf-8", "replace")
        case pikepdf.Name():
            yield place, str(value)[1:]
        case pikepdf.Array():
            for inner in value:
                if not getattr(inner, "is_indirect", False):
                    yield from _strings(inner, place, depth + 1)
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key, inner in value.items():
                yield place, key[1:]
                if not getattr(inner, "is_indirect", False):
                    yield from _strings(inner, f"{place} {key}" if depth < 1 else place, depth + 1)


_KINDS = {
    "/Metadata": "metadata",
    "/StructElem": "structure tree",
    "/StructTreeRoot": "structure tree",
    "/EmbeddedFile": "attachment",
    "/Filespec": "attachment",
    "/Annot": "annotation",
    "/Outlines": "outline",
}


def _kind(item: Any) -> str:
    """Return what an object is, for people, with its number."""
    import pikepdf

    number = item.objgen[0]
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return f"object {number}"
    name = _KINDS.get(str(item.get("/Type", "")))
    if name is None and "/Rect" in item and "/Subtype" in item:
        name = "annotation"
    elif name is None and "/Title" in item and "/Parent" in item:
        name = "outline"
    elif name is None and item.get("/Subtype") == "/Image":
        name = "image"
    if name is None:
        name = "stream" if isinstance(item, pikepdf.Stream) else "dictionary"
    return f"{name} (object {number})"
