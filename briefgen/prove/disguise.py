"""What a text says that is written in the ways of addresses, markup and programs."""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from urllib.parse import unquote

__all__ = ["encoded_bytes", "undisguised"]

_DISGUISE = re.compile(r"&#?\w+;|%[0-9A-Fa-f]{2}|\\[0-9A-Fa-fux]")
_AROUND = 400
"""Characters: more than any phrase has that is looked for."""
_PUNYCODE = re.compile(r"\bxn--([a-z0-9-]+)", re.IGNORECASE)
# of JavaScript and JSON, then of style sheets
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})"
    r"|([0-9A-Fa-f]{1,6})[ \n]?)"
)
_NUMBERS = re.compile(r"(?:\b\d{2,6}\s*,\s*){11,}\d{2,6}\b")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4}\r?\n?){4,}(?:[A-Za-z0-9+/]{2,3}={0,2})?")
_BASE64_OF_ADDRESSES = re.compile(r"(?=[A-Za-z0-9-]*_|[A-Za-z0-9_]*-)[A-Za-z0-9_-]{16,}")
_IS_MIXED = re.compile(r"(?=.*[a-z].*[a-z])(?=.+[A-Z].*[A-Z])")
"""What a long word is not."""
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[\s:]?){12,}")
_LAST = 0x10FFFF


def undisguised(text: str) -> Iterator[str]:
    """Yield what a text says without entities, percent signs, escapes and punycode, if it has any.

    Each is undone twice, one inside the other. Only what is around them is yielded.
    """
    plain = _around_disguises(text)
    for _ in range(2):
        plain = _ESCAPE.sub(_escaped, unquote(unescape(plain), errors="replace"))
    if plain:
        yield plain
    labels = [label for found in _PUNYCODE.finditer(text) for label in _label(found[1])]
    if labels:
        yield "\n".join(labels)
    for found in _NUMBERS.finditer(text):
        numbers = (int(number) for number in found[0].split(","))
        yield "".join(chr(number) for number in numbers if 8 < number <= _LAST)


def _around_disguises(text: str) -> str:
    pieces: list[str] = []
    start = end = 0
    for found in _DISGUISE.finditer(text):
        if found.start() > end + _AROUND:
            pieces.append(text[start:end])
            start = max(0, found.start() - _AROUND)
        end = found.end() + _AROUND
    return "\n".join([*pieces, text[start:end]])


def encoded_bytes(text: str) -> Iterator[bytes]:
    """Yield what stands in a text in base64 and in hexadecimal digits."""
    for found in _BASE64.finditer(text):
        digits = "".join(found[0].split())
        if not _IS_MIXED.search(digits):
            continue
        # it may begin anywhere in a longer word
        for start in range(4):
            part = digits[start:].rstrip("=")
            with suppress(ValueError):
                yield b64decode(part[: len(part) - (len(part) % 4 == 1)] + "=" * (-len(part) % 4))
    for found in _BASE64_OF_ADDRESSES.finditer(text):
        with suppress(ValueError):
            yield urlsafe_b64decode(found[0] + "=" * (-len(found[0]) % 4))
    for found in _HEX.finditer(text):
        digits = re.sub(r"[\s:]", "", found[0])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])
        yield bytes.fromhex(digits[1 : 1 + (len(digits) - 1) // 2 * 2])


def _escaped(found: re.Match[str]) -> str:
    number = int(next(filter(None, found.groups())), 16)
    return chr(number) if 0 < number <= _LAST and not 0xD800 <= number < 0xE000 else ""


def _label(label: str) -> Iterator[str]:
    with suppress(UnicodeError):
        yield label.encode("ascii").decode("punycode")
