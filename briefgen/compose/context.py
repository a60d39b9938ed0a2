"""What the templates of one document are given: plain values and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from briefgen.compose.abbreviations import stands_in
from briefgen.compose.arrange import Arrangement
from briefgen.compose.banner import Printed, banner_fields
from briefgen.compose.labels import Labels
from briefgen.compose.materials import Materials
from briefgen.dates_display import format_datetime
from briefgen.likelihood import likelihood_words
from briefgen.model.markings import Marking
from briefgen.model.project import Layout
from briefgen.model.yardsticks import Yardstick
from briefgen.prose import plain_text
from briefgen.templates import Template
from briefgen.view import Origin, Record, View

__all__ = ["Gleaned", "front_matter", "page_context", "rungs_used", "terms_used"]


@dataclass(frozen=True, slots=True)
class Gleaned:
    """What is known of a page only when it has been written, and is then printed on it."""

    notes: tuple[Record, ...] = ()
    """The notes that it cites, by number."""
    terms: tuple[Record, ...] = ()
    """The glossary entries whose words it uses."""
    rungs: tuple[Record, ...] = ()
    """The steps of the yardstick whose words it uses."""


def page_context(
    view: View,
    template: Template,
    materials: Materials,
    labels: Labels,
    arrangement: Arrangement,
    layout: Layout,
    gleaned: Gleaned,
    marking: Marking,
    printed: Printed,
) -> dict[str, Any]:
    """Return the values by the names that templates know them by; see docs/templates.md.

    Why only the arranged parts: the banner is made from these, so a template must not be able to
    print anything else.
    """
    heading = dict(view.heading)
    kind = template.file.label.choose(view.language, "en")
    doc = Record(
        {
            **heading,
            "as_of_day": view.as_of.date(),
            "dossier": view.dossier,
            "kind": template.name,
            "lineage": template.lineage,
            "kind_label": plain_text(kind),
            "audience": view.audience,
            "audience_label": materials.audience_label,
            "language": view.language,
            "short_title": heading["short_title"] or heading["title"],
            **banner_fields(marking, printed),
            "paper": materials.paper,
            "air": layout.air,
            "squeeze": layout.squeeze,
            "smallest_type": template.file.pages.smallest_type,
            "withheld": sum(number for _, number in view.restricted),
        },
        Origin("", "", view.marking),
    )
    look = materials.house
    house = Record(
        {
            "colours": Record({**look.colours.model_dump(), "title": look.colours.title_or_deep}),
            "text_family": look.text_family,
            "heads_family": look.heads_family,
            "logo": look.logo and f"brief:///{look.logo.name}",
            "logo_alt": look.logo_alt and look.logo_alt.choose(view.language, "en"),
            "contact": look.contact and look.contact.choose(view.language, "en"),
        }
    )
    items = [dict(item) for part in arrangement.parts for item in part.items]
    return {
        "doc": doc,
        "house": house,
        "parts": tuple(_titled(part, labels) for part in arrangement.parts),
        "notes": gleaned.notes,
        "labels": labels.record,
        "as_of": format_datetime(view.as_of, view.language),
        "yardstick_used": gleaned.rungs,
        "used_statuses": tuple(
            sorted({item["status"] for item in items if "status" in item and "date" in item})
        ),
    }


def _titled(part: Record, labels: Labels) -> Record:
    """Return a part with its title: its own, or the label of its id or name."""
    parts = dict(labels.record).get("parts")
    titles = dict(parts) if isinstance(parts, Record) else {}
    title = part.title or titles.get(part.id) or titles.get(part.name) or _from_id(part.id)
    return Record({**dict(part), "title": title})


def _from_id(identifier: str) -> str:
    """Return a heading for a part that nobody has named."""
    return identifier.replace("-", " ").capitalize()


def rungs_used(view: View, html: str) -> Iterator[Record]:
    """Yield the steps of the yardstick whose words stand in the page, in its order."""
    yardstick = Yardstick(view.heading.yardstick)
    found = likelihood_words(_words_of(html), yardstick, view.language)
    ranges = {(word.rung.low, word.rung.high) for word in found}
    for row in view.heading.yardstick_rows:
        if (row.low, row.high) in ranges:
            yield row


def _words_of(html: str) -> str:
    """Return the words of a page: a tag parts them, and the number of a note is part of none."""
    without_notes = _UNREAD.sub("", html)
    return unescape(_TAG.sub(" ", without_notes))


_TAG = re.compile(r"<[^>]*>")
_UNREAD = re.compile(
    r'<sup class="notes">.*?</sup>|<span class="portion">.*?</span>'
    r"|(?<=>)\([^()<]*\) (?=[^<]*</text>)",
    re.DOTALL,
)
"""What is printed beside the words of a text; in a drawing, a mark stands before them."""


def terms_used(view: View, html: str) -> Iterator[Record]:
    """Yield the glossary entries whose word stands in the page."""
    words = _words_of(html)
    for term in view.items("terms"):
        if stands_in(plain_text(term.short), words):
            yield term


def front_matter(doc: Record) -> str:
    """Return the YAML block at the head of a Markdown document."""
    import yaml

    fields = {
        "title": plain_text(doc.title),
        "subtitle": plain_text(doc.subtitle) if doc.subtitle else None,
        "kind": doc.kind_label,
        "marking": [line.label for line in doc.banner],
        "caveats": list(doc.caveats),
        "releasable_to": None if doc.releasable_to is None else list(doc.releasable_to),
        "embargo": doc.embargoed_until.isoformat() if doc.embargoed_until else None,
        "audience": doc.audience,
        "language": doc.language,
        "as_of": doc.as_of.isoformat(),
        "version": doc.version,
        "status": doc.status,
    }
    present = {key: value for key, value in fields.items() if _is_said(key, value)}
    return f"---\n{yaml.safe_dump(present, allow_unicode=True, sort_keys=False)}---\n\n"


def _is_said(key: str, value: object) -> bool:
    """Return whether a field has a value; released to nobody is one."""
    return value not in (None, "", []) or (key == "releasable_to" and value == [])
