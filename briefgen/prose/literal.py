"""Texts without any markup, told apart at a glance: most texts of a dossier are such.

Why: reading a line of Markdown takes a hundred times as long as looking for signs in it.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

__all__ = ["is_literal", "literal_tokens"]

# What is read as more than itself inside a paragraph: escapes, references to characters, code,
# emphasis, strikethrough, links and spans, tags, citations. Control characters, line ends among
# them, are treated in ways of their own.
_LITERAL = re.compile(r"[^\x00-\x1f\x7f\\&`*_~\[\]<>@]+")
# A line that begins like this may be a list, a heading, a quote, a rule, code, a row of a table.
_BLOCK = re.compile(r"(?:[^\S\n]|[-#>+*_=|:~`]|\d{1,9}[.)]|$)", re.MULTILINE)


def is_literal(source: str) -> bool:
    """Return True only if Markdown reads this as one paragraph of the characters as they stand.

    Straight quotation marks may be among them, which are then set as the language has them.
    """
    return (
        _LITERAL.fullmatch(source) is not None
        and _BLOCK.match(source) is None
        and not source[-1].isspace()
    )


def literal_tokens(source: str) -> list[Token]:
    """Return the tokens that the parser makes of a literal text."""
    text = Token("text", "", 0, content=source)
    return [
        Token("paragraph_open", "p", 1, map=[0, 1], block=True),
        Token("inline", "", 0, map=[0, 1], level=1, children=[text], content=source, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]
