"""The words of an archived Markdown file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.archives.extracted import Extracted

__all__ = ["markdown_words"]


def markdown_words(text: str) -> Extracted:
    """Return what a reader of Markdown sees, without its markup, by the lines of the file."""
    pieces, starts, numbers, length = [], [0], [1], 0
    for line, words in _lines(_parser().parse(text)):
        if line != numbers[-1]:
            starts.append(length)
            numbers.append(line)
        pieces.append(words + "\n")
        length += len(words) + 1
    return Extracted("".join(pieces), "line", tuple(starts), tuple(numbers))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _lines(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield (line from 1, its words)."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        if token.type == "inline":
            written = "".join(map(_seen, token.children or ()))
        elif token.type in ("fence", "code_block"):
            written = token.content.rstrip("\n")
        elif token.type == "html_block":
            written = _without_tags(token.content)
        else:
            continue
        first = line + (token.type == "fence")
        for number, words in enumerate(written.split("\n")):
            yield first + number, words


def _seen(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "image":
            return "".join(map(_seen, token.children or ()))
        case _:
            return ""


def _without_tags(html: str) -> str:
    from briefgen.archives.html import html_words

    words = html_words(html.encode())
    return words.text if isinstance(words, Extracted) else ""
