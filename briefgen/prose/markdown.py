"""Prose as Markdown again, in the one way of writing that GitHub and CommonMark both read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode

from briefgen.model.text import Text
from briefgen.prose.citations import Citation
from briefgen.prose.delimiters import Piece, joined
from briefgen.prose.escape import escape_line
from briefgen.prose.parse import citations_of, parse
from briefgen.prose.plain import visible_text

__all__ = ["MarkdownCite", "block_markdown", "inline_markdown"]

MarkdownCite = Callable[[tuple[Citation, ...]], str]
"""Gives the Markdown that stands for citations, such as `[^1]`. It is not escaped."""

_LISTS = {"bullet_list": "-+", "ordered_list": ".)"}
_ALIGNMENT = {"left": ":--", "center": ":-:", "right": "--:"}
_ENTITY = re.compile(r"&(?=#?\w+;)")
_URL_AT_END = re.compile(r"\b(?:(https?|ftp)(://)|(www)(\.))(?=\S*$)", re.IGNORECASE)
_DEEPEST = 2
"""Emphases inside one another that are written. There are two kinds of marks: the third would use
the first again, and beside punctuation it would close that, so that marks would show as signs."""
_ITEM_NUMBER_MAX = 999_999_999


def inline_markdown(text: Text, *, cite: MarkdownCite, in_table: bool = False) -> str:
    """Return Markdown for one paragraph, heading or list item; several paragraphs part at a break.

    With `in_table` it may stand in a table cell, where a break is `<br>`.
    """
    emitter = _Emitter(cite, in_table=in_table)
    lines = (emitter.line(node) for node in _lines(parse(text)))
    return emitter.line_break.join(line for line in lines if line)


def block_markdown(
    text: Text, *, cite: MarkdownCite, heading_offset: int = 0, opening: str = ""
) -> str:
    """Return Markdown blocks; `#` is shifted by `heading_offset`, never below six.

    `opening`, Markdown that does not begin a block, stands before each paragraph and heading, each
    row of a table, each block of code.
    Spans that name a language become plain text, images their alternative text.
    """
    return _Emitter(cite, heading_offset, opening=opening).blocks(parse(text).children)


def _lines(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for child in node.children:
        if child.type in ("inline", "fence", "code_block"):
            yield child
        else:
            yield from _lines(child)


@dataclass(frozen=True, slots=True)
class _Emitter:
    cite: MarkdownCite
    heading_offset: int = 0
    in_table: bool = False
    line_break: str = ""
    opening: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "line_break", "<br>" if self.in_table else "\\\n")

    def blocks(self, nodes: Iterable[SyntaxTreeNode], *, gap: str = "\n\n") -> str:
        parts = []
        previous, marks = "", 0
        for node in nodes:
            # Two lists of one kind that follow each other would be read as one.
            marks = 1 - marks if node.type == previous else 0
            part = self._block(node, marks)
            if part:
                parts.append(part)
                previous = node.type
        return gap.join(parts)

    def _block(self, node: SyntaxTreeNode, marks: int) -> str:
        match node.type:
            case "paragraph":
                return self._opened(self.line(node.children[0]))
            case "heading":
                level = max(1, min(6, int(node.tag[1]) + self.heading_offset))
                content = self._opened(self.line(node.children[0]).replace("\\\n", " "))
                return f"{'#' * level} {content}".rstrip()
            case "blockquote":
                return _prefixed(self.blocks(node.children), "> ")
            case "bullet_list" | "ordered_list":
                return self._list(node, _LISTS[node.type][marks])
            case "table":
                return self._table(node)
            case "fence" | "code_block":
                return f"{self.opening.rstrip()}\n\n{_fence(node)}".lstrip("\n")
            case "hr":
                return "***"
            case _:
                return self.blocks(node.children)

    def _list(self, node: SyntaxTreeNode, mark: str) -> str:
        # Only paragraphs tell a tight list; blocks without blank lines might run together.
        tight = any(child.hidden for item in node.children for child in item.children)
        gap = "\n" if tight else "\n\n"
        start = int(node.attrs.get("start", 1))
        items = []
        for index, item in enumerate(node.children):
            number = min(start + index, _ITEM_NUMBER_MAX)
            bullet = f"{number}{mark}" if node.type == "ordered_list" else mark
            content = self.blocks(item.children, gap=gap)
            indented = _prefixed(content, " " * (len(bullet) + 1)).lstrip(" ")
            items.append(f"{bullet} {indented}".rstrip())
        return gap.join(items)

    def _table(self, node: SyntaxTreeNode) -> str:
        emitter = replace(self, in_table=True)
        rows = [row for part in node.children for row in part.children]
        lines = [
            f"| {self.opening}"
            + " | ".join(emitter.line(cell.children[0]) for cell in row.children)
            + " |"
            for row in rows
        ]
        aligned = (str(cell.attrs.get("style", "")) for cell in rows[0].children)
        marks = (_ALIGNMENT.get(style.removeprefix("text-align:"), "---") for style in aligned)
        lines.insert(1, "| " + " | ".join(marks) + " |")
        return "\n".join(lines)

    def _opened(self, content: str) -> str:
        return self.opening + content if content else content

    def line(self, node: SyntaxTreeNode) -> str:
        """Return the content of an `inline` node; code stands for itself."""
        if node.type != "inline":
            return self._code(node.content.strip().replace("\n", " "))
        pieces: list[Piece] = []
        self._add_inlines(pieces, node, "")
        while pieces and pieces[-1].markdown in (" ", self.line_break):
            del pieces[-1]
        return joined(_without_url_joints(pieces)).strip(" ")

    def _add_inlines(self, pieces: list[Piece], node: SyntaxTreeNode, outer: str) -> None:
        for child in node.children:
            self._add_inline(pieces, child, outer)

    def _add_inline(self, pieces: list[Piece], node: SyntaxTreeNode, outer: str) -> None:
        match node.type:
            case "text" | "image":
                self._add_text(pieces, visible_text(node))
            case "softbreak":
                self._add_text(pieces, " ")
            case "hardbreak":
                pieces.append(Piece(self.line_break))
            case "code_inline":
                pieces.append(Piece(self._code(node.content)))
            case "citation":
                _add_bracket(pieces, self.cite(citations_of(node)))
            case "link":
                self._add_link(pieces, node, outer)
            case "em" | "strong" | "s":
                self._add_emphasis(pieces, node, outer)
            case _:
                self._add_inlines(pieces, node, outer)

    def _add_text(self, pieces: list[Piece], content: str) -> None:
        if not content:
            return
        last = pieces[-1].markdown if pieces else ""
        starts_line = not last or last.endswith("\n")
        markdown = escape_line(
            content.lstrip(" ") if starts_line else content,
            in_table=self.in_table,
            starts_line=starts_line,
        )
        # After a bracket these would make a link, a footnote or attributes of it.
        if last.endswith("]") and markdown.startswith(("(", ":", "{")):
            markdown = f"\\{markdown}"
        pieces.append(Piece(markdown, "text"))

    def _add_emphasis(self, pieces: list[Piece], node: SyntaxTreeNode, outer: str) -> None:
        if node.type != "s" and len(outer) == _DEEPEST:
            self._add_inlines(pieces, node, outer)
            return
        start = len(pieces)
        mark = _mark(node.type, pieces, outer)
        pieces.append(Piece(mark, "open"))
        self._add_inlines(pieces, node, outer if node.type == "s" else outer + mark[0])
        if len(pieces) == start + 1:
            del pieces[start:]
        else:
            pieces.append(Piece(mark, "close"))

    def _add_link(self, pieces: list[Piece], node: SyntaxTreeNode, outer: str) -> None:
        href = str(node.attrs.get("href", ""))
        title = str(node.attrs.get("title", ""))
        if node.markup == "autolink":
            address = visible_text(node)
            is_bare_mail = href.startswith("mailto:") and not address.startswith("mailto:")
            shown = address if is_bare_mail else href
            pieces.append(Piece(self._in_cell(f"<{shown}>")))
            return
        target = _destination(href) + (f' "{_title(title)}"' if title else "")
        _add_bracket(pieces, "[")
        self._add_inlines(pieces, node, outer)
        pieces.append(Piece(f"]({self._in_cell(target)})"))

    def _code(self, content: str) -> str:
        runs = {len(run) for run in re.findall("`+", content)}
        fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
        spaced = content[:1] in "` " and content[-1:] in "` " and content.strip(" ")
        pad = " " if spaced or "`" in (content[:1], content[-1:]) else ""
        return f"{fence}{pad}{self._in_cell(content)}{pad}{fence}" if content else ""

    def _in_cell(self, markdown: str) -> str:
        return markdown.replace("|", r"\|") if self.in_table else markdown


def _mark(kind: str, pieces: list[Piece], outer: str) -> str:
    """Return the marks for an emphasis inside those that are written with `outer`."""
    if kind == "s":
        return "~~"
    mark = "_" if outer.endswith("*") else "*"
    # Two emphases that touch would run together.
    if pieces and pieces[-1].kind == "close" and pieces[-1].markdown[0] == mark:
        mark = "*" if mark == "_" else "_"
    return mark if kind == "em" else mark * 2


def _add_bracket(pieces: list[Piece], markdown: str) -> None:
    """Add what starts with a bracket; an exclamation mark before it must not make an image."""
    if pieces and pieces[-1].kind == "text" and pieces[-1].markdown.endswith("!"):
        last = pieces[-1]
        pieces[-1] = replace(last, markdown=f"{last.markdown[:-1]}\\!")
    pieces.append(Piece(markdown))


def _without_url_joints(pieces: list[Piece]) -> list[Piece]:
    """Keep a bare URL from swallowing the mark that follows it, where URLs are found unmarked."""
    kept = []
    for piece, following in pairwise([*pieces, Piece(" ")]):
        glued = piece.kind == "text" != following.kind and not following.markdown[:1].isspace()
        markdown = _URL_AT_END.sub(r"\1\3\\\2\4", piece.markdown) if glued else piece.markdown
        kept.append(replace(piece, markdown=markdown))
    return kept


def _destination(href: str) -> str:
    escaped = _ENTITY.sub(r"\\&", href.replace("\\", "\\\\"))
    if not re.search(r"[\s()<>]", href):
        return escaped
    return f"<{re.sub('[<>]', lambda found: chr(92) + found[0], escaped)}>"


def _title(title: str) -> str:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(_ENTITY.sub(r"\\&", escaped).split())


def _fence(node: SyntaxTreeNode) -> str:
    info = node.info.strip()
    character = "~" if "`" in info else "`"
    longest = max(map(len, re.findall(f"{character}+", node.content)), default=0)
    fence = character * max(3, longest + 1)
    content = node.content
    if content and not content.endswith("\n"):
        content += "\n"
    return f"{fence}{info}\n{content}{fence}"


def _prefixed(block: str, prefix: str) -> str:
    return "\n".join(prefix + line if line else prefix.rstrip() for line in block.split("\n"))
