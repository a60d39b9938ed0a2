"""PNG and JPEG files with nothing in them but the picture.

Why: camera, place, thumbnail, comments and what stands behind the end are not for the audience.
"""

from __future__ import annotations

import re
import zlib

__all__ = ["clean_jpeg", "clean_png"]

# The PNG chunks that affect the picture, by the most bytes that each can hold; IDAT and IEND apart.
# No colour profile: it holds a name and other texts.
_PNG_CHUNKS = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"sBIT": 4,
    b"pHYs": 9,
}
_PNG_SIGNATURE = 8
_INFLATED_AT_ONCE = 1 << 20
_MOST_INFLATED = 1 << 29
"""More than 50 million pixels of eight bytes and a byte a line."""

# A marker that is no stuffed byte, no restart within a scan and no fill byte.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_START, _JPEG_END, _JPEG_SCAN = 0xD8, 0xD9, 0xDA
_JPEG_ALONE = frozenset({0x01, _JPEG_START})
# Frames and tables of codes, tables of quantization, number of lines, restart interval, scan.
_JPEG_KEPT = frozenset({*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDB, 0xDC, 0xDD, _JPEG_SCAN})


def clean_png(content: bytes) -> bytes:
    """Return the PNG with the chunks that affect the picture, each once and none too long.

    Source: PNG (third edition), clauses 5.3 and 11.
    """
    chunks: dict[bytes, bytes] = {}
    pixels, at, name = [], _PNG_SIGNATURE, b""
    while at + 8 <= len(content) and name != b"IEND":
        start, name = at + 8, content[at + 4 : at + 8]
        at = start + int.from_bytes(content[at : at + 4]) + 4
        data = content[start : at - 4]
        if name == b"IDAT":
            pixels.append(data)
        elif len(data) <= _PNG_CHUNKS.get(name, -1):
            chunks.setdefault(name, data)
    chunks |= {b"IDAT": _one_stream(b"".join(pixels)), b"IEND": b""}
    kept = (
        b"".join((len(data).to_bytes(4), name, data, zlib.crc32(name + data).to_bytes(4)))
        for name, data in chunks.items()
    )
    return content[:_PNG_SIGNATURE] + b"".join(kept)


def _one_stream(deflated: bytes) -> bytes:
    """Return the compressed data without what follows its end."""
    inflater, rest, length = zlib.decompressobj(), deflated, 0
    while rest and not inflater.eof:
        length += len(inflater.decompress(rest, _INFLATED_AT_ONCE))
        if length > _MOST_INFLATED:
            raise ValueError("its data are far more than its pixels")
        rest = inflater.unconsumed_tail
    return deflated[: len(deflated) - len(inflater.unused_data)]


def clean_jpeg(content: bytes) -> bytes:
    """Return the JPEG without camera data, place, thumbnails, colour profile and comments.

    Source: ITU-T T.81, annex B.
    """
    kept, at, in_scan = [bytes((0xFF, _JPEG_START))], 2, False
    while found := _JPEG_MARKER.search(content, at):
        if in_scan:
            kept.append(content[at : found.start()])
        marker, at, in_scan = found[0][1], found.end(), False
        if marker == _JPEG_END:
            break
        if marker not in _JPEG_ALONE:
            end = at + int.from_bytes(content[at : at + 2])
            if data := _segment(marker, content[at + 2 : end]):
                kept += [found[0], (len(data) + 2).to_bytes(2), data]
            in_scan, at = marker == _JPEG_SCAN, end
    return b"".join([*kept, bytes((0xFF, _JPEG_END))])


def _segment(marker: int, data: bytes) -> bytes:
    if marker in _JPEG_KEPT:
        return data
    if marker == 0xE0 and data.startswith(b"JFIF\0"):
        return data[:12] + b"\0\0"  # Without the thumbnail.
    if marker == 0xEE and data.startswith(b"Adobe"):
        return data[:12]
    return b""
