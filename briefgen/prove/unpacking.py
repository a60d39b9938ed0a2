"""What is packed in bytes: archives, office documents, and what was compressed on its own."""

from __future__ import annotations

import bz2
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

__all__ = ["UnopenedError", "unpacked"]

_MOST = 1 << 26
"""Bytes that are taken out of one member."""
_LEAST = 16
"""Bytes below which what comes out was no stream but chance."""
_MOST_TRIES = 400_000
"""So many places at which something packed may begin: those of some 400 MB of noise."""
_ZIP = b"PK\x03\x04"
_ZLIB = b"|".join(
    re.escape(bytes([first]))
    # the second byte makes a multiple of 31 with the first
    + b"[%s]" % re.escape(bytes(last for last in range(256) if (first * 256 + last) % 31 == 0))
    for first in b"\x08\x18\x28\x38\x48\x58\x68\x78"
)
_STREAMS = {
    "compressed data": (re.compile(_ZLIB, re.DOTALL), 15),
    "gzip": (re.compile(rb"\x1f\x8b\x08"), 31),
}
_PACKERS: dict[
    str, tuple[re.Pattern[bytes], Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]]
] = {
    "bzip2": (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    "xz": (re.compile(rb"\xfd7zXZ\x00"), lzma.LZMADecompressor),
}
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, zlib.error, lzma.LZMAError, EOFError, OSError,
    ValueError,
)  # fmt: skip
"""What it takes to read a damaged archive."""
_CLOSED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"\x04\x22\x4d\x18": "LZ4 data",
    b"-----BEGIN PGP MESSAGE": "an encrypted message",
    b"age-encryption.org/": "an encrypted file",
}
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PNG = b"\x89PNG\r\n\x1a\n"


class UnopenedError(Exception):
    """Something is embedded that cannot be looked into."""


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (what it is, bytes) of each member of an archive, and of what is compressed in bytes.

    Raises: UnopenedError when it is an archive or a document that cannot be opened.
    """
    for beginning, name in _CLOSED.items():
        if content.startswith(beginning):
            raise UnopenedError(name)
    if content.startswith(_OFFICE) and _ENCRYPTED_OFFICE in content:
        raise UnopenedError("an encrypted office document")
    if content.startswith(_PNG):
        content = _without_pixels(content)
    at = content.find(_ZIP)
    if at >= 0:
        yield from _in_zip(content[at:], is_whole=at == 0)
    yield from _compressed(content)
    yield from _packed(content)


def _in_zip(content: bytes, *, is_whole: bool) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                if member.flag_bits & 1:
                    raise UnopenedError("an encrypted archive")
                yield "name in an archive", member.filename.encode()
                with archive.open(member) as opened:
                    yield member.filename, _all(opened.read(_MOST + 1))
    except _BROKEN as broken:
        if is_whole:
            raise UnopenedError(f"an archive that cannot be opened ({broken})") from broken


def _compressed(content: bytes) -> Iterator[tuple[str, bytes]]:
    tries, view = 0, memoryview(content)
    for name, (magic, window) in _STREAMS.items():
        done = 0
        for found in magic.finditer(content):
            at = found.start()
            if at < done:
                continue
            tries += 1
            if tries > _MOST_TRIES:
                raise UnopenedError("bytes in which packed data may begin at too many places")
            unpacking = zlib.decompressobj(window)
            try:
                plain = unpacking.decompress(view[at:], _MOST)
            except zlib.error:
                continue
            if unpacking.unconsumed_tail:
                raise UnopenedError(f"{name} of more than {_MOST >> 20} MiB")
            if len(plain) >= _LEAST:
                yield name, plain
                # behind one that is cut off another may begin
                done = len(content) - len(unpacking.unused_data) if unpacking.eof else done


def _packed(content: bytes) -> Iterator[tuple[str, bytes]]:
    for name, (magic, make) in _PACKERS.items():
        for found in magic.finditer(content):
            unpacking = make()
            try:
                plain = unpacking.decompress(content[found.start() :], _MOST)
            except (OSError, lzma.LZMAError, EOFError) as broken:
                if found.start() == 0:
                    raise UnopenedError(f"{name} data that cannot be unpacked") from broken
                continue
            if not unpacking.eof and not unpacking.needs_input:
                raise UnopenedError(f"{name} data of more than {_MOST >> 20} MiB")
            yield name, plain


def _all(plain: bytes) -> bytes:
    if len(plain) > _MOST:
        raise UnopenedError(f"a member of an archive with more than {_MOST >> 20} MiB")
    return plain


def _without_pixels(png: bytes) -> bytes:
    """Return a PNG without its pixels, which take long and say nothing."""
    kept, at = [png[:8]], 8
    while at + 8 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        end = at + 12 + length
        if png[at + 4 : at + 8] != b"IDAT":
            kept.append(png[at:end])
        at = end
    return b"".join([*kept, png[at:]])
