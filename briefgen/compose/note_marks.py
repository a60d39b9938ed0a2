"""The numbers of notes that stand side by side, as one group with each number once.

Why: a text may cite at its end what its item cites too, and the page has both one after the other;
two numbers side by side would be read as one.
"""

from __future__ import annotations

import re

__all__ = ["joined_html", "joined_markdown", "marks_html"]

_COMMA = '<span class="note-comma">,\u2060</span>'
"""The word joiner keeps the numbers on the line of the word that they belong to."""
_MARK = r'<a class="note-mark"[^<>]*>(\d+)</a>'
_GROUP = rf'<sup class="notes">{_MARK}(?:{re.escape(_COMMA)}{_MARK})*</sup>'
_GROUPS = re.compile(rf"{_GROUP}(?:{_GROUP})+")
_LINK = re.compile(_MARK)
_FOOTNOTES = re.compile(r"(?:\[\^\d+\]){2,}")
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)


def marks_html(links: list[str]) -> str:
    """Return links to notes as one group."""
    return f'<sup class="notes">{_COMMA.join(links)}</sup>'


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
        return "".join(dict.fromkeys(re.findall(r"\[\^\d+\]", found[0])))

    pieces, end = [], 0
    for code in _CODE.finditer(markdown):
        pieces += [_FOOTNOTES.sub(one, markdown[end : code.start()]), code[0]]
        end = code.end()
    return "".join((*pieces, _FOOTNOTES.sub(one, markdown[end:])))
