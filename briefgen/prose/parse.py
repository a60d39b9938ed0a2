"""Markdown source to a syntax tree: the one place where prose is parsed.

CommonMark with tables and strikethrough, no raw HTML, Pandoc's citations, and spans that name a
language: `[岸田文雄]{lang=ja}`. Emitters read the tree and never the source.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, smartquotes
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as commonmark_image
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefgen.language_tag import primary
from briefgen.model.text import Text
from briefgen.prose.citations import Citation, read_bare_citation, read_citations
from briefgen.prose.literal import is_literal, literal_tokens
from briefgen.prose.settling import settle

__all__ = [
    "MAX_BRACKETS",
    "MAX_NESTING",
    "MAX_PARAGRAPH",
    "QUOTES",
    "ProseParser",
    "citations_of",
    "find_citations",
    "is_legible",
    "is_link_allowed",
    "parse",
    "parse_leniently",
]

MAX_NESTING = 60
"""Levels of lists, quotes and emphasis that are read; markdown-it drops what is deeper."""

MAX_PARAGRAPH = 10_000
"""Characters of one paragraph, heading or cell; what has more is shown as it stands.

Why: the time that markup takes grows with the square of this, and a file may hold a megabyte.
"""
MAX_BRACKETS = 1_000
"""Opening brackets in it: each is looked at with all that follows it."""

QUOTES: dict[str, str | tuple[str, ...]] = {
    "en": "“”‘’",
    "de": "„“‚‘",
    "fr": ("«\u202f", "\u202f»", "“", "”"),
}
"""How straight quotation marks are set, by language; elsewhere they stay as they are written.

Source: Duden, rule 8; Imprimerie nationale, Lexique, "guillemets"; New Hart's Rules, 9.2.
"""

_ALLOWED_LINK = re.compile(r"https?://[^/]|mailto:[^/]|#.", re.IGNORECASE)
_LANGUAGE = re.compile(r"\{\s*lang=(\"?)([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\1\s*\}")


def parse(text: Text) -> SyntaxTreeNode:
    """Return the syntax tree of a text. It is shared between callers: read it, never change it.

    Shape: markdown-it's node types, and `span` (attribute `lang`) and `citation`, for which see
    `citations_of`. White space before a citation is gone, and citations with nothing but white
    space between them are one node, so that emitters need not look at neighbours.
    """
    language = primary(text.language)
    # the few texts that take long to parse stay in the cache if the many others are kept out of it
    return (_parse_literal if is_literal(text.source) else _parse)(text.source, language)


@lru_cache(maxsize=1024)
def find_citations(text: Text) -> tuple[Citation, ...]:
    """Return every citation in the order of the text, repeated ones too."""
    if "@" not in text.source:
        return ()
    return tuple(
        citation
        for node in parse(text).walk()
        if node.type == "citation"
        for citation in citations_of(node)
    )


def citations_of(node: SyntaxTreeNode) -> tuple[Citation, ...]:
    """Return what a `citation` node cites."""
    citations: tuple[Citation, ...] = node.meta["citations"]
    return citations


def is_link_allowed(url: str) -> bool:
    """Return whether prose may link there: the web, mail, and places in the document itself."""
    return _ALLOWED_LINK.match(url) is not None


def is_legible(content: str) -> bool:
    """Return whether a paragraph is within the limits."""
    return len(content) <= MAX_PARAGRAPH and content.count("[") <= MAX_BRACKETS


def parse_leniently(source: str) -> list[Token]:
    """Return markdown-it's tokens, raw HTML and links to anywhere read as such; see `faults`."""
    return _lenient_parser().parse(source)


class ProseParser(MarkdownIt):
    """The Markdown dialect of prose.

    With `quotes` (outer pair, inner pair) straight quotation marks are set as these.

    With `lenient`, raw HTML and links to anywhere are read as such instead of as literal text:
    for finding faults, never for emitting.
    """

    def __init__(
        self, *, lenient: bool = False, quotes: str | tuple[str, ...] | None = None
    ) -> None:
        super().__init__("commonmark", {"html": lenient, "maxNesting": MAX_NESTING})
        self._lenient = lenient
        if quotes is not None:
            self.options["typographer"] = True
            self.options["quotes"] = quotes
            self.enable("smartquotes")
            self.core.ruler.at("smartquotes", _quotes)
        self.enable(["table", "strikethrough"])
        self.core.ruler.at("inline", _inline)
        self.inline.ruler.at("image", _image)
        self.inline.ruler.after("link", "span", _span)
        self.inline.ruler.after("span", "citation", _citation)
        self.inline.ruler.push("bare_citation", _bare_citation)
        if lenient:
            # A reader of faults must tell `\[` from `[`.
            self.disable("text_join")
        else:
            self.core.ruler.push("settle", settle)

    def literal(self, source: str) -> list[Token]:
        """Return what `parse` does of a text that is literal, and sooner."""
        state = StateCore(source, self, {}, literal_tokens(source))
        _quotes(state)
        return state.tokens

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Return whether markdown-it may make a link of it."""
        return self._lenient or is_link_allowed(url)


@lru_cache(maxsize=4096)
def _parse(source: str, language: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_parser(QUOTES.get(language)).parse(source))


@lru_cache(maxsize=512)
def _parse_literal(source: str, language: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_parser(QUOTES.get(language)).literal(source))


@cache
def _parser(quotes: str | tuple[str, ...] | None) -> ProseParser:
    return ProseParser(quotes=quotes)


@cache
def _lenient_parser() -> ProseParser:
    return ProseParser(lenient=True)


def _inline(state: StateCore) -> None:
    """Read the marks in each paragraph that is within the limits."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if is_legible(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children.append(Token("text", "", 0, content=token.content))


def _quotes(state: StateCore) -> None:
    """Set the quotation marks in each paragraph that is within the limits."""
    everything = state.tokens
    state.tokens = [token for token in everything if is_legible(token.content)]
    smartquotes(state)
    state.tokens = everything


def _image(state: StateInline, silent: bool) -> bool:
    """Read an image wherever it points: only its alternative text is kept."""
    strict, state.md = state.md, _lenient_parser()
    try:
        return commonmark_image(state, silent)
    finally:
        state.md = strict


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.src.find("]{", state.pos) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    attribute = _LANGUAGE.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if attribute is None:
        return False
    if not silent:
        limit = state.posMax
        state.pos, state.posMax = state.pos + 1, end
        state.push("span_open", "span", 1).attrs = {"lang": attribute[2]}
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = limit
    state.pos = attribute.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.src.find("@", state.pos) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    citations = read_citations(state.src[state.pos + 1 : end]) if end >= 0 else ()
    if not citations:
        return False
    if not silent:
        _push_citation(state, citations, bare=False)
    state.pos = end + 1
    return True


def _bare_citation(state: StateInline, silent: bool) -> bool:
    # `[@office](https://…)` is a link to a social account; a citation in it would nest links.
    if state.src[state.pos] != "@" or state.linkLevel:
        return False
    found = read_bare_citation(state.src, state.pos)
    if found is None or found[1] > state.posMax:
        return False
    citation, end = found
    if not silent:
        _push_citation(state, (citation,), bare=True)
    state.pos = end
    return True


def _push_citation(state: StateInline, citations: tuple[Citation, ...], *, bare: bool) -> None:
    token = state.push("citation", "", 0)
    token.meta = {"citations": citations, "bare": bare, "position": state.pos}
