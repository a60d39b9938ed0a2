"""What each HTML element is to a screen reader, in the terms of PDF.

Source: ISO 32000-1 and -2, 14.8.4; ISO 14289-1, clause 7; ISO 14289-2, clause 8.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.render.structure.elements import Element

__all__ = [
    "is_decoration",
    "is_endnote",
    "is_note_mark",
    "numbering",
    "structure_element",
    "wrapped",
]

_SVG = "{http://www.w3.org/2000/svg}svg"
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"

_ROLES = {
    **dict.fromkeys(("div", "header", "footer", "address", "details", "nav"), "Div"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **{tag: tag.upper() for tag in ("tr", "th", "td")},
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "aside": "Aside",
    "figure": "Captioned",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "p": "P",
    "pre": "P",
    "summary": "P",
    "code": "Code",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "img": "Figure",
    _SVG: "Figure",
}
_NUMBERINGS = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
_NOTES = frozenset({"doc-footnote", "doc-endnote", "note"})
_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


def structure_element(html: Any, parents: Mapping[Any, Any]) -> Element | None:
    """Return a new structure element for an HTML element, or None where it needs none.

    Shape: `parents` leads from each HTML element to the one around it.
    """
    language = _language(html, parents)
    role = _role(html, parents, language)
    if role is None:
        return None
    element = Element(role, language=language)
    match role:
        case "Figure":
            element.alternative = _alternative(html)
        case "Link":
            element.alternative = html.get("aria-label")
        case "Span" if html.tag == "abbr":
            element.expansion = html.get("title")
        case "L" if html.tag == "dl":
            element.attributes["ListNumbering"] = "/Description"
        case "FENote":
            element.identifier = html.get("id")
            element.attributes["NoteType"] = "/Footnote"
        case "TH":
            element.attributes["Scope"] = f"/{_scope(html, parents)}"
            # It stands over what it heads, as the header of a column does.
            element.heads_group = html.get("scope") == "rowgroup" and _span(html, "colspan") > 1
            if element.heads_group:
                element.attributes["Scope"] = "/Column"
    if role in {"TH", "TD"}:
        _set_spans(element, html)
    return element


def numbering(box: Any) -> str:
    """Return how the list that this item's box belongs to is numbered."""
    style = box.style["list_style_type"]
    return _NUMBERINGS.get(style, "None") if isinstance(style, str) else "None"


def is_note_mark(html: Any) -> bool:
    """Whether the element is the mark of a note in the text."""
    return bool(html.get("role") == "doc-noteref")


def is_endnote(html: Any, parents: Mapping[Any, Any]) -> bool:
    """Whether the element is an item of a list of notes."""
    listing = parents.get(html)
    around = None if listing is None else parents.get(listing)
    return (
        html.tag == "li"
        and bool(html.get("id"))
        and around is not None
        and around.get("role") == "doc-endnotes"
    )


def wrapped(html: Any, element: Element, holder: Element) -> Element:
    """Return the element in what a mark in the text, or the label of a note, stands in besides."""
    if is_note_mark(html):
        return Element("Reference", [element])
    if html.get("role") == "doc-backlink" and holder.role == "FENote" and not holder.kids:
        return Element("Lbl", [element])
    return element


def is_decoration(box: Any) -> bool:
    """Whether the box is a picture that is there for its looks: `alt=""`, or put in by CSS."""
    if not hasattr(box, "replacement") or box.element is None:
        return False
    made_by_css = "::" in (box.element_tag or "") or box.element.tag not in {"img", _SVG}
    decorative = box.element.get("role") in {"presentation", "none"}
    return made_by_css or decorative or box.element.get("alt") == ""


def _role(html: Any, parents: Mapping[Any, Any], language: str | None) -> str | None:
    tag = html.tag
    if not isinstance(tag, str) or tag in {"html", "body"}:
        return None
    if tag == "a" and html.get("href"):
        return "Link"
    if tag == "div" and parents[html].tag == "dl":
        return None  # It groups terms for the eye; a list holds nothing but items.
    if html.get("role") in _NOTES and html.get("id") and tag not in _ROLES:
        return "FENote"
    if role := _ROLES.get(tag):
        return role
    return "Span" if language or (tag == "abbr" and html.get("title")) else None


def _language(html: Any, parents: Mapping[Any, Any]) -> str | None:
    """Return the element's language where it is not that of what it stands in."""
    own: str | None = html.get("lang")
    parent = parents.get(html)
    while own and parent is not None:
        if outer := parent.get("lang"):
            return own if outer != own else None
        parent = parents.get(parent)
    return None


def _scope(html: Any, parents: Mapping[Any, Any]) -> str:
    if given := _SCOPES.get(html.get("scope", "")):
        return given
    around = html
    while around is not None and around.tag != "thead":
        around = parents.get(around)
    row = parents.get(html)
    heads_only = row is not None and len(row) > 1 and all(cell.tag == "th" for cell in row)
    return "Column" if around is not None or heads_only else "Row"


def _alternative(html: Any) -> Any:
    if html.tag == _SVG:
        title = html.find(_SVG_TITLE)
        text = None if title is None else title.text
        return text or html.get("aria-label")
    return html.get("alt") or html.get("aria-label")


def _set_spans(cell: Element, html: Any) -> None:
    for attribute, name in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (span := _span(html, attribute)) > 1:
            cell.attributes[name] = span


def _span(html: Any, attribute: str) -> int:
    given = html.get(attribute, "1")
    return int(given) if given.isdecimal() else 1
