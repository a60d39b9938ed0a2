"""A written page with the small signs and spaces of its languages: templates' words and content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from markupsafe import escape

from briefgen.prose import set_finely

__all__ = ["typeset"]

_PIECE = re.compile(
    r"""
      (?P<other><!--.*?-->|<![^>]*>|<\?[^>]*>)
    | <(?P<end>/)?(?P<tag>[A-Za-z][^\s/>]*)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*)>
    | (?P<text>[^<]+)
    """,
    re.VERBOSE | re.DOTALL,
)
_LANGUAGE = re.compile(r"""\slang=["']?([A-Za-z0-9-]+)""")
_CLASS_OF_NOTES = re.compile(r"""\sclass=["']?notes\b""")
_VERBATIM = frozenset(
    {
        "blockquote",
        "code",
        "head",
        "kbd",
        "math",
        "pre",
        "q",
        "samp",
        "script",
        "style",
        "svg",
        "tt",
    }
    | {"template", "textarea", "var"}
)
"""What is to be copied as it stands, quotations among it."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})
_VOID |= {"source", "track", "wbr"}
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "data", "del", "dfn", "em", "i", "ins", "mark", "q"}
    | {
        "code",
        "kbd",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has not ended."""

    tag: str
    language: str
    is_verbatim: bool
    is_note: bool
    """Whether it is the number of a note: what stands before it goes on behind it."""


@dataclass(slots=True)
class _Run:
    """Words between two tags, at their place in the page."""

    place: int
    text: str
    language: str
    """Empty for what stays as it is."""
    paragraph: int
    is_heading: bool = False


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LAST_WORD = re.compile(r"(?<=\S) (?=\S{1,9}\s*$)")
_WORDS = 4
"""A heading of so many may run over two lines."""


def typeset(html: str, language: str) -> str:
    """Return a page with each text set as its language has it.

    Tags stay as they are, and so do code, quotations that stand apart, and addresses.
    """
    pieces: list[str] = []
    runs: list[_Run] = []
    around = [_Open("", language, False, False)]
    paragraph = end = 0
    for piece in _PIECE.finditer(html):
        if piece.start() != end:  # a sign that opens no tag: here nobody knows what is text
            return html
        end = piece.end()
        pieces.append(piece[0])
        inner = around[-1]
        if piece["text"] is not None:
            if not inner.is_note:
                text = unescape(piece["text"])
                own = "" if inner.is_verbatim else inner.language
                is_heading = any(one.tag in _HEADINGS for one in around)
                runs.append(_Run(len(pieces) - 1, text, own, paragraph, is_heading))
        elif piece["tag"] is not None:
            tag = piece["tag"].lower()
            paragraph += tag not in _INLINE
            _follow(around, tag, piece["end"] is not None, piece["rest"])
    if end != len(html):
        return html
    _set_runs(pieces, runs)
    return "".join(pieces)


def _follow(around: list[_Open], tag: str, is_end: bool, rest: str) -> None:
    """Enter or leave an element."""
    if is_end:
        at = next((n for n in range(len(around) - 1, 0, -1) if around[n].tag == tag), None)
        if at is not None:
            del around[at:]
    elif tag not in _VOID and not rest.endswith("/"):
        inner = around[-1]
        own = _LANGUAGE.search(rest)
        around.append(
            _Open(
                tag,
                own[1] if own else inner.language,
                inner.is_verbatim or tag in _VERBATIM,
                inner.is_note or (tag == "sup" and _CLASS_OF_NOTES.search(rest) is not None),
            )
        )


def _set_runs(pieces: list[str], runs: list[_Run]) -> None:
    """Set each run, knowing what stands beside it in its paragraph."""
    before, last = "", None
    for at, run in enumerate(runs):
        following = runs[at + 1] if at + 1 < len(runs) else None
        after = following.text if following and following.paragraph == run.paragraph else ""
        made = set_finely(run.text, run.language, before if last == run.paragraph else "", after)
        if run.is_heading and run.language and not after and len(made.split()) >= _WORDS:
            made = _LAST_WORD.sub("\u00a0", made)  # no short word alone on the last line
        if made != run.text:
            pieces[run.place] = str(escape(made))
        before, last = made, run.paragraph
