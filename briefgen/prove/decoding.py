"""The text that streams of a PDF draw, decoded by their fonts without PDFium.

It reads every stream with operators, also one that no page shows: forms, patterns, glyphs and the
looks of annotations.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from briefgen.prove.pdf_objects import decoded

__all__ = ["Fonts", "drawn_strings", "inline_images"]

_MAP = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_DRAWN = re.compile(rb"<([0-9a-f]*)>")
_NO_DRAWN = (b"(", b"/", b"<<", b"[")
"""What begins anything besides strings in hexadecimal and numbers."""
_SHOWN = re.compile(
    rb"\[([^\[\]]*)\]\s*TJ\b|<([0-9A-Fa-f\s]*)>\s*(?:Tj\b|['\"])"
    rb"|(/[^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf\b"
)
_DIGITS = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_WHOLE = re.compile(rb"(?:[0-9A-Fa-f]{2})+")
_TO_BE_READ = (b"(", b"%", b"#", b"BI")
"""Strings, comments, names with codes, pictures: in these anything may stand."""
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class Fonts:
    """Decoders of the fonts of one file, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], _Decoder] = {}
        self._by_name: dict[str, _Decoder] = {}

    def of(self, resources: Any) -> Mapping[str, _Decoder]:
        """Return the decoders of a stream's fonts by the names that it has for them."""
        import pikepdf

        own: Any = resources.get("/Font", {}) if isinstance(resources, pikepdf.Dictionary) else {}
        found = {}
        for name, font in own.items():
            key = font.objgen
            if key not in self._known or key == (0, 0):
                self._known[key] = _Decoder(font)
            found[name] = self._known[key]
        self._by_name.update(found)
        # what has no resources of its own uses those of a page
        return {**self._by_name, **found}


class _Decoder:
    """Turns the codes of one font into text."""

    def __init__(self, font: Any) -> None:
        import pikepdf

        self.width = 2 if font.get("/Subtype") == pikepdf.Name.Type0 else 1
        self._map = _Known()
        with suppress(pikepdf.PdfError, AttributeError, TypeError, ValueError):
            self._map.update(_differences(font))
        with suppress(pikepdf.PdfError, AttributeError, TypeError, ValueError):
            if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
                self._map.update(_known_to_unicode(bytes(font.ToUnicode.read_bytes())))

    def text(self, codes: bytes) -> str:
        """Return the text of a string."""
        plain = codes.decode("utf-16-be" if self.width == 2 else "latin-1", "surrogatepass")
        self._map.is_single = self.width == 1
        return plain.translate(self._map)


class _Known(dict[int, str]):
    """What codes mean; of single bytes that no map names, what Windows means by them."""

    is_single = False

    def __missing__(self, code: int) -> str:
        return bytes([code]).decode("cp1252", "ignore") if self.is_single else ""


def drawn_strings(
    stream: Any, resources: Any, fonts: Fonts, content: bytes | None = None
) -> Iterator[str]:
    """Yield what a content stream draws, font by font. `content` is what it holds, if known."""
    import pikepdf

    known, font = fonts.of(resources), None
    shown = None if content is None else _shown(content)
    if shown is not None:
        yield from (_text([codes], known.get(name)) for name, codes in shown)
        return
    with warnings.catch_warnings(action="ignore"):  # what is no stream of operators
        instructions = pikepdf.parse_content_stream(stream, "Tf Tj TJ ' \"")
    codes: list[bytes] = []
    for instruction in instructions:
        operands = instruction.operands
        if str(instruction.operator) == "Tf":
            yield _text(codes, font)
            font, codes = known.get(str(operands[0])), []
            continue
        codes.append(_codes(operands[-1]))
    yield _text(codes, font)


def _shown(content: bytes) -> list[tuple[str, bytes]] | None:
    """Return (font, codes) of what a stream shows, None where it must be read sign by sign.

    Why: the layout engine writes all strings in hexadecimal, and then nothing but what shows them
    and names a font can stand where this looks.
    """
    if any(sign in content for sign in _TO_BE_READ):
        return None
    found: list[tuple[str, list[bytes]]] = [("", [])]
    for row, single, font in _SHOWN.findall(content):
        if font:
            found.append((font.decode("latin-1"), []))
        else:
            found[-1][1].extend(_DIGITS.findall(row) if row else [single])
    if any(piece and not _WHOLE.fullmatch(piece) for _, pieces in found for piece in pieces):
        # a digit is missing, or white space is in between
        return None
    return [(font, bytes.fromhex(b"".join(pieces).decode())) for font, pieces in found]


def _codes(operand: Any) -> bytes:
    """Return the strings in what an operator shows, one behind the other."""
    import pikepdf

    if isinstance(operand, pikepdf.Array):
        # as bytes, for each of its many numbers would become an object
        written = operand.unparse().replace(b"()", b"")[1:]
        if not any(sign in written for sign in _NO_DRAWN):
            return bytes.fromhex(b"".join(_DRAWN.findall(written)).decode())
        return b"".join(bytes(piece) for piece in operand if isinstance(piece, pikepdf.String))
    return bytes(operand) if isinstance(operand, pikepdf.String) else b""


def _text(codes: list[bytes], font: _Decoder | None) -> str:
    whole = b"".join(codes)
    return whole.decode("cp1252", "ignore") if font is None else font.text(whole)


def inline_images(stream: Any) -> Iterator[bytes]:
    """Yield the bytes of the pictures inside a content stream."""
    import pikepdf

    holder = pikepdf.new()
    for instruction in pikepdf.parse_content_stream(stream):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            image = instruction.iimage
            copy = holder.make_stream(b"")
            names = [name for name, _ in image.filter_decodeparms]
            parameters = [each for _, each in image.filter_decodeparms]
            copy.write(
                image.read_raw_bytes(),
                filter=pikepdf.Array([pikepdf.Name(name) for name in names]),
                decode_parms=pikepdf.Array([each or pikepdf.Dictionary() for each in parameters]),
            )
            yield decoded(copy)


def _differences(font: Any) -> Iterator[tuple[int, str]]:
    from fontTools.agl import toUnicode

    encoding = font.get("/Encoding")
    code = 0
    for entry in encoding.get("/Differences", ()) if hasattr(encoding, "get") else ():
        if isinstance(entry, int):
            code = entry
        else:
            name = str(entry)[1:]
            yield code, toUnicode(name) or (name if len(name) == 1 else "")
            code += 1


@lru_cache(maxsize=64)
def _known_to_unicode(content: bytes) -> Mapping[int, str]:
    """Return the same as `_to_unicode`; kept, as a document that is made again has most of them."""
    return dict(_to_unicode(content))


def _to_unicode(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield (code, text) of a font's map. Source: ISO 32000-2, 9.10.3."""
    for kind, body in _MAP.findall(content):
        values: list[bytes | list[bytes]] = []
        row: list[bytes] | None = None
        for digits, opens, closes in _TOKEN.findall(body):
            if opens:
                row = []
            elif closes:
                values.append(row or [])
                row = None
            else:
                value = bytes.fromhex(b"".join(digits.split()).decode())
                values.append(value) if row is None else row.append(value)
        if kind == b"bfchar":
            for code, text in zip(values[::2], values[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    yield int.from_bytes(code, "big"), text.decode("utf-16-be", "ignore")
        else:
            for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    yield from _range(first, last, text)


def _range(first: bytes, last: bytes, text: bytes | list[bytes]) -> Iterator[tuple[int, str]]:
    start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
    for number, code in enumerate(range(start, min(end, start + 0xFFFF) + 1)):
        if isinstance(text, list):
            if number < len(text):
                yield code, text[number].decode("utf-16-be", "ignore")
        elif text:
            before = text[:-2].decode("utf-16-be", "ignore")
            yield code, before + chr((int.from_bytes(text[-2:], "big") + number) & 0xFFFF)
