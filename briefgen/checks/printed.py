"""The page as its reader meets it: blocks of text in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

__all__ = ["Block", "printed_blocks"]

_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "dt", "dd", "figcaption",
           "caption", "blockquote")  # fmt: skip
_NOT_READ = ("sup", "script", "style", "template", "svg", "head")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or cell."""

    tag: str
    """Its element, such as `p` or `h2`."""
    text: str
    """Its words, white space folded, without the numbers of notes."""
    part: str
    """The id of the part that it stands in, empty outside of all."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of any level."""
        return re.fullmatch("h[1-6]", self.tag) is not None

    @property
    def is_cell(self) -> bool:
        """Whether it stands in a table."""
        return self.tag in ("th", "td")


def printed_blocks(html: str) -> tuple[Block, ...]:
    """Return the innermost blocks of a page in reading order; empty ones are left out."""
    from lxml import html as parser  # type: ignore[import-untyped]

    root = parser.document_fromstring(html)
    blocks = []
    for element in root.iter(*_BLOCKS):
        if any(True for _ in element.iterdescendants(*_BLOCKS)):
            continue
        text = " ".join(_text(element).split())
        if text:
            blocks.append(Block(str(element.tag), text, _part(element)))
    return tuple(blocks)


def _text(element: Any) -> str:
    """Return the words below an element, without what is not read as text."""
    if not isinstance(element.tag, str) or element.tag in _NOT_READ:
        return ""
    inner = "".join(_text(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def _part(element: Any) -> str:
    for above in element.iterancestors():
        identifier = str(above.get("id", ""))
        if identifier.startswith("part-"):
            return identifier.removeprefix("part-")
    return ""
