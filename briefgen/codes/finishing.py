"""Codes of faults found when a document is made, fitted and proved as a whole."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
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
        "BG627",
        "required-has-no-place",
        "warning",
        "An item is `required`, and no document that its readers get has a part for it.",
        "Whoever wrote `required` takes for sure that it is read. That a kind of document has no "
        "part for it is no fault while another one for the same readers has.",
        "Give these readers a kind with a part for it, say in `audiences` for whom it is, or give "
        "it another `priority`. It cannot be allowed: an item that may be missing is not "
        "`required`.",
        example="""\
recommendations:
  talk:
    action: Begin talks before Easter.
    owner: Port authority
    deadline: 2025-04
    decision: approve
    priority: required
""",
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
    Code(
        "BG632",
        "data-not-attached",
        "error",
        "A PDF that is to carry its data for programs (`twin`) does not carry just that.",
        "Programs would read something else than people do. It is not written.",
        "Look for what the project's own templates attach: a page with a twin has no other "
        "attachments.",
        example="""\
error[BG632]: the pdf of `harbour-strike/timeline/public/en` does not carry its data: it has an \
attachment `table.csv` that nobody asked for
""",
        file="",
    ),
)
