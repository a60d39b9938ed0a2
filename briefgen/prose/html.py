"""Prose as HTML: everything is escaped, nothing of the source passes unread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from briefgen.model.text import Text
from briefgen.prose.citations import Citation
from briefgen.prose.languages import language_runs
from briefgen.prose.parse import citations_of, parse
from briefgen.prose.plain import visible_text

__all__ = ["HtmlCite", "HtmlExpand", "block_html", "inline_html"]

HtmlCite = Callable[[tuple[Citation, ...]], Markup | str]
"""Gives what stands for citations on the page; a plain string is escaped."""

_ADDRESS = re.compile(r"https?://|www\.|doi:|10\.\d{4,}/")

HtmlExpand = Callable[[str], Iterable[tuple[str, str | None]]]
"""Gives the pieces of some words, and what each stands for if it is an abbreviation."""

_INLINE_ELEMENTS = {"em": "em", "strong": "strong", "s": "s"}
_BLOCK_ELEMENTS = {"blockquote": "blockquote", "table": "table", "thead": "thead", "tbody": "tbody"}


def inline_html(
    text: Text,
    *,
    cite: HtmlCite,
    expand: HtmlExpand | None = None,
    address_of: str = "",
    document_language: str | None = None,
    han_language: str = "zh",
) -> Markup:
    """Return phrasing content, without a paragraph around it; several paragraphs part at `<br>`.

    A text in another language than `document_language` stands in a `<span lang>`. `address_of` is
    the title of what a bare web address in the text leads to, said in its place.
    """
    emitter = _Emitter(cite, expand, han_language, 0, address_of)
    lines = (emitter.line(node, text.language) for node in _lines(parse(text)))
    content = "<br>\n".join(line for line in lines if line)
    return Markup(_in_language(content, "span", text.language, document_language))


def block_html(
    text: Text,
    *,
    cite: HtmlCite,
    expand: HtmlExpand | None = None,
    heading_offset: int = 0,
    document_language: str | None = None,
    han_language: str = "zh",
    opening: Markup | str = "",
) -> Markup:
    """Return flow content; `#` becomes `<h1>` shifted by `heading_offset`, never below `<h6>`.

    `opening` stands before each paragraph and heading, each row of a table, each block of code.
    A text in another language than `document_language` stands in a `<div lang>`.
    """
    emitter = _Emitter(cite, expand, han_language, heading_offset, opening=str(escape(opening)))
    content = emitter.blocks(parse(text).children, text.language)
    return Markup(_in_language(content, "div", text.language, document_language))


def _lines(node: SyntaxTreeNode) -> Iterable[SyntaxTreeNode]:
    for child in node.children:
        if child.type in ("inline", "fence", "code_block"):
            yield child
        else:
            yield from _lines(child)


def _in_language(content: str, element: str, language: str, surrounding: str | None) -> str:
    if not content or surrounding is None or language == surrounding:
        return content
    return f'<{element} lang="{escape(language)}">{content}</{element}>'


@dataclass(frozen=True, slots=True)
class _Emitter:
    cite: HtmlCite
    expand: HtmlExpand | None
    han_language: str
    heading_offset: int
    address_of: str = ""
    opening: str = ""
    """Escaped."""

    def blocks(self, nodes: Iterable[SyntaxTreeNode], language: str) -> str:
        return "\n".join(filter(None, (self.block(node, language) for node in nodes)))

    def block(self, node: SyntaxTreeNode, language: str) -> str:
        match node.type:
            case "paragraph":
                content = self._opened(self.line(node.children[0], language))
                return content if node.hidden or not content else f"<p>{content}</p>"
            case "heading":
                level = max(1, min(6, int(node.tag[1]) + self.heading_offset))
                content = self._opened(self.line(node.children[0], language))
                return content and f"<h{level}>{content}</h{level}>"
            case "bullet_list" | "ordered_list":
                return self._list(node, language)
            case "list_item":
                return f"<li>{self.blocks(node.children, language)}</li>"
            case "tr":
                first, *others = node.children
                cells = (self._cell(cell, language) for cell in others)
                opened = self._cell(first, language, self.opening)
                return f"<tr>{opened}{''.join(cells)}</tr>"
            case "fence" | "code_block":
                before = f"<p>{self.opening.strip()}</p>\n" if self.opening else ""
                return f"{before}<pre>{self._code(node)}</pre>"
            case "hr":
                return "<hr>"
            case _:
                element = _BLOCK_ELEMENTS[node.type]
                return f"<{element}>\n{self.blocks(node.children, language)}\n</{element}>"

    def _opened(self, content: str) -> str:
        return self.opening + content if content else content

    def line(self, node: SyntaxTreeNode, language: str) -> str:
        """Return the content of an `inline` node; code stands for itself."""
        if node.type == "inline":
            return self._inlines(node, language).strip()
        return self._code(node)

    def _inlines(self, node: SyntaxTreeNode, language: str) -> str:
        return "".join(self._inline(child, language) for child in node.children)

    def _inline(self, node: SyntaxTreeNode, language: str) -> str:
        match node.type:
            case "text":
                return self._text(node.content, language)
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "code_inline":
                return f"<code>{self._text(node.content, language)}</code>"
            case "image":
                return self._text(visible_text(node), language)
            case "citation":
                return str(escape(self.cite(citations_of(node))))
            case "span":
                inside = str(node.attrs["lang"])
                return _in_language(self._inlines(node, inside), "span", inside, language)
            case "link":
                return self._link(node, language)
            case _:
                element = _INLINE_ELEMENTS[node.type]
                return f"<{element}>{self._inlines(node, language)}</{element}>"

    def _text(self, content: str, language: str) -> str:
        return "".join(
            self._expanded(piece)
            if own is None
            else f'<span lang="{escape(own)}">{escape(piece)}</span>'
            for piece, own in language_runs(content, language, self.han_language)
        )

    def _expanded(self, words: str) -> str:
        if self.expand is None:
            return str(escape(words))
        return "".join(
            str(escape(piece))
            if meaning is None
            else f'<abbr title="{escape(meaning)}">{escape(piece)}</abbr>'
            for piece, meaning in self.expand(words)
        )

    def _link(self, node: SyntaxTreeNode, language: str) -> str:
        content = self._inlines(node, language)
        href, title = node.attrs.get("href"), node.attrs.get("title")
        if not href or not content:
            return content
        titled = f' title="{escape(title)}"' if title else ""
        if self.address_of and _ADDRESS.match(visible_text(node)):
            titled += f' aria-label="{escape(self.address_of)}"'
        return f'<a href="{escape(href)}"{titled}>{content}</a>'

    def _list(self, node: SyntaxTreeNode, language: str) -> str:
        items = self.blocks(node.children, language)
        if node.type == "bullet_list":
            return f"<ul>\n{items}\n</ul>"
        start = node.attrs.get("start")
        numbered = "" if start is None else f' start="{start}"'
        return f"<ol{numbered}>\n{items}\n</ol>"

    def _cell(self, node: SyntaxTreeNode, language: str, opening: str = "") -> str:
        style = node.attrs.get("style")
        attributes = (' scope="col"' if node.type == "th" else "") + (
            f' style="{escape(style)}"' if style else ""
        )
        content = opening + self.line(node.children[0], language)
        return f"<{node.type}{attributes}>{content}</{node.type}>"

    @staticmethod
    def _code(node: SyntaxTreeNode) -> str:
        words = unescapeAll(node.info).split()
        marked = f' class="language-{escape(words[0])}"' if words else ""
        return f"<code{marked}>{escape(node.content)}</code>"
