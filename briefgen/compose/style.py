"""The style sheets of a document: those of the template, and one that depends on the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import east_asian_width

from briefgen.compose.environment import files_used, make_environment, render_template
from briefgen.diagnostics import Diagnostic
from briefgen.model.text import Text
from briefgen.prose import plain_text, set_finely
from briefgen.templates import Template

__all__ = ["css_string", "page_counters", "running_words", "style_environment", "style_sheets"]


_LEAST_TITLE = 16
"""Narrow letters that are left to a title, however long what stands beside it is."""


def style_sheets(
    template: Template, context: Mapping[str, Any]
) -> tuple[tuple[tuple[str, str], ...], frozenset[str], tuple[Diagnostic, ...]]:
    """Return (name, text) of each sheet in cascade order, the files used, and faults."""
    sheets = [(sheet.path, sheet.text) for sheet in template.cascade("style.css")]
    environment = style_environment(template, context["doc"].language)
    text, faults = render_template(environment, "page.css.j2", context, template)
    used = files_used(environment) | {path for path, _ in sheets}
    return (*sheets, ("page.css", text)), used, faults


def style_environment(template: Template, language: str = "") -> Any:
    """Return the environment of the style sheet that depends on the document."""

    def running(value: Any, most: int = 60, beside: str = "") -> str:
        room = max(_LEAST_TITLE, most - _width(beside)) if beside else most
        return set_finely(running_words(value, room), language)

    return make_environment(
        template,
        _printed,
        {
            "css_string": css_string,
            "plain": _plain,
            "counter": page_counters,
            "running": running,
        },
        autoescape=False,
    )


def _printed(value: Any) -> Any:
    return "" if value is None else value


_ENDS_STRING = re.compile(r'[\\"\x00-\x1f<>]')
_COUNTER = re.compile(r"(\{pages?\})")


def css_string(value: Any) -> str:
    """Return a text as a CSS string with its quotes. Source: CSS Syntax Level 3, 4.3.5."""
    escaped = _ENDS_STRING.sub(lambda m: f"\\{ord(m.group()):x} ", _plain(value))
    return f'"{escaped}"'


def running_words(value: Any, most: int = 60) -> str:
    """Return as many words of a text as a running line has room for; `most` counts narrow letters.

    Why: what is too long for it would be printed over the marking beside it.
    """
    text = _plain(value)
    width = 0
    for at, char in enumerate(text):
        width += _width(char)
        if width > most:
            head = text[: max(0, at - 1)]
            words = head.rpartition(" ")[0]
            return f"{words if 2 * len(words) > len(head) else head} …"
    return text


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def page_counters(pattern: str) -> str:
    """Return CSS content for a label such as `Page {page} of {pages}`."""
    parts = _COUNTER.split(pattern)
    names = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(names.get(part) or css_string(part) for part in parts if part)


def _plain(value: Any) -> str:
    if isinstance(value, Text):
        return plain_text(value)
    return "" if value is None else str(value)
