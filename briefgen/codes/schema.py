"""Codes of faults found in the form of the content."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG101",
        "missing-field",
        "error",
        "A required field is not there.",
        "The documents need it, or the statement cannot stand without it.",
        "Add the field.",
        example="""\
events:
  walk-out:
    date: 2025-03-30
    status: occurred
""",
    ),
    Code(
        "BG102",
        "wrong-value",
        "error",
        "A value is not of the form that its field takes.",
        "It cannot be printed, ordered or compared.",
        "Write it in the form that the message shows.",
        example="""\
events:
  walk-out:
    date: 30 March 2025
    text: Crews on four quays stop work.
    status: occurred
""",
    ),
    Code(
        "BG103",
        "unknown-field",
        "error",
        "A field or family that the content format does not know.",
        "A misspelt field is silently lost in other tools; here it stops the build.",
        "Correct the spelling, or remove it.",
        example="""\
events:
  walk-out:
    date: 2025-03-30
    text: Crews on four quays stop work.
    status: occurred
    signifcance: The first walk-out in ten years.
""",
    ),
    Code(
        "BG104",
        "duplicate-id",
        "error",
        "Two items of one family have the same id.",
        "References would be ambiguous and one of the items would be lost.",
        "Give one of them another id.",
        example="""\
claims:  # items.yaml has a claim `overtime` as well
  overtime:
    kind: fact
    text: The port paid no overtime since January.
""",
        file="claims.yaml",
    ),
    Code(
        "BG105",
        "unknown-choice",
        "error",
        "A field holds a word that is not among its choices.",
        "The documents print a mark and a word for each choice.",
        "Use one of the words that the message lists.",
        example="""\
events:
  walk-out:
    date: 2025-03-30
    text: Crews on four quays stop work.
    status: ocurred
""",
    ),
    Code(
        "BG106",
        "invalid-id",
        "error",
        "An id has characters that ids may not have.",
        "Ids become anchors in documents and names in citations.",
        "Use letters, digits and - _ . : only.",
        example="""\
claims:
  no overtime:
    kind: fact
    text: The port paid no overtime since January.
""",
    ),
    Code(
        "BG107",
        "missing-file",
        "error",
        "A figure's file is not in the dossier's folder.",
        "The document would have a hole in it.",
        "Put the file into `figures/` and name it from the dossier's folder down.",
        example="""\
figures:
  quays:
    file: figures/qays.svg
    alt: Four of nine quays stand still.
    credit: Transport desk
    licence: CC BY 4.0
""",
    ),
    Code(
        "BG108",
        "look-alike-ids",
        "warning",
        "Two ids of a family differ only in capitals, or in a hyphen for an underscore.",
        "Who reads or types one of them easily means the other.",
        "Give one of them another id, or join the two items.",
        example="""\
terms:
  lead-time: {short: LT, expansion: lead time}
  Lead_Time: {short: LTs, expansion: lead times}
""",
    ),
    Code(
        "BG110",
        "unknown-reference",
        "error",
        "An item refers to an id that does not exist.",
        "The reader would be sent nowhere.",
        "Correct the id, or add the item.",
        example="""\
actors:
  union: {name: Dockers' Union}
issues:
  overtime: {proposition: The port should pay overtime.}
positions:
  union-overtime: {actor: unoin, issue: overtime, stance: support, basis: inferred}
""",
    ),
    Code(
        "BG120",
        "raw-html",
        "error",
        "Prose contains raw HTML.",
        "Tags mean nothing in most outputs, so that readers would see them as they stand.",
        "Write Markdown, or put a backslash before a `<` that is meant to be seen.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid <b>no</b> overtime since January.
""",
    ),
    Code(
        "BG121",
        "refused-link",
        "error",
        "A link in prose leads neither to the web, nor to a mail address, nor into the document.",
        "Links to scripts can do harm, and links to files lead nowhere on the reader's machine.",
        "Link to `https:`, `http:`, `mailto:` or a `#fragment`.",
        example="""\
claims:
  overtime:
    kind: fact
    text: "No overtime was paid, says [the ledger](file:///home/desk/ledger.pdf)."
""",
    ),
    Code(
        "BG122",
        "image-in-prose",
        "error",
        "Prose contains an image.",
        "An image needs a credit, a licence and a description, which prose cannot give.",
        "Describe the image as a figure of the dossier.",
        example="""\
---
title: The quarrel is about January, not about pay
kind: context
---
Four of nine quays stand still.

![The quays](figures/quays.svg)
""",
        file="sections/context.md",
    ),
    Code(
        "BG123",
        "malformed-citation",
        "error",
        "Something in prose looks like a citation and cannot be read as one.",
        "The source would be missing, and the reader would see the signs meant for it.",
        "Write `[@key, p. 3; @other]`, or a backslash before a sign that is meant to be seen.",
        example="""\
sources:
  union-2025: {title: What the crews ask for}
claims:
  overtime:
    kind: fact
    text: "The port paid no overtime since January [@union-2025, page 1."
""",
    ),
    Code(
        "BG124",
        "block-in-paragraph",
        "error",
        "A field for one paragraph holds a list, heading, table or several paragraphs.",
        "Such a field stands inside a sentence, row or heading, where no block fits.",
        "Keep to one paragraph, or escape what is no list: `1986\\. `.",
        example="""\
claims:
  overtime:
    kind: fact
    text: |
      The port paid no overtime:

      - not in January,
      - not in February.
""",
    ),
    Code(
        "BG125",
        "unknown-attribute",
        "error",
        "Braces after brackets in prose name something else than a language.",
        "Only languages are read there, so that the braces would be seen as they stand.",
        "Write `[岸田文雄]{lang=ja}`, or leave the braces out.",
        example="""\
claims:
  visit:
    kind: fact
    text: "[岸田文雄]{.name} did not visit the port."
""",
    ),
    Code(
        "BG126",
        "prose-too-deep",
        "error",
        "Lists or quotes in prose are nested more deeply than is read.",
        "What lies deeper would be missing from the document.",
        "Use fewer levels.",
        example="""\
---
title: The quarrel is about January, not about pay
kind: context
---
- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - Crews wait.
""",
        file="sections/context.md",
    ),
    Code(
        "BG127",
        "paragraph-too-long",
        "error",
        "A paragraph has more than 10,000 characters, or more than 1,000 opening brackets.",
        "Nobody reads such a paragraph, and to read its marks would take too long.",
        "Part it with empty lines.",
        example="""\
error[BG127]: this paragraph has 12,345 characters; at most 10,000 are read
 --> content/harbour-strike/sections/context.md:5:1
""",
        file="",
    ),
    Code(
        "BG130",
        "unknown-rule",
        "error",
        "An allowance or a severity is given for something that is no rule of the linter.",
        "It would never have an effect, and nobody would notice.",
        "Name a rule by its code or name; other faults can neither be allowed nor switched off.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    allow: {fact-without-evidnce: The ledger is not public.}
""",
    ),
    Code(
        "BG131",
        "stale-allowance",
        "warning",
        "A finding is allowed where nothing of the kind is found any more.",
        "The next finding of that kind would pass in silence.",
        "Remove the allowance.",
        example="""\
sources:
  union-2025: {title: What the crews ask for}
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    evidence: ["union-2025, p. 1"]
    allow: {fact-without-evidence: The ledger is not public.}
""",
    ),
)
