"""The style sheets of a document: those of the template, and one that depends on the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.compose.environment import files_used, make_environment, render_template
from briefgen.diagnostics import Diagnostic
from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.templates import Template

__all__ = ["css_string", "page_counters", "style_sheets"]


def style_sheets(
    template: Template, context: Mapping[str, Any]
) -> tuple[tuple[tuple[str, str], ...], frozenset[str], tuple[Diagnostic, ...]]:
    """Return (name, text) of each sheet in cascade order, the files used, and faults."""
    sheets = [(sheet.path, sheet.text) for sheet in template.cascade("style.css")]
    paths = {path for path, _ in sheets}
    environment = make_environment(
        template,
        lambda value: "" if value is None else value,
        {"css_string": css_string, "plain": _plain, "counter": page_counters},
        autoescape=False,
    )
    house, faults = render_template(environment, "house.css.j2", context, template)
    text, more = render_template(environment, "page.css.j2", context, template)
    used = files_used(environment) | paths
    # First what the house says, so that a kind of document can say otherwise.
    return (("house.css", house), *sheets, ("page.css", text)), used, (*faults, *more)


def css_string(value: Any) -> str:
    """Return a text as a CSS string with its quotes. Source: CSS Syntax Level 3, 4.3.5."""
    escaped = re.sub(r'[\\"\x00-\x1f<>]', lambda m: f"\\{ord(m.group()):x} ", _plain(value))
    return f'"{escaped}"'


def page_counters(pattern: str) -> str:
    """Return CSS content for a label such as `Page {page} of {pages}`."""
    parts = re.split(r"(\{pages?\})", pattern)
    names = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(names.get(part) or css_string(part) for part in parts if part)


def _plain(value: Any) -> str:
    if isinstance(value, Text):
        return plain_text(value)
    return "" if value is None else str(value)
