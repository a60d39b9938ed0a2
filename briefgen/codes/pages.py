"""Codes of faults found in pages and rendering."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG601",
        "refused-url",
        "error",
        "The page asks for something by an address outside the document.",
        "A document is made from its own content only, so that nothing foreign can slip in and "
        "the same input gives the same bytes.",
        "Put the file beside the content and refer to it by name.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<img src="https://example.org/quays.png" alt="The quays">
{{ super() }}
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG602",
        "missing-asset",
        "error",
        "The page names a file that the document does not carry.",
        "The reader would get a gap where a figure should be.",
        "Correct the name, or add the file.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<img src="brief:///figures/crest.svg" alt="The crest of the office">
{{ super() }}
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG603",
        "missing-glyph",
        "error",
        "No packaged font has this character.",
        "The reader would see an empty box instead of the character.",
        "Use a character that the fonts have, or write the word out.",
        example="""\
events:
  walk-out:
    date: 2025-03-30
    text: Crews on four quays stop work 🚢.
    status: occurred
""",
    ),
    Code(
        "BG604",
        "broken-image",
        "error",
        "An image cannot be decoded completely.",
        "A renderer would leave it out, or fill the missing half with grey, and say nothing.",
        "Export the image again.",
        example="""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">
  <title>Four of nine quays stand still.</title>
  <rect width="40" height="30" fill="#246"/>
""",
        file="figures/quays.svg",
    ),
    Code(
        "BG605",
        "unsuitable-image",
        "error",
        "An image is in a format or colour model that an archival PDF may not hold.",
        "The PDF would not conform to PDF/A, or colours would change without warning.",
        "Save it as PNG, JPEG in RGB or grey, or as plain SVG.",
        example="""\
error[BG605]: `figures/quays.jpg` has the colour model CMYK
  = help: save it with 8 bits a channel, in RGB or grey
""",
        file="",
    ),
    Code(
        "BG606",
        "image-too-large",
        "error",
        "An image is larger than the limit.",
        "Decoding it would take more memory than a document is worth.",
        "Scale the image down to the size at which it is printed, at 300 dots per inch.",
        example="""\
error[BG606]: `figures/quays.png` has 90,000,000 pixels, more than the 50,000,000 allowed
  = help: scale it down to the size at which it is printed, at 300 dots per inch
""",
        file="",
    ),
    Code(
        "BG607",
        "dropped-css",
        "warning",
        "The layout engine does not know a piece of a style sheet and dropped it.",
        "The page does not look as its style sheet says.",
        "Correct the declaration, or use one that the engine knows.",
        example="""\
h2 { colour: #246 }
""",
        file="templates/timeline/style.css",
    ),
    Code(
        "BG608",
        "dead-link",
        "error",
        "A link points to a place that the document does not have.",
        "A reader who follows it gets nowhere.",
        "Correct the target, or remove the link.",
        example="""\
events:
  walk-out:
    date: 2025-03-30
    text: Crews stop work, [as they had announced](#announcement).
    status: occurred
""",
    ),
    Code(
        "BG609",
        "duplicate-anchor",
        "error",
        "Two elements have the same id.",
        "Links lead to the first, whichever was meant.",
        "Give each element its own id.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<p id="note">The crews.</p>
<p id="note">The port.</p>
{{ super() }}
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG610",
        "unsafe-link",
        "error",
        "A link uses an address that makes no sense, or may do harm, outside this project.",
        "A local address means nothing to the reader, and a script address is an attack.",
        "Link by https, http, mailto or tel.",
        example="""\
{% extends "builtin:_shared/page.html.j2" %}
{% block body %}
<a href="file:///H:/desk/ledger.pdf">The ledger</a>
{{ super() }}
{% endblock %}
""",
        file="templates/timeline/page.html.j2",
    ),
    Code(
        "BG611",
        "font-unavailable",
        "error",
        "A font that the document was composed with is missing here, or is a different version.",
        "Another font would change every line break and the bytes of the document.",
        "Install the locked versions of the font packages.",
        example="""\
error[BG611]: the font `Source Sans 3` cannot be used
""",
        file="",
    ),
    Code(
        "BG612",
        "subset-library-missing",
        "warning",
        "The native library harfbuzz-subset is not installed.",
        "The document comes out slower and with other bytes than on a machine that has it.",
        "Install it; the message names the command.",
        example="""\
warning[BG612]: the native library harfbuzz-subset is missing or older than 4.1
  = fonts are cut down by a slower program, and the bytes of the document differ
""",
        file="",
    ),
    Code(
        "BG613",
        "layout-failed",
        "error",
        "The layout engine gave up on the page.",
        "There is no document.",
        "Look at the last change to the template; the notes name known causes.",
        example="""\
h1 { transform: scale(0) }
""",
        file="templates/timeline/style.css",
    ),
    Code(
        "BG614",
        "engine-warning",
        "warning",
        "The layout engine reported something else.",
        "What it says is usually a difference between the page and what its author meant.",
        "Read the message and change the template or the content.",
        example="""\
p { display: inline-grid }
""",
        file="templates/timeline/style.css",
    ),
)
