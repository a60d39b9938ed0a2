"""The content of a brief in the languages of other programs, made of its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["rendercv_of", "typst_of", "without_front_matter", "write_inputs"]

_TYPST_HEAD = """\
#set page("a4", margin: 2cm, numbering: "1")
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true)
#set heading(numbering: none)
#show heading: set text(font: "Source Sans 3")

"""
_SPECIAL = re.compile(r"([\\#$*_`<>@=~\-+/\[\]])")


def without_front_matter(markdown: str) -> str:
    """Return Markdown without the YAML before it."""
    return re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)


def typst_of(markdown: str) -> str:
    """Return the headings, paragraphs, lists and tables of a text as a Typst source."""
    tokens = _parsed(markdown)
    return _TYPST_HEAD + "".join(_typst_blocks(tokens))


def rendercv_of(markdown: str, name: str) -> str:
    """Return the same as a RenderCV input: a section for each heading, its blocks as texts."""
    sections: dict[str, list[str]] = {}
    heading, is_heading = "Summary", False
    for token in _parsed(markdown):
        if token.type == "heading_open":
            is_heading = True
        elif token.type == "inline":
            text = _plain(token)
            if is_heading:
                heading = text or heading
            elif text:
                sections.setdefault(heading, []).append(text)
            is_heading = False
    return yaml.safe_dump(
        {"cv": {"name": name, "sections": sections}, "design": {"theme": "classic"}},
        allow_unicode=True,
        sort_keys=False,
    )


def _parsed(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(without_front_matter(markdown))


def _plain(token: Token) -> str:
    """Return the words of an inline token, without signs that are markup elsewhere."""
    parts = [
        child.content if child.type in ("text", "code_inline") else " "
        for child in token.children or ()
        if child.type != "html_inline"
    ]
    return re.sub(r"[\[\]*_#$<>@`\\]", "", re.sub(r"\s+", " ", "".join(parts))).strip()


def _typst_inline(token: Token) -> str:
    marks = {"strong_open": "#strong[", "strong_close": "]", "em_open": "#emph[", "em_close": "]"}
    words = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            words.append(_SPECIAL.sub(r"\\\1", child.content))
        elif child.type == "link_open":
            address = str(child.attrGet("href") or "")
            is_outside = address.startswith("http")
            words.append(f'#link("{address}")[' if is_outside else "#box[")
        elif child.type == "link_close":
            words.append("]")
        elif child.type in marks:
            words.append(marks[child.type])
        elif child.type != "html_inline":
            words.append(" ")
    return "".join(words)


def _typst_blocks(tokens: list[Token]) -> Iterator[str]:
    depth, prefix, columns = 0, "", 0
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            prefix = "=" * int(token.tag[1]) + " "
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            yield "\n" * (depth == 0)
        elif token.type == "list_item_open":
            prefix = "  " * (depth - 1) + "- "
        elif token.type == "table_open":
            row = [later.type for later in tokens[place:]]
            columns = row[: row.index("tr_close")].count("th_open")
            yield f"#table(columns: {columns},\n"
        elif token.type == "table_close":
            columns = 0
            yield ")\n\n"
        elif token.type == "inline":
            text = _typst_inline(token)
            yield f"  [{text}],\n" if columns else f"{prefix}{text}\n" + "\n" * (depth == 0)
            prefix = "  " * depth


def write_inputs(markdown: str, folder: Path, name: str) -> None:
    """Write what each peer reads: `brief.md`, `brief.typ`, `brief.yaml`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brief.md").write_text(markdown, encoding="utf-8")
    (folder / "brief.typ").write_text(typst_of(markdown), encoding="utf-8")
    (folder / "brief.yaml").write_text(rendercv_of(markdown, name), encoding="utf-8")
