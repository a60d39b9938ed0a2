"""The page as its reader meets it: blocks of text in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Block", "printed_blocks"]

_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "dt", "dd", "figcaption",
           "caption", "blockquote")  # fmt: skip
_NOT_READ = ("sup", "script", "style", "template", "svg", "head")
_RUNNING_LINES = ("header", "footer", "nav")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or cell, without the blocks inside it."""

    tag: str
    """Its element, such as `p` or `h2`."""
    text: str
    """Its words, white space folded, without the numbers of notes."""
    part: str
    """The id of the part that it stands in, empty outside of all."""
    classes: tuple[str, ...] = ()
    """Its own classes."""
    in_table: bool = False
    """Whether it is a cell, or stands in one."""
    in_quotation: bool = False
    """Whether it stands in a block quotation."""
    in_running_line: bool = False
    """Whether it stands in the masthead, a footer or a list of links."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of any level."""
        return re.fullmatch("h[1-6]", self.tag) is not None

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table."""
        return self.tag in ("th", "td")

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph or list item of running text by the dossier's author.

        One that has a class is a line of the template's: a label, a speaker's name, a date.
        """
        return (
            self.tag in ("p", "li")
            and not self.classes
            and not (self.in_table or self.in_quotation or self.in_running_line)
        )


def printed_blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of a page in reading order; empty ones are left out."""
    from lxml import html as parser  # type: ignore[import-untyped]

    root = parser.document_fromstring(html)
    return tuple(_blocks(root, Block("", "", "")))


def _blocks(element: Any, around: Block) -> Iterator[Block]:
    """Yield the blocks of an element and below it; `around` says where it stands."""
    if not isinstance(element.tag, str) or element.tag in _NOT_READ:
        return
    here = _entered(element, around)
    if element.tag in _BLOCKS and (text := _words(_own_text(element))):
        classes = tuple(str(element.get("class", "")).split())
        yield replace(here, tag=element.tag, text=text, classes=classes)
    for child in element:
        yield from _blocks(child, here)


def _words(text: str) -> str:
    """Return a text as its author wrote it: without what typesetting joins ranges by."""
    return " ".join(text.replace("\u2060", "").split())


def _entered(element: Any, around: Block) -> Block:
    identifier = str(element.get("id", ""))
    if identifier.startswith("part-"):
        around = replace(around, part=identifier.removeprefix("part-"))
    if element.tag in ("th", "td"):
        return replace(around, in_table=True)
    if element.tag == "blockquote":
        return replace(around, in_quotation=True)
    if element.tag in _RUNNING_LINES:
        return replace(around, in_running_line=True)
    return around


def _own_text(element: Any) -> str:
    """Return the words below an element, without those of blocks in it and of what is not read."""
    pieces = [element.text or ""]
    for child in element:
        if _is_portion_mark(child):
            pass
        elif isinstance(child.tag, str) and child.tag not in (*_NOT_READ, *_BLOCKS):
            pieces.append(" " if child.tag == "br" else _own_text(child))
        elif child.tag in _BLOCKS:
            pieces.append(" ")
        pieces.append(child.tail or "")
    return "".join(pieces)


def _is_portion_mark(element: Any) -> bool:
    return bool(element.tag == "span" and element.get("class") == "portion")
