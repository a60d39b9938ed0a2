"""Every text that a Markdown or HTML file holds, with its place."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from briefgen.prove.buried import buried_texts, texts_of_font
from briefgen.prove.embedded import texts_in_bytes
from briefgen.prove.html_runs import html_runs
from briefgen.prove.page_text import FRONT_MATTER

__all__ = ["texts_of_file"]

_DATA = re.compile(rb"data:([\w/+.-]*)((?:;[\w=.+-]+)*?)(;base64)?,([^\"'\s)<>\\]*)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_LINES = 4
"""How many lines a run of words may go over to be found at its line."""


def texts_of_file(artifact: bytes, form: str, wide: bool) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of what a Markdown or HTML file holds.

    Raises: UnopenedError when something is embedded that cannot be looked into.
    """
    for channel in CHANNELS:
        yield from channel(artifact, form, wide)


def _whole(artifact: bytes, form: str, wide: bool) -> Iterator[tuple[str, str]]:
    for text in buried_texts(_DATA.sub(b"", artifact), wide=False):
        yield "the file as a whole", text


def _in_lines(artifact: bytes, form: str, wide: bool) -> Iterator[tuple[str, str]]:
    """Yield the same piece by piece, so that the place can be told."""
    text = _DATA.sub(b"", artifact).decode("utf-8", "replace")
    apart = [("a comment", _COMMENT)]
    if form == "html":
        apart.append(("a style or script", _CODE))
    else:
        apart.append(("front matter", FRONT_MATTER))
    for name, pattern in apart:
        for found in pattern.finditer(text):
            yield f"{name} in line {text.count(chr(10), 0, found.start()) + 1}", found[0]
    lines = text.split("\n")
    for at in range(0, len(lines), _LINES):
        yield f"line {at + 1} and after", "\n".join(lines[at : at + 2 * _LINES])


def _shown(artifact: bytes, form: str, wide: bool) -> Iterator[tuple[str, str]]:
    """Yield what is left when all that browsers do not show is taken out."""
    if form == "html":
        yield "the text that is shown", "".join(html_runs(artifact, with_notes=False))


def _embedded(artifact: bytes, form: str, wide: bool) -> Iterator[tuple[str, str]]:
    for kind, _, is_base64, encoded in _DATA.findall(artifact):
        content = unquote_to_bytes(encoded)
        if is_base64:
            with suppress(ValueError):
                content = b64decode(content + b"=" * (-len(content) % 4))
        place = f"embedded {kind.decode('ascii', 'replace') or 'data'}"
        if kind.startswith(b"font/"):
            for text in _in_font(content):
                yield place, text
        else:
            yield from texts_in_bytes(content, place, wide)


@lru_cache(maxsize=16)
def _in_font(content: bytes) -> tuple[str, ...]:
    """Return the texts of a font. The same ones stand in every file of a run."""
    return tuple(texts_of_font(content))


CHANNELS = (_whole, _in_lines, _shown, _embedded)
"""Where texts are looked for, each on its own."""
