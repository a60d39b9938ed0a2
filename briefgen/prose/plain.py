"""Prose as plain text: no markup, no citations."""

from __future__ import annotations

import re

from markdown_it.tree import SyntaxTreeNode

from briefgen.model.text import Text
from briefgen.prose.literal import is_literal
from briefgen.prose.parse import parse

__all__ = ["plain_text", "visible_text", "word_count"]

_BLOCK_ENDS = frozenset({"blockquote", "heading", "list_item", "paragraph", "tr"})
_QUOTE = re.compile("[\"']")
_SPACES = re.compile(r"[^\S\n]+")
# Han and kana have no spaces between words: each counts, as word processors do.
_WORD = re.compile(
    r"[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"(?:['’.,\-‐‑/][^\W_\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)*"
)


def plain_text(text: Text) -> str:
    """Return what a reader sees, without citations: one line for a block, white space folded."""
    if is_literal(text.source) and not _QUOTE.search(text.source):
        return _SPACES.sub(" ", text.source)
    lines = (_SPACES.sub(" ", line).strip() for line in visible_text(parse(text)).split("\n"))
    return "\n".join(line for line in lines if line)


def word_count(text: Text) -> int:
    """Return the number of words; each Han character and kana counts as one."""
    return len(_WORD.findall(plain_text(text)))


def visible_text(node: SyntaxTreeNode) -> str:
    """Return the text below a node, blocks ended by line feeds."""
    match node.type:
        case "text" | "code_inline" | "html_inline":
            return node.content.replace("\n", " ")
        case "fence" | "code_block":
            return node.content
        case "softbreak" | "hardbreak":
            return " "
        case "th" | "td":
            return "".join(map(visible_text, node.children)) + " "
        case _:
            inside = "".join(map(visible_text, node.children))
            return inside + "\n" if node.type in _BLOCK_ENDS else inside
