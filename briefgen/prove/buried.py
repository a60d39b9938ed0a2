"""Text in bytes of any kind: what a program that knows nothing of their format can read there."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from io import BytesIO

__all__ = ["buried_texts", "inflated", "pdf_strings", "texts_of_font"]

_LEAST = 6
"""Characters in a row that are text and not chance."""
_ASCII = rb"[\t\n\r\x20-\x7e]"
# Source: Unicode 16, table 3-7, without the rarest of its distinctions
_UTF8 = (
    rb"(?:%s|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})" % _ASCII
)
_LATIN = rb"(?:%s|[\xa0-\xff](?=[\x20-\x7e])){%d,}" % (_ASCII, _LEAST)
_UTF16_BE = rb"[\x00-\x06\x1e\x20][\x00-\xff]"
_UTF16_LE = rb"[\x00-\xff][\x00-\x06\x1e\x20]"
_RUNS = {
    "utf-8": re.compile(rb"%s{%d,}" % (_UTF8, _LEAST)),
    "latin-1": re.compile(rb"[\x20-\x7e]" + _LATIN),
    # each has its first letter apart, so that no more is tried where that is none
    "utf-16-be": re.compile(rb"%s(?:%s){%d,}" % (_UTF16_BE, _UTF16_BE, _LEAST - 1)),
    "utf-16-le": re.compile(rb"%s(?:%s){%d,}" % (_UTF16_LE, _UTF16_LE, _LEAST - 1)),
}
_ASCII_RUN = re.compile(rb"[\x20-\x7e][\x20-\x7e]{%d,}" % (_LEAST - 1))
_WIDE_RUNS = {
    "utf-16-be": re.compile(rb"(?:[\x30-\x9f\xac-\xd7\xff][\x00-\xff]){%d,}" % _LEAST),
    "utf-16-le": re.compile(rb"(?:[\x00-\xff][\x30-\x9f\xac-\xd7\xff]){%d,}" % _LEAST),
}
"""Of scripts with thousands of letters: a quarter of all bytes could begin one."""
_TAG = re.compile(r"<[^<>]*>")
_STREAM = re.compile(rb"stream\r?\n")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{12,})>")
_OCTAL = re.compile(rb"\\([0-7]{1,3})")
_MOST_INFLATED = 1 << 28
"""Bytes: more than any stream of a document, less than what a bomb becomes."""


def buried_texts(content: bytes, *, wide: bool) -> Iterator[str]:
    """Yield what can be read in bytes as UTF-8, Latin-1 or UTF-16; of markup also without its tags.

    Words of one text may come in several pieces, where something else stands between them. `wide`
    looks for Chinese, Japanese and Korean in UTF-16 too, which takes time.
    """
    try:
        whole = content.decode("utf-8")
    except UnicodeDecodeError:
        whole = ""
    if whole and "\0" not in whole:
        yield whole
        if "<" in whole or "&" in whole:
            yield unescape(_TAG.sub(" ", whole))
        return
    for encoding, pattern in (*_RUNS.items(), *(_WIDE_RUNS.items() if wide else ())):
        pieces = (run.decode(encoding, "ignore") for run in pattern.findall(content))
        yield "\n".join(pieces)


@lru_cache(maxsize=32)
def texts_of_font(content: bytes) -> tuple[str, ...]:
    """Return the names that a font has, and what stands in it as ASCII; the rest of it is curves.

    It is kept, for a document that is made again has most of its fonts as they were.
    """
    return tuple(_texts_of_font(content))


def _texts_of_font(content: bytes) -> Iterator[str]:
    from fontTools.ttLib import TTFont, TTLibError

    # of a damaged font it would tell thousands of lines
    logging.getLogger("fontTools").addHandler(logging.NullHandler())

    yield "\n".join(run.decode("ascii") for run in _ASCII_RUN.findall(content))
    try:
        names = TTFont(BytesIO(content), lazy=True)["name"].names
        yield "\n".join(name.toUnicode(errors="replace") for name in names)
    except (TTLibError, KeyError, AssertionError, ValueError, struct.error):
        for encoding in ("utf-16-be", "utf-16-le"):
            yield "\n".join(run.decode(encoding) for run in _RUNS[encoding].findall(content))


def pdf_strings(content: bytes) -> Iterator[str]:
    """Yield what stands in hexadecimal or with octal escapes, as strings of a PDF may."""
    for found in _HEX.finditer(content):
        digits = b"".join(found[1].split())
        plain = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        yield plain.decode(
            "utf-16" if plain[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "ignore"
        )
    if b"\\" in content:
        plain = _OCTAL.sub(lambda match: bytes([int(match[1], 8) & 255]), content)
        yield plain.replace(b"\0", b"").decode("latin-1")


def inflated(content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the bytes of a PDF without its compressed streams, and what each of these holds.

    Why: an object that nothing refers to, or that a later one has replaced, is in the file still.
    """
    outside, streams, done = [], [], 0
    for found in _STREAM.finditer(content):
        if found.start() < done:
            continue
        unpacking = zlib.decompressobj()
        try:
            plain = unpacking.decompress(content[found.end() :], _MOST_INFLATED)
        except zlib.error:
            continue
        if unpacking.eof:
            streams.append(plain)
            outside.append(content[done : found.end()])
            done = len(content) - len(unpacking.unused_data)
    return b"".join([*outside, content[done:]]), tuple(streams)
