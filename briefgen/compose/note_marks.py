"""The numbers of notes that stand side by side, as one group with each number once.

Why: a text may cite at its end what its item cites too, and the page has both one after the other;
two numbers side by side would be read as one.
"""

from __future__ import annotations

import re

__all__ = ["joined_html", "joined_markdown", "mark_html", "marks_html"]

_JOINER = "\u2060"
"""Keeps a number on the line of the word that it belongs to. It stands in the link, as a box of its
own would cost the layout as much as a word."""
_MARK = rf'<a class="note-mark"[^<>]*>{_JOINER}(\d+)</a>'
_GROUP = rf'<sup class="notes">{_MARK}(?:,{_MARK})*</sup>'
_FOOTNOTE = re.compile(r"\[\^\d+\]")
_GROUPS = re.compile(rf"{_GROUP}(?:{_GROUP})+")
_LINK = re.compile(_MARK)
_FOOTNOTES = re.compile(r"(?:\[\^\d+\]){2,}")
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)


def mark_html(attributes: str, number: int) -> str:
    """Return a link to a note, with what its tag says besides its class."""
    return f'<a class="note-mark" {attributes}>{_JOINER}{number}</a>'


def marks_html(links: list[str]) -> str:
    """Return links to notes as one group."""
    return f'<sup class="notes">{",".join(links)}</sup>'


def joined_html(html: str) -> str:
    """Return a page in which neighbouring groups are one, in ascending order."""

    def one(found: re.Match[str]) -> str:
        links: dict[int, str] = {}
        for link in _LINK.finditer(found[0]):
            links.setdefault(int(link[1]), link[0])  # the first is the one that its note names
        return marks_html([links[number] for number in sorted(links)])

    return _GROUPS.sub(one, html)


def joined_markdown(markdown: str) -> str:
    """Return a page in which no footnote mark stands twice in a row of them; code stays."""

    def one(found: re.Match[str]) -> str:
        return "".join(dict.fromkeys(_FOOTNOTE.findall(found[0])))

    pieces, end = [], 0
    for code in _CODE.finditer(markdown):
        pieces += [_FOOTNOTES.sub(one, markdown[end : code.start()]), code[0]]
        end = code.end()
    return "".join((*pieces, _FOOTNOTES.sub(one, markdown[end:])))
