"""What is wrong with a text before it is emitted: each fault with the words to point at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from briefgen.codes import CODES
from briefgen.model.text import Text
from briefgen.prose.literal import is_literal
from briefgen.prose.parse import (
    MAX_BRACKETS,
    MAX_NESTING,
    MAX_PARAGRAPH,
    is_legible,
    is_link_allowed,
    parse_leniently,
)

__all__ = ["Meant", "ProseFault", "meant_otherwise", "prose_faults"]


@dataclass(frozen=True, slots=True)
class ProseFault:
    """A fault in a text, for whoever knows where in a file the text stands."""

    code: str
    """One of BG120 to BG127."""
    token: str
    """The words of the source at fault."""
    offset: int
    """Where they begin, counted in characters of `Text.source`."""
    message: str
    help: str

    @property
    def kind(self) -> str:
        """The code's name, such as `raw-html`."""
        return CODES[self.code].name


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of a source that a reader gets as others."""

    token: str
    """The words of the source, such as `&#8238;`."""
    text: str
    """What the reader gets."""
    around: str
    """The paragraph as the reader gets it, by which it may be right."""


_LINE_END = re.compile(r"\r\n?|\n")
_TAG = re.compile(r"<[A-Za-z/!?][^>]*>?")
_LONE_KEY = re.compile(r"\[-?@(?!\w)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_BRACKET = re.compile(r"\\.|[\[\]]")
_ATTRIBUTES = re.compile(r"\]\{[^}\n]*\}?")
_BLOCKS = {
    "blockquote_open": "a quote block",
    "bullet_list_open": "a list",
    "code_block": "a block of code",
    "fence": "a block of code",
    "heading_open": "a heading",
    "hr": "a rule",
    "ordered_list_open": "a list",
    "table_open": "a table",
}

_LONGEST_SHOWN = 80
_HTML_HELP = "write Markdown, or `\\<` for a bracket that is meant to be seen"
_LINK_HELP = "link to `https://…`, `http://…`, `mailto:…` or `#…`"
_IMAGE_HELP = "describe the image under `figures:` and refer to it there"
_CITATION_HELP = (
    "write `[@key, p. 3; @other]`, and `\\[` or `\\@` for signs that are meant to be seen"
)
_SPAN_HELP = "only a language may follow brackets: `[岸田文雄]{lang=ja}`"
_NESTING_HELP = "use fewer levels of lists and quotes"


@lru_cache(maxsize=1024)
def prose_faults(text: Text) -> tuple[ProseFault, ...]:
    """Return every fault in the order of the source."""
    source = text.source
    if is_literal(source):
        return () if is_legible(source) else (_too_long(source, source, 0),)
    tokens = parse_leniently(source)
    starts = _line_starts(source)
    faults = [] if text.block else list(_structure(tokens, source, starts))
    for token in tokens:
        start = starts[token.map[0]] if token.map else 0
        if token.level >= MAX_NESTING - 1 and token.map:
            line = _line_at(source, start)
            faults.append(ProseFault("BG126", line, start, "nested too deeply", _NESTING_HELP))
            break
        found: Iterator[ProseFault] = iter(())
        if token.type == "inline" and not is_legible(token.content):
            found = iter((_too_long(token.content, source, start),))
        elif token.type == "inline":
            found = _Inline(source, token, start).faults()
        elif token.type == "html_block":
            found = _html_block(source, token, start)
        faults.extend(found)
    return tuple(sorted(faults, key=lambda fault: (fault.offset, fault.code)))


def meant_otherwise(text: Text) -> Iterator[Meant]:
    """Yield what references to characters stand for, and the decoded addresses of links."""
    if "&" not in text.source and "%" not in text.source:
        return
    for token in parse_leniently(text.source):
        whole = unescapeAll(token.content)
        for child in token.children or ():
            if child.type == "text_special" and child.info == "entity":
                yield Meant(child.markup, child.content, whole)
            elif child.type == "text" and child.content not in text.source:
                known = _known_beginning(child.content, text.source)
                yield Meant(known, child.content, child.content)
            elif child.type == "link_open" and (title := str(child.attrs.get("title", ""))):
                yield Meant("](", title, title)


def _known_beginning(words: str, source: str) -> str:
    """Return the longest beginning of the words that stands in the source."""
    return words[
        : bisect_left(range(1, len(words) + 1), True, key=lambda n: words[:n] not in source)
    ]


def _too_long(content: str, source: str, start: int) -> ProseFault:
    reason, most = f"{len(content):,} characters", f"{MAX_PARAGRAPH:,}"
    if len(content) <= MAX_PARAGRAPH:
        reason, most = f"{content.count('['):,} opening brackets", f"{MAX_BRACKETS:,}"
    line = _line_at(source, start)[:_LONGEST_SHOWN].strip()
    message = f"this paragraph has {reason}; at most {most} are read"
    return ProseFault("BG127", line, start, message, "part it with empty lines")


def _structure(tokens: list[Token], source: str, starts: list[int]) -> Iterator[ProseFault]:
    """Yield what makes more than one paragraph of a text, each kind once."""
    tops = [token for token in tokens if token.level == 0 and token.nesting >= 0 and token.map]
    tops = [token for token in tops if token.type != "inline"]
    told = set()
    for index, token in enumerate(tops):
        name = _BLOCKS.get(token.type, "a second paragraph" if index else "")
        if name and name not in told:
            told.add(name)
            start = starts[token.map[0] if token.map else 0]
            line = _line_at(source, start)
            yield ProseFault(
                "BG124", line, start, f"{name} in a field that holds one paragraph", _remedy(line)
            )


def _remedy(line: str) -> str:
    number = re.match(r"(\d+)([.)])", line)
    if number:
        return f"write `{number[1]}\\{number[2]}` if it is no list, else keep to one paragraph"
    return "keep to one paragraph, or put a backslash before a sign that is meant to be seen"


def _html_block(source: str, token: Token, start: int) -> Iterator[ProseFault]:
    match = _TAG.search(token.content)
    if match:
        yield _html_fault(match[0].split("\n")[0], source.find(match[0], start))


def _html_fault(tag: str, offset: int) -> ProseFault:
    return ProseFault(
        "BG120", tag, offset, f"raw HTML `{tag}` would be shown as it stands", _HTML_HELP
    )


class _Inline:
    """One run of inline tokens, searched from left to right to tell repeated words apart."""

    def __init__(self, source: str, token: Token, start: int) -> None:
        self._source = source
        self._content = token.content
        self._children = token.children or []
        self._cursor = start
        self._told_brackets: set[int] = set()
        self._brackets: list[int] = []
        """Where the brackets begin that are open where the search for them has come to."""
        self._searched = 0

    def faults(self) -> Iterator[ProseFault]:
        """Yield the faults of this run."""
        open_spans = 0
        told_html = False
        for child in self._children:
            match child.type:
                case "html_inline":
                    if not (told_html and child.content.startswith("</")):
                        yield _html_fault(child.content, self._place(child.content))
                    told_html = True
                case "link_open":
                    yield from self._link(str(child.attrs.get("href", "")))
                case "image":
                    words = f"![{child.content}]"
                    message = "an image in prose is shown as its alternative text only"
                    yield ProseFault("BG122", words, self._place(words), message, _IMAGE_HELP)
                case "span_open" | "span_close":
                    open_spans += child.nesting
                case "citation":
                    if child.meta["bare"]:
                        yield from self._bare(child, open_spans)
                case "text":
                    yield from self._literal(child.content)
                case _:
                    pass

    def _link(self, href: str) -> Iterator[ProseFault]:
        if is_link_allowed(href):
            return
        if not href:
            yield ProseFault(
                "BG121", "](", self._place("]("), "a link that leads nowhere", _LINK_HELP
            )
            return
        known = (href, unquote(href), href.split(":", 1)[0])
        words = next((words for words in known if words in self._source), "](")
        yield ProseFault(
            "BG121", words, self._place(words), f"link to `{unquote(href)}` refused", _LINK_HELP
        )

    def _bare(self, citation: Token, open_spans: int) -> Iterator[ProseFault]:
        words = f"@{citation.meta['citations'][0].key}"
        offset = self._place(words)
        unclosed = self._unclosed(citation.meta["position"])
        if len(unclosed) <= open_spans or unclosed[0] in self._told_brackets:
            return
        self._told_brackets.add(unclosed[0])
        message = f"`{words}` stands in brackets that are no citation"
        if self._content.find("]", citation.meta["position"]) < 0:
            message = f"the bracket before `{words}` is never closed"
        yield ProseFault("BG123", words, offset, message, _CITATION_HELP)

    def _unclosed(self, position: int) -> list[int]:
        """Return where the brackets begin that are open at this position, after the last one."""
        for match in _BRACKET.finditer(self._content, self._searched, position):
            if match[0] == "[":
                self._brackets.append(match.start())
            elif match[0] == "]" and self._brackets:
                self._brackets.pop()
        self._searched = position
        return self._brackets

    def _literal(self, content: str) -> Iterator[ProseFault]:
        for match in _LONE_KEY.finditer(content):
            offset = self._place(match[0])
            yield ProseFault("BG123", match[0], offset, "citation without a key", _CITATION_HELP)
        for match in _FOOTNOTE.finditer(content):
            message = f"footnote `{match[0]}` is not read in prose"
            yield ProseFault("BG123", match[0], self._place(match[0]), message, _CITATION_HELP)
        for match in _ATTRIBUTES.finditer(content):
            message = f"`{match[0][1:]}` is no language"
            yield ProseFault("BG125", match[0], self._place(match[0]), message, _SPAN_HELP)

    def _place(self, words: str) -> int:
        """Return where the words stand next; a link's target may be defined further up."""
        offset = self._source.find(words, self._cursor)
        if offset < 0:
            return max(0, self._source.find(words))
        self._cursor = offset + len(words)
        return offset


def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(source))]


def _line_at(source: str, start: int) -> str:
    return _LINE_END.split(source[start:], maxsplit=1)[0]
