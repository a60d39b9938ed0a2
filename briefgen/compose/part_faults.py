"""What is said of the parts of a document: missing, limited, without portion marks."""

from __future__ import annotations

import re

from briefgen.compose.arrange import Arrangement, how_to_supply
from briefgen.diagnostics import Diagnostic, Span
from briefgen.templates import Template
from briefgen.view import View

__all__ = ["limited_parts", "missing_parts", "unmarked_parts"]

_MARKS = re.compile(r"\|\s*portion\b|\|\s*block\(\s*\w+\s*,")
"""What prints a portion mark in a template."""


def missing_parts(view: View, template: Template, arrangement: Arrangement) -> list[Diagnostic]:
    """Return an error for each required part for which the readers get nothing."""
    return [
        Diagnostic(
            "BG506",
            f"a {template.name} needs `{rule.id or rule.part}`, "
            f"and `{view.dossier}` has none for `{view.audience}`",
            help=how_to_supply(rule),
        )
        for rule in arrangement.missing
    ]


def limited_parts(view: View, template: Template, arrangement: Arrangement) -> list[Diagnostic]:
    """Return a note for each required part that does not show all that it could."""
    required = {rule.id or rule.part for rule in template.file.parts if rule.required}
    limited = dict(arrangement.limited)
    return [
        Diagnostic(
            "BG622",
            f"the {template.name} of `{view.dossier}` for `{view.audience}` "
            f"shows {len(part.items)} of {len(part.items) + limited[part.id]} items "
            f"in `{part.id}`",
            help="the most important and latest are shown: give items a `priority`, or raise "
            f"`limit` in templates/{template.name}/template.yaml",
        )
        for part in arrangement.parts
        if part.id in required and part.id in limited
    ]


def unmarked_parts(template: Template, arrangement: Arrangement) -> list[Diagnostic]:
    """Return a fault for each part with items whose files print no portion marks."""
    found = []
    for name in dict.fromkeys(part.name for part in arrangement.parts if part.items):
        for ending in ("html.j2", "md.j2"):
            key = template.resolve(f"parts/{name}.{ending}")
            if key is not None and not _MARKS.search(template.files[key].text):
                path = template.files[key].path
                found.append(_unmarked(name, path))
    return found


def _unmarked(part: str, path: str) -> Diagnostic:
    return Diagnostic(
        "BG516",
        f"`{part}` prints no portion marks, and this document is to have them",
        Span(path),
        help="write `{{ item | portion }}` before the words of an item, and "
        "`block(2, item)` for text in paragraphs",
    )
