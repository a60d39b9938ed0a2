"""What a text says that is written in the ways of addresses, markup and programs."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from binascii import a2b_base64
from collections.abc import Iterable, Iterator
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
_WITHIN_NUMBERS = re.compile(r",(?:\s*\d{2,6}\s*,){10}")
"""What stands in each of these, and begins with a sign that is quickly found."""
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4}\r?\n?){4,}(?:[A-Za-z0-9+/]{2,3}={0,2})?")
_BASE64_OF_ADDRESSES = re.compile(r"(?=[A-Za-z0-9-]*_|[A-Za-z0-9_]*-)[A-Za-z0-9_-]{16,}")
_TWO_SMALL, _TWO_LARGE = re.compile("[a-z][^a-z]*[a-z]"), re.compile("[A-Z][^A-Z]*[A-Z]")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[\s:]?){12,}")
_LAST = 0x10FFFF


def _one_of(pattern: re.Pattern[str]) -> bytes:
    """Return a table of bytes: `1` for the characters of ASCII that a pattern has, and for `?`."""
    return bytes(49 if code == 63 or pattern.match(chr(code)) else 48 for code in range(256))


_IN_BASE64 = _one_of(re.compile(r"[A-Za-z0-9+/\r\n]"))
_IN_ADDRESS = _one_of(re.compile(r"[A-Za-z0-9_-]"))
_IN_HEX = _one_of(re.compile(r"[0-9A-Fa-f\s:]"))


def undisguised(text: str) -> Iterator[str]:
    """Yield what a text says without entities, percent signs, escapes and punycode, if it has any.

    Each is undone twice, one inside the other. Only what is around them is yielded.
    """
    plain = _around_disguises(text)
    for _ in range(2):
        plain = _ESCAPE.sub(_escaped, unquote(unescape(plain), errors="replace"))
    if plain:
        yield plain
    if "n--" in text or "N--" in text:
        labels = [label for found in _PUNYCODE.finditer(text) for label in _label(found[1])]
        if labels:
            yield "\n".join(labels)
    for found in _NUMBERS.finditer(text) if _WITHIN_NUMBERS.search(text) else ():
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
    # a byte a character, `?` for those that are not of ASCII
    plain = text.encode("ascii", "replace")
    for found in _found(_BASE64, text, plain.translate(_IN_BASE64), 16):
        digits = "".join(found[0].split()).rstrip("=")
        # what a long word is not
        if not (_TWO_SMALL.search(digits) and _TWO_LARGE.search(digits, 1)):
            continue
        # it may begin anywhere in a longer word
        for start in range(4):
            part = digits[start:]
            with suppress(ValueError):
                yield a2b_base64(part[: len(part) - (len(part) % 4 == 1)] + "=" * (-len(part) % 4))
    for found in _found(_BASE64_OF_ADDRESSES, text, plain.translate(_IN_ADDRESS), 16):
        with suppress(ValueError):
            yield urlsafe_b64decode(found[0] + "=" * (-len(found[0]) % 4))
    for found in _found(_HEX, text, plain.translate(_IN_HEX), 24):
        digits = re.sub(r"[\s:]", "", found[0])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])
        yield bytes.fromhex(digits[1 : 1 + (len(digits) - 1) // 2 * 2])


def _found(
    pattern: re.Pattern[str], text: str, possible: bytes, least: int
) -> Iterable[re.Match[str]]:
    """Yield what a pattern finds in a text, which is tried only where that is long enough.

    `possible` has a `1` for each character that it may find, `0` for the others; it finds no less
    than `least` in a row, and does not look beyond them.
    """
    wanted, start = b"1" * least, 0
    while (start := possible.find(wanted, start)) >= 0:
        end = possible.find(b"0", start)
        end = len(text) if end < 0 else end
        yield from pattern.finditer(text, start, end)
        start = end


def _escaped(found: re.Match[str]) -> str:
    number = int(next(filter(None, found.groups())), 16)
    return chr(number) if 0 < number <= _LAST and not 0xD800 <= number < 0xE000 else ""


def _label(label: str) -> Iterator[str]:
    with suppress(UnicodeError):
        yield label.encode("ascii").decode("punycode")
