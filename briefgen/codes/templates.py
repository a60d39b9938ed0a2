"""Codes of faults found in templates."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG501",
        "template-syntax",
        "error",
        "A template file is not valid Jinja.",
        "The document cannot be written.",
        "Correct the syntax at the line shown.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<h2>{{ doc.title }</h2>
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG502",
        "template-file-missing",
        "error",
        "A template names a file that neither the project nor briefgen has.",
        "The document cannot be written.",
        "Add the file, or correct its name.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
{% include "parts/evnt-table.html.j2" %}
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG503",
        "template-undefined",
        "error",
        "A template uses a value that does not exist.",
        "It would print nothing where the author expects something.",
        "Correct the name, or test it with `is defined` first.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<h2>{{ doc.titel }}</h2>
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG504",
        "template-refused",
        "error",
        "A template does what templates may not do.",
        "Templates are trusted for looks, never with the machine.",
        "Use the values and filters that templates are given.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<p>{{ doc.__class__.__mro__ }}</p>
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG505",
        "template-failed",
        "error",
        "An expression in a template failed.",
        "The document cannot be written.",
        "Correct the expression at the line shown.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<p>Page {{ doc.title + 1 }}</p>
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG506",
        "part-missing",
        "error",
        "The dossier has nothing for a part that this kind of document requires.",
        "A brief without its bottom line is no brief.",
        "Add what the message names, or leave this kind out of `documents`.",
        example="""\
label: Timeline
parts:
  - {part: event-table, of: events}
  - {part: quotes, of: quotes, required: true}  # the dossier has no quotes
  - {part: notes}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG507",
        "pages-disagree",
        "error",
        "The Markdown page cites something that the PDF page does not.",
        "The same note would have two numbers.",
        "Print the same parts in both templates.",
        example="""\
{% for event in part.items %}
<p>{{ event.text }}</p>  {# event-table.md.j2 cites event.sources too #}
{% endfor %}
""",
        file="templates/timeline/parts/event-table.html.j2",
    ),
    Code(
        "BG508",
        "labels-missing",
        "error",
        "The templates have no fixed words in the language of the document.",
        "Headings and running lines would be in another language.",
        "Add a file of labels for the language.",
        example="""\
title: Lakko päättyy, kun satama vastaa ylitöistä
language: fi
as_of: 2025-04-02T12:00:00+02:00
marking: TLP:CLEAR
summary: Satama antaa periksi ennen pääsiäistä.
bottom_line: Satama antaa periksi ennen pääsiäistä.
""",
        file="dossier.yaml",
    ),
    Code(
        "BG509",
        "template-family",
        "error",
        "A part takes its items from a family that does not exist.",
        "The part would always be empty.",
        "Use one of the families of the content format.",
        example="""\
label: Timeline
parts:
  - {part: event-table, of: evnts}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG510",
        "part-twice",
        "error",
        "Two parts of a template have the same id.",
        "Links and headings could not tell them apart.",
        "Give one of them another `id`.",
        example="""\
label: Timeline
parts:
  - {part: event-table, of: events, where: {time: past}}
  - {part: event-table, of: events, where: {time: upcoming}}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG511",
        "template-extends",
        "error",
        "A template extends a kind that does not exist, or itself.",
        "It would lack the files that it counts on.",
        "Correct the name in `extends`.",
        example="""\
label: Timeline
extends: polcy-brief
parts:
  - {part: event-table, of: events}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG512",
        "documents-unknown",
        "error",
        "`documents` in `briefgen.yaml` names a dossier or template that does not exist.",
        "Nothing would be built for it, and nobody would notice.",
        "Correct the name.",
        example="""\
audiences:
  public: {clearance: "TLP:CLEAR"}
documents:
  - {templates: [timelime], audiences: [public]}
""",
        file="briefgen.yaml",
    ),
    Code(
        "BG513",
        "part-without-family",
        "error",
        "A part that prints items does not say of which family.",
        "It would be an empty heading.",
        "Add `of:` with a family.",
        example="""\
label: Timeline
parts:
  - {part: event-table}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG514",
        "where-never-met",
        "error",
        "A part's condition names a field or value that its family does not have.",
        "The part would always be empty.",
        "Correct the name.",
        example="""\
label: Timeline
parts:
  - {part: event-table, of: events, where: {time: pats}}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG515",
        "notes-unsettled",
        "error",
        "The numbers of a document's notes change each time its page is written.",
        "A number would lead to the wrong note.",
        "Do not let what a template cites depend on the notes.",
        example="""\
{% for event in part.items if not notes %}
<p>{{ event.text }}{{ event.sources | cite }}</p>
{% endfor %}
""",
        file="templates/timeline/parts/event-table.html.j2",
    ),
    Code(
        "BG516",
        "no-portion-marks",
        "error",
        "A document is to have portion marks, and a part of it prints none.",
        "The readers take what has no mark for what may go to everybody.",
        "Write `{{ item | portion }}` before the words of an item, and `block(2, item)` for text "
        "in paragraphs, in the HTML and the Markdown file.",
        example="""\
{% for event in part.items %}
<p>{{ event.text }}{{ event.sources | cite }}</p>
{% endfor %}
""",
        file="templates/timeline/parts/event-table.html.j2",
    ),
    Code(
        "BG517",
        "no-house-font",
        "error",
        "The house style names a font package that is not installed, or that has no usable face.",
        "Fonts come from installed packages only, so that a document looks the same everywhere.",
        "Install the package, or name one that is installed.",
        example="""\
house:
  fonts: {heads: fontpkg-no-such-font}
""",
        file="briefgen.yaml",
    ),
    Code(
        "BG518",
        "no-logo",
        "error",
        "The logo of the house style is not there, or is no picture that can be used.",
        "A document without its logo must not go out by mistake.",
        "Put a PNG or SVG into the project's folder and name it from there.",
        example="""\
house:
  logo: {file: house/logo.svg, alt: Foreign Ministry}
""",
        file="briefgen.yaml",
    ),
)
