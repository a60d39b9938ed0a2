"""Arranged parts → the texts that a document must print.

It looks at the content and at which fields the template of a part names, not at what came out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.prove import Expected
from briefgen.templates import BUILTIN, Template
from briefgen.view import Record, origin

__all__ = ["expected_of"]

_FORMS = {"html": "html.j2", "markdown": "md.j2"}
_MAIN = {
    "events": "text",
    "claims": "text",
    "sections": "body",
    "options": "text",
    "recommendations": "action",
    "risks": "event",
    "quotes": "text",
    "terms": "short",
    "talking_points": "text",
    "questions": "text",
    "figures": "credit",
}
"""The field of a family that is printed in the order of its items, wherever it is printed."""


def expected_of(
    parts: Iterable[Record], heading: Record, template: Template
) -> tuple[Expected, ...]:
    """Return the texts of a document in the order in which it prints them.

    Of each item every text in a field that the part's template names, in HTML and in Markdown. Of
    parts whose template is the project's own, nothing: it may print them under any condition.
    """
    return tuple(_expected(parts, heading, template))


def _expected(parts: Iterable[Record], heading: Record, template: Template) -> Iterator[Expected]:
    forms = _naming(template, "page", "doc", "title")
    if forms:
        yield Expected("", "", "title", _lines(heading.title), forms=forms)
    for part in parts:
        if part.name in ("summary", "bottom-line"):
            name = part.name.replace("-", "_")
            field = name if getattr(heading, name) else "summary"
            forms = _naming(template, f"parts/{part.name}", "doc", field)
            if forms:
                yield Expected("", "", field, _lines(getattr(heading, field)), forms=forms)
        for item in part.items:
            yield from _of_item(item, part, template)


def _of_item(item: Record, part: Record, template: Template) -> Iterator[Expected]:
    made_from = origin(item)
    if made_from is None:
        return
    family, identifier = made_from.family, made_from.identifier
    main = _MAIN.get(family)
    fields = [(name, value) for name, value in item if isinstance(value, Text) and value]
    for name, value in sorted(fields, key=lambda field: field[0] != main):
        forms = _naming(template, f"parts/{part.name}", r"(?!part\b|doc\b|labels\b)\w+", name)
        if name == "alt" and item.decorative:
            forms -= {"html"}
        if forms:
            yield Expected(family, identifier, name, _lines(value), name == main, forms)


def _naming(template: Template, stem: str, owner: str, field: str) -> frozenset[str]:
    """Return the formats whose built-in template names a field."""
    found = set()
    for form, ending in _FORMS.items():
        key = template.resolve(f"{stem}.{ending}")
        known = template.files.get(f"{BUILTIN}{key}")
        if key is None or known is None or known.text != template.files[key].text:
            continue
        if re.search(rf"\b{owner}\.{field}\b", known.text):
            found.add(form)
    return frozenset(found)


def _lines(text: Text) -> tuple[str, ...]:
    return tuple(plain_text(text).split("\n"))
