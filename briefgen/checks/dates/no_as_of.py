"""A page that does not say up to when it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from briefgen.checks.document import DocumentCase
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code
from briefgen.dates_display import format_datetime, format_day

__all__ = ["RULE", "check"]

RULE = Code(
    "BG329",
    "no-as-of",
    "warning",
    what="A document nowhere prints up to when its content holds.",
    why="Without it a reader cannot tell a fresh paper from an old one.",
    instead="Print `{{ as_of }}` in the template's `page.html.j2`, and in its `page.md.j2`.",
    example="""\
<body>
<h1>{{ doc.title }}</h1>
<main>{% for part in parts %}{% include "parts/" ~ part.name ~ ".html.j2" %}{% endfor %}</main>
</body>
""",
)


def check(case: DocumentCase) -> Iterator[Finding]:
    """Yield that a page lacks the date that it holds up to."""
    _, _, body = case.html.partition("<body")
    printed = " ".join(unescape(re.sub(r"<[^>]*>", "", body)).split())
    day = format_day(case.view.as_of.date(), case.language)
    if " ".join(day.split()) not in printed:
        moment = " ".join(format_datetime(case.view.as_of, case.language).split())
        yield Finding(THE_DOSSIER, f"the {case.kind} does not print its date, {moment}", ("as_of",))
