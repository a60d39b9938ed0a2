"""Ways in which a project's own style or template loses what a document should print.

Each takes something of the timeline of `PROJECT`; the build must fail and name the block and its
item.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["CAUSES", "PROJECT", "Cause"]

PROJECT = {
    "briefgen.yaml": """\
audiences: {public: {clearance: "TLP:CLEAR"}}
documents: [{templates: [timeline]}]
to: [pdf, markdown, html]
checks: {severity: {BG329: off, BG622: off}}
""",
    "content/d/dossier.yaml": """\
title: The strike at the port
as_of: 2023-07-14T00:00:00Z
marking: TLP:CLEAR
summary: The crews and the port are still apart.
bottom_line: The ministry should mediate between both of them.
""",
    "content/d/items.yaml": """\
events:
  walk-out:
    date: 2023-03-30
    text: Crews on four quays stop work until the officials have filed their final offer.
    status: occurred
    significance: The ferry company cannot reroute its flights of fancy.
    sources: [roster]
  talks:
    date: 2023-05-02
    text: Both sides meet at the town hall for the first time.
    status: occurred
    sources: [roster]
  vote:
    {date: 2023-08-11, text: The members vote on what the port put before them., status: planned}
sources:
  roster: {title: The roster of the port}
""",
    "content/d/scope.md": """\
---
kind: scope
title: Scope
---

This page covers the strike of this year at the port.
""",
}
"""A project by its paths."""
_TALKS = "#timeline tbody tr:last-child"
_WORDS = "Both sides meet at the town hall"


@dataclass(frozen=True)
class Cause:
    """Something that makes a text disappear."""

    style: str = ""
    """Of the kind `timeline`."""
    files: dict[str, str] = field(default_factory=dict)
    """More files of the project, or others."""
    item: str = "events/talks"
    """The item that must be named."""
    words: str = _WORDS
    """The beginning of the block, or a part of it, that must be named."""
    code: str = "BG631"

    @property
    def project(self) -> dict[str, str]:
        """The project with the cause in it."""
        return {**PROJECT, "templates/timeline/style.css": self.style, **self.files}


def _style(declarations: str, selector: str = f"{_TALKS} td") -> Cause:
    return Cause(f"{selector} {{ {declarations} }}")


def _part(name: str, html: str, markdown: str = "") -> dict[str, str]:
    files = {f"templates/_shared/parts/{name}.html.j2": html}
    if markdown:
        files[f"templates/_shared/parts/{name}.md.j2"] = markdown
    return files


_ROWS = """\
<section><table><thead><tr><th scope="col">Event</th></tr></thead><tbody>
{% for event in ITEMS %}<tr><td>{{ event.text }}</td></tr>{% endfor %}
</tbody></table></section>
"""

CAUSES = {
    "display: none": _style("display: none"),
    "visibility: hidden": _style("visibility: hidden"),
    "font-size: 0": _style("font-size: 0"),
    "a tiny font": _style("font-size: 0.4pt; line-height: 1pt"),
    "opacity: 0": _style("opacity: 0"),
    "color: transparent": _style("color: transparent"),
    "white on white": _style("color: #fff"),
    "the colour of the background": _style("color: #123456; background: #123456"),
    "a colour that is nearly the background's": _style("color: #fefefe"),
    "overflow: hidden": Cause(f"{_TALKS} td > * {{ display: block; height: 0; overflow: hidden }}"),
}
