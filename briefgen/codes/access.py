"""Codes of faults found in accessibility."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG701",
        "no-alternative",
        "error",
        "An image has no text alternative.",
        "A reader who cannot see it is told that there is something, but not what.",
        'Describe it in `alt`, or in `<title>` in an SVG; mark decoration `aria-hidden="true"`.',
        example="""\
{% for figure in part.items %}
<figure><img src="brief:///{{ figure.file }}"></figure>
{% endfor %}
""",
        file="templates/policy-brief/parts/figures.html.j2",
    ),
    Code(
        "BG702",
        "no-title",
        "error",
        "The page has no title.",
        "Window, bookmark and screen reader announce a document by its title.",
        "Fill `<title>`.",
        example="""\
<!DOCTYPE html>
<html lang="{{ doc.language }}">
<body>{% for part in parts %}{% include "parts/" ~ part.name ~ ".html.j2" %}{% endfor %}</body>
</html>
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG703",
        "no-language",
        "error",
        "The page does not say which language it is in.",
        "A screen reader would read it with the wrong voice.",
        "Set `lang` on `<html>`.",
        example="""\
<!DOCTYPE html>
<html>
<head><title>{{ doc.title | plain }}</title></head>
<body>{% for part in parts %}{% include "parts/" ~ part.name ~ ".html.j2" %}{% endfor %}</body>
</html>
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG704",
        "untaggable-content",
        "error",
        "Content is drawn in a way that cannot be part of the logical structure.",
        "A screen reader would skip it, and the PDF would not conform to PDF/UA.",
        "Use a colour in place of `opacity` on anything that holds text.",
        example="""\
.dateline { opacity: 0.6 }
""",
        file="templates/timeline/style.css",
    ),
    Code(
        "BG706",
        "low-contrast",
        "error",
        "A colour of a marking scheme has a contrast under 4.5:1 on black.",
        "The marking is the one line of a page that everybody must be able to read.",
        "Choose a lighter colour, or leave `colours` out: the markings are then white.",
        example="""\
marking_schemes:
  UK: {levels: [OFFICIAL, SECRET], colours: ["#FFFFFF", "#8B0000"]}
""",
        file="briefgen.yaml",
    ),
    Code(
        "BG710",
        "faint-house-colour",
        "error",
        "A colour of the house style cannot be read on white, or on the tint of boxes.",
        "Small words need a contrast of 4.5:1, the title, which is large, one of 3:1 (WCAG 2.2).",
        "Use the darker shade that the message names, or a lighter tint.",
        example="""\
house:
  colours: {accent: "#F28C28"}
""",
        file="briefgen.yaml",
    ),
)
