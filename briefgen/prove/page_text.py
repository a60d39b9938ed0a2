"""What readers of a Markdown or HTML file see: without front matter, comments and signs."""

from __future__ import annotations

import re
from html import unescape

from briefgen.prove.folding import squeeze

__all__ = ["FRONT_MATTER", "head_of_html", "head_of_markdown", "markdown_words"]

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_UNSHOWN = re.compile(
    r"""<!--.*?-->                                                  # a comment
    |   ^\[(?!\^)[^\]\n]+\]:[^\n]*$                               # where a link leads
    |   <(\w+)\b[^<>]*(?:\bhidden\b|display:\s*none)[^<>]*>.*?</\1>  # what nobody is shown
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_NOTE_MARK = re.compile(r"\[\^\d+\](?!:)")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
"""As CommonMark has it: in HTML the semicolon may be missing."""
_LINK_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_NO_TEXT = re.compile(
    r"<!--.*?-->|<(style|script|template)\b.*?</\1>|<(\w+) hidden\b.*?</\2>", re.DOTALL
)
_BODY = re.compile(r"<body[^<>]*>", re.IGNORECASE)


def markdown_words(markdown: str) -> str:
    """Return the squeezed words that a reader of the rendered Markdown sees."""
    body = _UNSHOWN.sub("", FRONT_MATTER.sub("", markdown, count=1))
    # a sign behind a backslash is no letter, and opens neither a link nor a reference
    body = _LINK_TARGET.sub("]", _NOTE_MARK.sub("", _ESCAPED.sub(" ", body)))
    return squeeze(_REFERENCE.sub(lambda found: unescape(found[0]), body))


def head_of_markdown(markdown: str) -> str:
    """Return what a reader of the rendered Markdown sees above its title."""
    body = _UNSHOWN.sub("", FRONT_MATTER.sub("", markdown, count=1))
    return unescape(_ESCAPED.sub(lambda sign: sign[0][1], body.split("\n# ")[0]))


def head_of_html(html: bytes) -> str:
    """Return what stands on the page above its title, also what is not read aloud."""
    body = _BODY.split(html.decode("utf-8", "replace"), maxsplit=1)[-1]
    above = re.split(r"<h1[\s>]", body, maxsplit=1)[0]
    return unescape(re.sub(r"<[^<>]*>", "\n", _NO_TEXT.sub("", above)))
