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
li::marker { content: "–" }
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
    Code(
        "BG615",
        "limit-reached",
        "error",
        "A document would take more time, memory or room than `limits` in briefgen.yaml allow.",
        "A template, table or picture that has no end must not stop the other documents, or the "
        "machine.",
        "Look for a loop, a very large table, deep nesting or a huge picture; or raise the limit.",
        example="""\
error[BG615]: `harbour-strike/timeline/public/en` would take more than 600 s of the processor \
(`cpu_seconds`)
""",
        file="",
    ),
    Code(
        "BG616",
        "worker-died",
        "error",
        "The process that made a document ended before the document was done.",
        "There is no document. The other documents are not affected.",
        "Build it again; if it happens again, look at the last change to its template and "
        "pictures, and report it.",
        example="""\
error[BG616]: the process that made `harbour-strike/timeline/public/en` ended before it was done
  = it was ended by SIGKILL, after 1.3 s of the processor
""",
        file="",
    ),
    Code(
        "BG617",
        "answer-not-believed",
        "error",
        "What the process that made a document hands back does not go with the content.",
        "A template may have taken the process over. What it claims is not believed, and the "
        "document not written.",
        "Look at the project's own templates; if there are none, report it.",
        example="""\
error[BG617]: what came back as `harbour-strike/timeline/public/en` cannot be it
  = it is marked TLP:CLEAR, and what is on it is not
""",
        file="",
    ),
    Code(
        "BG620",
        "over-budget",
        "error",
        "A document has more pages than its kind allows.",
        "A one-pager with two pages is not read, or loses its second page.",
        "Cut as many lines as it says, give items a lower `priority`, or raise the budget in the "
        "template.",
        example="""\
error[BG620]: `harbour-strike/one-pager/public/en` has 2 pages and may have 1 page, \
even set as tightly as it may be: about 9 lines too many
  = the largest parts: `positions` 14 lines, `ahead` 8 lines, `notes` 7 lines
  = enough to cut: `positions` (14 lines)
""",
        file="",
    ),
    Code(
        "BG621",
        "under-budget",
        "warning",
        "A document has fewer pages than its kind asks for.",
        "Its reader expects more than it holds.",
        "Add the missing parts, or choose a shorter kind.",
        example="""\
label: Timeline
pages: {min: 3}
parts:
  - {part: event-table, of: events}
  - {part: notes}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG622",
        "limited",
        "info",
        "A document does not show all items that it could, for a limit of its template.",
        "Its reader should know that there is more.",
        "Give items a `priority`, or raise `limit` in the template.",
        example="""\
label: Timeline
parts:
  - {part: event-table, of: events, limit: 1, required: true}
  - {part: notes}
""",
        file="templates/timeline/template.yaml",
    ),
    Code(
        "BG626",
        "left-out-for-space",
        "info",
        "A document leaves out items so that it fits its pages.",
        "Whoever answers for it should know what its reader does not get.",
        "Give what must stay a higher `priority`, and what may go a lower one; or shorten texts.",
        example="""\
info[BG626]: `harbour-strike/one-pager/public/en` leaves out 2 events for space
  = left out: `events/talks-fail`, `events/ballot`
""",
        file="",
    ),
    Code(
        "BG630",
        "leak-found",
        "error",
        "A finished file holds words of an item that its audience may not see.",
        "Whoever gets the file can find them, also where no page shows them. It is not written.",
        "Look for the words in the project's own templates and styles. If just these words are no "
        "secret, name them in the `public_words` of the item, with a reason; if nothing of the "
        "item is one, lower its marking.",
        example="""\
error[BG630]: the pdf of `harbour-strike/timeline/public/en` holds words of `claims/motive`, \
which its audience may not see
  = its text, in: page 2
""",
        file="",
    ),
    Code(
        "BG631",
        "block-lost",
        "error",
        "A finished file lacks something that it should print, or has it in another place.",
        "Its reader would not know that anything is missing. It is not written.",
        "Look at what the template does with it: hidden, cut off, printed under a condition, in "
        "one format only.",
        example="""\
error[BG631]: in the pdf of `harbour-strike/timeline/public/en`, `Crews on four quays stop \
work.` is not there
""",
        file="",
    ),
)
