"""The words of an archived web page."""

from __future__ import annotations

import codecs
import re
from typing import Any

from briefgen.archives.extracted import ArchiveFault, Extracted, Extraction

__all__ = ["html_words"]

_NOT_READ = frozenset(
    {"head", "noscript", "rp", "rt", "script", "style", "svg", "template", "textarea"}
)
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "s", "samp",
        "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
# Names that browsers read otherwise than Python does. Source: WHATWG Encoding Standard, 4.2.
_READ_AS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
    "windows-31j": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "x-euc-jp": "euc_jp",
}  # fmt: skip


def html_words(content: bytes) -> Extraction:
    """Return what a reader of a web page sees, by the lines of its file.

    Blocks, cells and line breaks end a line. Numbers of notes (a link in `sup`) are left out.
    """
    from lxml import etree  # type: ignore[import-untyped]

    text = _decoded(content)
    if isinstance(text, ArchiveFault):
        return text
    # without what lxml would not take from a text that is decoded already
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", text).replace("\x00", "\ufffd")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(text.encode(errors="replace"), parser)
    words = _Words()
    if root is not None:
        words.read(etree.iterwalk(root, events=("start", "end", "comment", "pi")))
    return Extracted("".join(words.pieces), "line", tuple(words.starts), tuple(words.numbers))


def _decoded(content: bytes) -> str | ArchiveFault:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        found = _CHARSET.search(content, 0, 4096)
        named = found[1].decode("ascii", "replace").lower() if found else "utf-8"
        encoding = _READ_AS.get(named, named)
    if content.startswith(codecs.BOM_UTF8) or encoding in ("utf8", "utf-8"):
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except LookupError:
        message = f"says that it is in `{encoding}`, which is no known encoding"
    except UnicodeError:
        message = f"is not in {encoding.removesuffix('-sig').upper()}"
        message += ", as it says" if encoding != "utf-8-sig" else ""
    return ArchiveFault(message, "save the page in UTF-8")


class _Words:
    """Gathers words and their lines on a walk through a page."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts = [0]
        self.numbers = [1]
        self._length = 0
        self._line = 1
        self._unread = 0

    def read(self, events: Any) -> None:
        for event, element in events:
            if event in ("comment", "pi"):
                self._write(element.tail)
                continue
            is_read = element.tag not in _NOT_READ and not _is_note_number(element)
            if event == "start":
                # libxml2 counts lines up to 65,535; behind them the own count goes on
                self._line = max(self._line, element.sourceline or 0)
                self._unread += not is_read
                self._end_block(element)
                self._write(element.text)
            else:
                self._unread -= not is_read
                self._end_block(element)
                self._write(element.tail)

    def _end_block(self, element: Any) -> None:
        if element.tag not in _INLINE and not self._unread:
            self._append("\n")

    def _write(self, text: str | None) -> None:
        """Add text line by line, each with its own number."""
        first, *others = (text or "").split("\n")
        self._append(first)
        for line in others:
            self._append("\n")
            self._line += 1
            self._append(line)

    def _append(self, text: str) -> None:
        if self._unread or not text:
            return
        if self._line != self.numbers[-1] and text != "\n":
            self.starts.append(self._length)
            self.numbers.append(self._line)
        self.pieces.append(text)
        self._length += len(text)


def _is_note_number(element: Any) -> bool:
    return element.tag == "sup" and element.find(".//a") is not None
