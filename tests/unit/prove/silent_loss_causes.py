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
to: [pdf, markdown]
checks: {severity: {BG329: off}}
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
sections:
  scope: {kind: scope, title: Scope, body: This page covers the strike of this year at the port.}
""",
}
"""A project by its paths."""
_TALKS = "#part-timeline tbody tr:last-child"
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


def _table(html: str, markdown: str = "", **more: str) -> Cause:
    """Return a cause in the project's own template of the table of events."""
    row, line = "{{ event.text }}", "{{ event.text | cell }}"
    table = f"""\
<section id="part-{{{{ part.id }}}}"><h2>{{{{ part.title }}}}</h2><table>
<thead><tr><th scope="col">Event</th></tr></thead><tbody>
{{% for event in part.items %}}<tr><td>{html or row}{{{{ event.sources | cite }}}}</td></tr>
{{% endfor %}}</tbody></table></section>
"""
    text = f"""\
## {{{{ part.title }}}}

| Event |
| --- |
{{% for event in part.items %}}
| {markdown or line}{{{{ event.sources | cite }}}} |
{{% endfor %}}
"""
    files = {
        "templates/_shared/parts/event-table.html.j2": table,
        "templates/_shared/parts/event-table.md.j2": text,
    }
    return Cause(files=files, **more)


def _unmarked(declarations: str) -> Cause:
    """Return a cause that takes the banner from the margins; the text of the page says it too."""
    margins = " ".join(f"@{place}-right {{ {declarations} }}" for place in ("top", "bottom"))
    style = f"@page {{ {margins} }} {_TALKS} {{ break-before: page }}"
    return Cause(style, item="dossier: marking", words="TLP:CLEAR")


CAUSES = {
    # styles that hide
    "display: none": _style("display: none"),
    "visibility: hidden": _style("visibility: hidden"),
    "visibility: collapse": _style("visibility: collapse"),
    "content-visibility of a row": _style("display: none", _TALKS),
    "font-size: 0": _style("font-size: 0"),
    "a tiny font": _style("font-size: 0.4pt; line-height: 1pt"),
    "color: transparent": _style("color: transparent"),
    "white on white": _style("color: #fff"),
    "the colour of the background": _style("color: #123456; background: #123456"),
    "nearly the colour of the background": _style("color: #fdfdfd"),
    "no height, hidden overflow": _style("display: block; height: 0; overflow: hidden"),
    "a clip": _style("position: absolute; clip: rect(0, 0, 0, 0)"),
    # boxes that are too small
    "a fixed box that is too small": _style("display: block; height: 8pt; overflow: hidden"),
    "a box that is too narrow": _style(
        "display: block; width: 40pt; white-space: nowrap; overflow: hidden"
    ),
    "an ellipsis": _style(
        "display: block; width: 60pt; white-space: nowrap; overflow: hidden;"
        " text-overflow: ellipsis"
    ),
    "max-lines": _style(
        "display: block; width: 60pt; max-lines: 1; continue: discard; block-ellipsis: auto"
    ),
    # what is cut off would lie among other words, so that there is ink where it should be
    "a maximal height": Cause(
        f"{_TALKS} td {{ display: block; width: 60pt; max-height: 1em; overflow: hidden }}"
        f' #part-upcoming::before {{ content: "{"MW WM" * 300}"; display: block; height: 80pt;'
        " margin-top: -50pt; overflow: hidden; overflow-wrap: anywhere; color: #000;"
        " font: 700 9pt/5pt 'Source Sans 3'; letter-spacing: -0.5pt }"
    ),
    "height: 100% of the page": Cause(
        "html, body, main { height: 100%; overflow: hidden }",
        {
            "content/d/more.yaml": "events:\n"
            + "".join(
                f"  later-{n}: {{date: 2023-06-{n % 28 + 1:02}, text: They meet at the port for "
                f"the {n}th time., status: occurred, sources: [roster]}}\n"
                for n in range(10, 35)
            )
        },
        "events/vote",
        "The members vote",
    ),
    "a box around all that is too low": Cause("main { height: 45mm; overflow: hidden }"),
    # places where nobody looks
    "off the page to the left": _style("position: absolute; left: -200mm; width: 80mm"),
    "off the page to the right": _style("position: absolute; left: 300mm; width: 80mm"),
    "off the page below": _style("position: absolute; top: 900mm"),
    "indented off the page": _style("text-indent: -2000pt; white-space: nowrap"),
    "shifted off the page": _style("display: block; position: relative; left: 5000px"),
    "moved by a transform": _style("display: block; transform: translateX(400mm)"),
    "beyond the edge of the page": _style("white-space: nowrap; letter-spacing: 20pt"),
    "a negative margin": _style("display: block; margin-left: -400mm; width: 100mm"),
    # what lies above or below
    "behind an opaque box": Cause(
        f"{_TALKS} td {{ position: relative }} {_TALKS} td::after {{ content: ''; position: "
        "absolute; inset: 0; background: #ddd }"
    ),
    "behind the background": Cause(
        f"main {{ background: #eee }} {_TALKS} td {{ position: relative; z-index: -1 }}"
    ),
    "under a box of the page": Cause(
        "main { position: relative } main::after { content: ''; position: absolute; top: 0; left: "
        "0; width: 100%; height: 400mm; background: white }"
    ),
    # taken out of the text
    "a running element that runs nowhere": Cause(
        ".events .significance { display: block; position: running(gone) }",
        item="events/walk-out",
        words="Crews on four quays",
    ),
    "a font that lacks the letters": Cause(
        files={
            "content/d/more.yaml": "events:\n  glyph: {date: 2023-06-01, text: They sign in clay "
            "with \U00012000\U00012001., status: occurred, sources: [roster]}\n"
        },
        item="no packaged font has",
        words="U+12000",
        code="BG603",
    ),
    # the banner
    "margins without the banner": _unmarked("content: none !important"),
    "a banner too small to be read": _unmarked("font-size: 0.4pt !important"),
    "another banner": _unmarked('content: "TLP:GREEN" !important'),
    "a header without the banner": Cause(
        "@page { @top-right { content: none !important } }",
        item="dossier: marking",
        words="TLP:CLEAR",
    ),
    "a footer without the banner": Cause(
        "@page { @bottom-right { content: none !important } }",
        item="dossier: marking",
        words="TLP:CLEAR",
    ),
    "a banner in the colour of its ground": _unmarked(
        "color: #fff !important; background: #fff !important"
    ),
    # templates
    "a template that leaves out": _table("{% if loop.first %}{{ event.text }}{% endif %}"),
    "a template that cuts": _table("{{ (event.text | plain)[:20] }}"),
    "a template that hides": _table("<span hidden>{{ event.text }}</span>"),
    "a template that comments out": _table("<!-- {{ event.text }} -->"),
    "a template that asks in an expression": _table("{{ event.text if loop.first }}"),
    "a template for one format": _table("an event", "{{ event.text | cell }}"),
    "a template that takes the first": _table("{{ (part.items | first).text }}"),
    "Markdown that leaves out": _table("", "{{ event.text | cell if loop.first else '' }}"),
    "Markdown that cuts": _table("", "{{ (event.text | plain)[:20] | cell }}"),
    "Markdown that comments out": _table("", "<!-- {{ event.text | cell }} -->"),
}
