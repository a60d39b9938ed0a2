"""The text of an HTML page, block by block in the order of the document."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

__all__ = ["html_runs", "words_in_drawings"]

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "img", "li", "main", "nav", "ol", "p", "pre", "section",
        "summary", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
_UNREAD = frozenset({"head", "script", "style", "template", "title"})
_END = "\0"


@lru_cache(maxsize=4)
def html_runs(html: str | bytes, *, with_notes: bool) -> tuple[str, ...]:
    """Return each stretch of text between two edges of blocks, descriptions of pictures too.

    What nobody hears (`aria-hidden`, `hidden`) is left out; `with_notes` keeps numbers of notes.
    """
    document, pieces = _document(html), list[str]()
    if document is not None:
        _gather(document, pieces, with_notes)
    return tuple(run for run in map(str.strip, "".join(pieces).split(_END)) if run)


def words_in_drawings(html: str | bytes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (description, words) of each drawing that stands in the page itself, in its order.

    Words are those of one `<text>` each.
    """
    document = _document(html)
    found = []
    for drawing in () if document is None else document.iter("{*}svg", "svg"):
        texts = ("".join(one.itertext()) for one in drawing.iter("{*}text", "text"))
        words = tuple(text for text in map(str.strip, texts) if text)
        if words:
            found.append((_description(drawing), words))
    return tuple(found)


@lru_cache(maxsize=1)
def _document(html: str | bytes) -> Any:
    """Return the document, None where nothing is left of it, as of a comment without an end.

    Of the same page it is asked for several times, one behind the other. Nobody changes it.
    """
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as parser

    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
    try:
        return parser.document_fromstring(text) if text.strip() else None
    except etree.ParserError:
        return None


def _description(drawing: Any) -> str:
    title = drawing.find("{*}title")
    own = title.text if title is not None else None
    return str(own or drawing.get("aria-label") or "")


def _gather(element: Any, pieces: list[str], with_notes: bool) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNREAD or _is_hidden(element):
        return
    if tag == "sup" and not with_notes and "notes" in str(element.get("class", "")).split():
        return
    edge = _END if tag in _BLOCKS else ""
    pieces.append(edge)
    if tag == "img":
        pieces.append(str(element.get("alt") or element.get("aria-label") or ""))
    elif tag == "svg":
        pieces.append(_description(element))
    else:
        pieces.append(element.text or "")
        for child in element:
            _gather(child, pieces, with_notes)
            pieces.append(child.tail or "")
    pieces.append(edge)


def _is_hidden(element: Any) -> bool:
    decorative = element.get("role") in ("presentation", "none") and element.tag in ("img", "svg")
    return element.get("aria-hidden") == "true" or "hidden" in element.attrib or decorative
