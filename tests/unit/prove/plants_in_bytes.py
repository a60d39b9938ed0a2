"""What plants a secret in the bytes of a PDF, past its objects: `BYTES`."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from planting import planted
from plants_in_objects import in_string, up, with_filter

__all__ = ["BYTES"]


def behind_the_end(content: bytes, secret: bytes) -> bytes:
    return content + b"\n% " + secret + b"\n"


def before_the_beginning(content: bytes, secret: bytes) -> bytes:
    return content.replace(b"\n", b"\n%" + secret + b"\n", 1)


def in_an_unused_stream(content: bytes, secret: bytes) -> bytes:
    packed = zlib.compress(b"BT (" + secret + b") Tj ET")
    return content + b"9999 0 obj\n<< /Length 1 >>\nstream\n" + packed + b"\nendstream\nendobj\n"


def in_an_unused_hexadecimal_string(content: bytes, secret: bytes) -> bytes:
    words = ("\ufeff" + secret.decode()).encode("utf-16-be").hex().encode()
    return content + b"9999 0 obj\n<< /Title <" + words + b"> >>\nendobj\n"


def in_an_unused_string_with_escapes(content: bytes, secret: bytes) -> bytes:
    words = b"".join(b"\\%03o" % byte for byte in b"\xfe\xff" + secret.decode().encode("utf-16-be"))
    return content + b"9999 0 obj\n<< /Title (" + words + b") >>\nendobj\n"


def emptied_later(old: bytes, find: Callable[[pikepdf.Pdf], Any]) -> bytes:
    """Add a revision to a PDF in which one of its objects is an empty dictionary."""
    with pikepdf.open(BytesIO(old)) as pdf:
        number, root = find(pdf).objgen[0], pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
    last = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    new = b"\n%d 0 obj\n<< >>\nendobj\n" % number
    table = len(old) + len(new)
    return (
        old + new + b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, len(old) + 1)
        + b"<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, root, last)
        + b"startxref\n%d\n%%%%EOF\n" % table
    )  # fmt: skip


def in_what_was_replaced(content: bytes, secret: bytes) -> bytes:
    """Give the information anew in a later revision; the earlier one had a secret."""
    old = planted(
        content, in_string, secret.decode(), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    return emptied_later(old, lambda pdf: pdf.trailer.Info)


HIDDEN = [
    behind_the_end, before_the_beginning, in_an_unused_stream, in_an_unused_hexadecimal_string,
    in_an_unused_string_with_escapes, in_what_was_replaced,
]  # fmt: skip


def in_a_stream_that_was_replaced(content: bytes, secret: bytes) -> bytes:
    """Give an object anew in a later revision; the earlier one was a stream with a predictor."""
    plant = with_filter("/FlateDecode", up, Predictor=12, Columns=8)
    old = planted(
        content, plant, secret.decode(), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    return emptied_later(old, lambda pdf: pdf.Root.PieceInfo)


def in_base64_behind_the_end(content: bytes, secret: bytes) -> bytes:
    return content + b"\n%" + b64encode(secret) + b"\n"


def in_hexadecimal_behind_the_end(content: bytes, secret: bytes) -> bytes:
    return content + b"\n%" + secret.hex().encode() + b"\n"


BYTES: dict[str, Callable[[bytes, bytes], bytes]] = {
    plant.__name__: plant
    for plant in (
        *HIDDEN, in_a_stream_that_was_replaced, in_base64_behind_the_end,
        in_hexadecimal_behind_the_end,
    )
}  # fmt: skip
"""What plants a secret in the bytes of a PDF, by its name."""
