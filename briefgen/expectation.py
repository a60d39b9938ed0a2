"""Arranged parts → the texts that a document must print.

It looks at the content and at which fields the template of a part names, not at what came out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from briefgen.compose import HouseLook
from briefgen.diagnostics import Span
from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.prove import Expected
from briefgen.templates import Template
from briefgen.view import Record, origin

__all__ = ["expected_of", "look_expected", "sign_of"]

_FORMS = {"html": "html.j2", "markdown": "md.j2"}
_ITEM = r"(?!part\b|doc\b|labels\b)\w+"
"""What an item may be called in the template of a part."""
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"(\{\{|\{%)[-+]?(.*?)[-+]?(?:\}\}|%\})", re.DOTALL)
_ASKING = re.compile(r"\bif\b")
_OPENING = ("if", "for", "macro", "call", "filter", "with", "block", "autoescape")
_CLOSING = tuple(f"end{word}" for word in _OPENING)
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


Places = Callable[[str, str, str], Span | None]
"""(family, id, field) → where it stands in the content; the family is empty for the dossier."""


def _nowhere(family: str, identifier: str, field: str) -> Span | None:
    return None


def sign_of(banner: tuple[str, ...], places: Places = _nowhere) -> tuple[Expected, ...]:
    """Return what must be seen wherever one opens a document: the words of its marking."""
    if not banner:
        return ()
    span = places("", "", "marking")
    return (Expected("", "", "marking", banner, span=span, is_on_every_page=True),)


def look_expected(look: HouseLook, language: str, template: Template) -> tuple[Expected, ...]:
    """Return the texts that a house has on each of its documents."""
    said = {"logo_alt": look.logo_alt, "contact": look.contact}
    return tuple(
        Expected("", "", f"house.{name}", _lines(words.choose(language, "en")), False, forms)
        for name, words in said.items()
        if words is not None and (forms := _naming(template, "page", "house", name))
    )


def expected_of(
    parts: Iterable[Record], heading: Record, template: Template, places: Places = _nowhere
) -> tuple[Expected, ...]:
    """Return the texts of a document in the order in which it prints them.

    Of each item every text in a field that the part's template names, in HTML and in Markdown. Of
    parts whose template is the project's own, in any order: those that it prints under no
    condition, and each item's main text if it prints that at all, in either format.
    """
    return tuple(
        replace(each, span=places(each.family, each.identifier, each.place.split(".")[0]))
        for each in _expected(parts, heading, template)
    )


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
    stem, main = f"parts/{part.name}", _MAIN.get(family)
    fields = [(name, value) for name, value in item if isinstance(value, Text) and value]
    is_own = not _is_built_in(template, stem)
    for name, value in sorted(fields, key=lambda field: field[0] != main):
        forms = _naming(template, stem, _ITEM, name)
        if is_own and name == main and _mentions(template, stem, name):
            # whatever it asks before: what a part has, it prints
            forms = frozenset(_FORMS)
        if name == "alt" and item.decorative:
            forms -= {"html"}
        if forms:
            in_order = name == main and not is_own
            yield Expected(family, identifier, name, _lines(value), in_order, forms)
    for outer, value in item:
        listed = value if isinstance(value, tuple) else ()
        for number, words in enumerate(listed):
            forms = _naming(template, stem, _ITEM, outer)
            if isinstance(words, Text) and words and forms:
                yield Expected(family, identifier, f"{outer}.{number}", _lines(words), False, forms)
        for path, name, text in _inside(value, outer):
            forms = _naming(template, stem, _ITEM, outer) & _naming(template, stem, r"\w+", name)
            if forms:
                yield Expected(family, identifier, path, _lines(text), False, forms)


def _inside(value: Any, path: str) -> Iterator[tuple[str, str, Text]]:
    """Yield (path, field, text) of the texts of records inside a field that are no items."""
    if isinstance(value, tuple):
        for number, element in enumerate(value):
            yield from _inside(element, f"{path}.{number}")
    elif isinstance(value, Record) and origin(value) is None:
        for name, inner in value:
            if isinstance(inner, Text):
                if inner:
                    yield f"{path}.{name}", name, inner
            else:
                yield from _inside(inner, f"{path}.{name}")


def _naming(template: Template, stem: str, owner: str, field: str) -> frozenset[str]:
    """Return the formats in which a template prints a field, as far as its text tells."""
    found = set()
    for form, ending in _FORMS.items():
        key = template.resolve(f"{stem}.{ending}")
        if key is None:
            continue
        used = template.files[key].text
        text = used if template.is_built_in(key) else _always_printed(used)
        if _names(text, owner, field):
            found.add(form)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _names(text: str, owner: str, field: str) -> bool:
    """Return whether a template names a field, which is asked for each item of each document."""
    return re.search(rf"\b{owner}\.{field}\b", text) is not None


def _mentions(template: Template, stem: str, field: str) -> bool:
    """Return whether a template prints a field in any format, under whatever condition."""
    keys = (template.resolve(f"{stem}.{ending}") for ending in _FORMS.values())
    texts = (template.files[key].text for key in keys if key is not None)
    return any(re.search(rf"\b{_ITEM}\.{field}\b", _COMMENT.sub("", text)) for text in texts)


def _is_built_in(template: Template, stem: str) -> bool:
    keys = [template.resolve(f"{stem}.{ending}") for ending in _FORMS.values()]
    return all(key is None or template.is_built_in(key) for key in keys)


@lru_cache(maxsize=64)
def _always_printed(template: str) -> str:
    """Return the expressions that a template prints without asking, as far as its text tells."""
    found, conditions = [], [False]
    for tag in _TAG.finditer(_COMMENT.sub("", template)):
        inside = tag[2].strip()
        if tag[1] == "{{":
            if not any(conditions) and not _ASKING.search(inside):
                found.append(inside)
            continue
        word = inside.split()[0] if inside else ""
        if word in _OPENING:
            # a block, a macro or a set text is printed where something else says so
            conditions.append(word != "for" or bool(_ASKING.search(inside)))
        elif word in _CLOSING and len(conditions) > 1:
            conditions.pop()
    return "\n".join(found)


def _lines(text: Text) -> tuple[str, ...]:
    return tuple(plain_text(text).split("\n"))
