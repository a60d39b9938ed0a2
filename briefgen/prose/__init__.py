"""Prose: Markdown parsed once, emitted as HTML, Markdown and plain text."""

from __future__ import annotations

from briefgen.model.text import Text
from briefgen.prose.citations import Citation, citation_source
from briefgen.prose.escape import escape_markdown
from briefgen.prose.faults import Meant, ProseFault, meant_otherwise, prose_faults
from briefgen.prose.html import HtmlCite, block_html, inline_html
from briefgen.prose.languages import language_runs
from briefgen.prose.markdown import MarkdownCite, block_markdown, inline_markdown
from briefgen.prose.parse import find_citations, parse
from briefgen.prose.plain import plain_text, word_count
from briefgen.prose.recite import recited

__all__ = [
    "Citation",
    "HtmlCite",
    "MarkdownCite",
    "Meant",
    "ProseFault",
    "Text",
    "block_html",
    "block_markdown",
    "citation_source",
    "escape_markdown",
    "find_citations",
    "inline_html",
    "inline_markdown",
    "language_runs",
    "meant_otherwise",
    "parse",
    "plain_text",
    "prose_faults",
    "recited",
    "word_count",
]
