"""Plain strings made safe to stand in Markdown, with as few backslashes as practical.

Source: CommonMark 0.31.2; GitHub Flavored Markdown 0.29 for tables, strikethrough and autolinks.
"""

from __future__ import annotations

import re

__all__ = ["escape_line", "escape_markdown"]

_LINE_BREAKS = re.compile(r"[ \t]*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")

_INLINE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)             # a backslash that would escape something
    | (?<![ ])\* | \*(?![ ])              # emphasis, except in `2 * 3`
    | (?<![^\W_])_ | _(?![^\W_])          # emphasis, except inside a word
    | (?<=[^ ])~ | ^~(?=~)                # what could end a strikethrough
    | [`\[\]]                             # code, links, footnotes, citations
    | <(?=[A-Za-z/!?]|$)                  # tags and autolinks
    | &(?=\#?\w+;)                        # character references
    | (?<![^\W_])(?<![.+\-/%&;])@(?=\w|$)  # citations and mentions, not mail addresses
    | (?<![\w&])\#(?=\d)                     # numbers of issues
    | :(?=(?:[+-]1|100|1234|(?:(?![A-Za-z_])[\w+-])*+[A-Za-z_][\w+-]*+):)  # emoji
    | \$                                    # mathematics
    """,
    re.VERBOSE,
)
_DOLLAR_AT_END = re.compile(r"(?<=\S)\$(?!\w)")
_LINE_START = re.compile(
    r"""
    [ ]{0,3}
    (?: (?P<number>\d{1,9}) (?=[.)](?:[ ]|$))   # ordered list
      | (?= [#]{1,6}(?:[ ]|$)                   # heading
          | >                                   # quote
          | [+-](?:[ ]|$)                       # list
          | [-:][-:|]                           # rule, heading above, row of a table
          | =+[ ]*$                             # heading above
          | \|
        )
    )
    """,
    re.VERBOSE,
)
_CLOSING_HASHES = re.compile(r"(?<=[ ])#+[ ]*$")
_ESCAPED_URL = re.compile(r"\b(?:(https?|ftp)(://)|(www)(\.))(?=\S*\\)", re.IGNORECASE)


def escape_markdown(plain: str, *, in_table: bool = False) -> str:
    """Return Markdown that shows exactly this string, in any one paragraph, heading or list item.

    Line feeds and white space at the ends become single spaces. With `in_table` it may stand in
    a table cell.

    Why: what GitHub does after it has read the Markdown (mentions, numbers of issues, emoji) may
    ignore a backslash; the text shown is the same.
    """
    folded = _LINE_BREAKS.sub(" ", plain)
    core = folded.strip(" ")
    if not core:
        return " " if folded else ""
    before = " " if folded[0] == " " else ""
    after = " " if folded[-1] == " " else ""
    return before + escape_line(core, in_table=in_table) + after


def escape_line(plain: str, *, in_table: bool = False, starts_line: bool = True) -> str:
    """Return one line's text as Markdown, white space untouched.

    With `starts_line`, it begins a line or a cell; else other text stands right before it.
    """
    escaped = _escape_signs(plain)
    if not starts_line and escaped.startswith("~"):
        escaped = f"\\{escaped}"
    escaped = _CLOSING_HASHES.sub(r"\\\g<0>", escaped)
    if in_table:
        escaped = escaped.replace("|", r"\|")
    elif starts_line:
        start = _LINE_START.match(escaped)
        if start:
            escaped = f"{start[0]}\\{escaped[start.end() :]}"
    # Inside a URL that GitHub finds by itself, a backslash would be part of it.
    return _ESCAPED_URL.sub(r"\1\3\\\2\4", escaped)


def _escape_signs(plain: str) -> str:
    """Return a line's text with a backslash before each sign that would be read as markup."""
    # looked for once: to look ahead from each sign would take time by the square
    last = max((found.start() for found in _DOLLAR_AT_END.finditer(plain)), default=-1)

    def escaped(found: re.Match[str]) -> str:
        sign, end = found[0], found.end()
        if sign == "$" and "$" not in (plain[end - 2 : end - 1], plain[end : end + 1]):
            opens = end < last and not plain[end].isspace()
            return rf"\{sign}" if opens else sign
        return rf"\{sign}"

    return _INLINE.sub(escaped, plain)
