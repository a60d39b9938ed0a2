"""Markdown files: front matter and text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.diagnostics import Diagnostic, Span
from briefgen.load import yaml
from briefgen.located import Mapping, Scalar, SourceText

__all__ = ["MarkdownFile", "parse"]

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TEMPLATE = "begin the file with a `---` line, fields such as `title: …`, and another `---` line"


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """A text and what its front matter says of it."""

    front_matter: Mapping
    body: str = field(repr=False)
    """Everything below the front matter's closing line, unchanged."""
    body_span: Span
    """Where `body` stands; its first line is `body_span.line`, column 1."""


def parse(text: str, path: str) -> tuple[MarkdownFile | None, tuple[Diagnostic, ...]]:
    """Return the parts of a Markdown file and every fault of its front matter.

    The file is None when its front matter is missing or cannot be read. The Markdown itself is
    not parsed here.

    Args:
        text: lines ended by line feeds and no byte order mark, as `characters.decode` gives it.
    """
    if len(text.encode("utf-8", "surrogatepass")) > yaml.MAX_BYTES:
        message = f"the file is longer than {yaml.MAX_BYTES:,} bytes"
        return None, (Diagnostic("BG003", message, Span(path), help="split it into sections"),)
    source = SourceText(text, path)
    opening = _FENCE.match(text)
    if not opening:
        return None, (_missing(source),)
    closing = _FENCE.search(text, opening.end())
    if not closing:
        return None, (_unclosed(source, opening),)
    # A line feed in place of the opening line: every place is then the one in the file.
    node, faults = yaml.parse("\n" + text[opening.end() + 1 : closing.start()], path)
    if node is None:
        return None, faults
    front = source.span(opening.start(), closing.end())
    if isinstance(node, Scalar) and node.value is None:
        node = Mapping((), front)
    if not isinstance(node, Mapping):
        message = "front matter holds fields, and this is none"
        help_text = "write each field as `name: value` on a line of its own"
        return None, (*faults, Diagnostic("BG016", message, node.span, help=help_text))
    body_start = min(closing.end() + 1, len(text))
    body_span = source.span(body_start, len(text))
    return MarkdownFile(node, text[body_start:], body_span), faults


def _missing(source: SourceText) -> Diagnostic:
    """Explain a file whose first line opens no front matter."""
    end = source.text.find("\n")
    span = source.span(0, end if end >= 0 else len(source.text))
    later = _FENCE.search(source.text)
    if later and not source.text[: later.start()].strip():
        message = "front matter must begin on the first line"
        return Diagnostic("BG014", message, span, help="remove the empty lines above `---`")
    return Diagnostic("BG014", "the file has no front matter", span, help=_TEMPLATE)


def _unclosed(source: SourceText, opening: re.Match[str]) -> Diagnostic:
    """Explain front matter without an end, and where the end might belong."""
    message = "this front matter is never closed"
    dots = re.compile(r"^(?:\.\.\.|-{4,}|\+\+\+|--)[ \t]*$", re.MULTILINE)
    near = dots.search(source.text, opening.end())
    help_text = "put a line with only `---` between the fields and the text"
    if near:
        line = source.span(*near.span()).line
        help_text = f"write `---` in place of `{near[0].strip()}` in line {line}"
    return Diagnostic("BG015", message, source.span(*opening.span()), help=help_text)
