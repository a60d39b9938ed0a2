"""Codes of faults found in reading the files."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG001",
        "invalid-yaml",
        "error",
        "The file is not valid YAML.",
        "Nothing after the fault can be trusted to mean what it says.",
        "Correct the syntax at the place shown.",
        example="""\
claims:
  overtime:
    kind: fact
    text: "The port paid no overtime since January.
""",
    ),
    Code(
        "BG002",
        "duplicate-key",
        "error",
        "The same key stands twice in one mapping.",
        "Only one of the two values could count, and no reader can tell which.",
        "Remove one of the two, or join their values.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    kind: judgement
""",
    ),
    Code(
        "BG003",
        "limit-exceeded",
        "error",
        "A content file is larger or more deeply nested than any real content needs to be.",
        "Such a file can exhaust the memory of the machine or crash the program that reads it.",
        "Split the file, or write out what its aliases repeat.",
        example="""\
claims:
  overtime: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
""",
    ),
    Code(
        "BG004",
        "tag-refused",
        "error",
        "A value carries a YAML tag such as `!name`.",
        "A tag lets a file choose how a program builds a value; content is text and numbers only.",
        "Remove the tag; put the value in quotes if it is meant to begin with `!`.",
        example="""\
claims:
  overtime:
    kind: fact
    text: !important The port paid no overtime since January.
""",
    ),
    Code(
        "BG005",
        "dossier-file-missing",
        "error",
        "A dossier's folder holds no `dossier.yaml`.",
        "Nothing says what the dossier is about, as of when, and who may read it.",
        "Add a `dossier.yaml` with at least `title`, `as_of` and `marking`.",
        example="""\
error[BG005]: the dossier has no `dossier.yaml`
 --> content/harbour-strike/dossier.yaml:1:1
  = help: add one with at least `title`, `as_of` and `marking`
""",
        file="",
    ),
    Code(
        "BG006",
        "merge-key",
        "error",
        "A mapping uses the merge key `<<`.",
        "YAML 1.2 has no merge keys, and a merged field has no place of its own to look at.",
        "Write the fields out, or put the key in quotes if it is meant as text.",
        example="""\
events:
  walk-out: &walk-out
    date: 2025-03-30
    text: Crews on four quays stop work.
    status: occurred
    significance: It is about overtime.
  second-walk-out:
    <<: *walk-out
    date: 2025-04-01
    text: Crews on nine quays stop work.
    status: occurred
""",
    ),
    Code(
        "BG007",
        "multiple-documents",
        "error",
        "The file holds more than one YAML document.",
        "All but the first document would be lost without a word.",
        "Keep one document in a file: remove the `---` line or split the file.",
        example="""\
claims:
  overtime: {kind: fact, text: The port paid no overtime.}
---
claims:
  roster: {kind: fact, text: The roster changed in January.}
""",
    ),
    Code(
        "BG008",
        "key-not-text",
        "error",
        "The key of a field is empty, a list, a mapping or an alias.",
        "Fields are found by name, and such a key has none.",
        "Give the field a plain name, in quotes if need be.",
        example="""\
claims:
  [overtime, roster]: {kind: fact, text: Both began in January.}
""",
    ),
    Code(
        "BG009",
        "unknown-alias",
        "error",
        "An alias `*name` refers to no complete value above it.",
        "There is nothing that could stand in its place; often it is emphasis without quotes.",
        "Put text that begins with `*` in quotes, or define the anchor `&name` above.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    key_fact: *No-overtime
""",
    ),
    Code(
        "BG010",
        "not-utf-8",
        "error",
        "The file is not text in UTF-8.",
        "Read in another encoding, names and quotations would come out wrong.",
        "Save the file in UTF-8.",
        example="""\
error[BG010]: byte 0xE9 at offset 48 is not UTF-8
 --> content/harbour-strike/claims.yaml:4:14
  = it is probably Latin-1 or Windows-1252
  = help: save the file in UTF-8
""",
        file="",
    ),
    Code(
        "BG011",
        "invalid-character",
        "error",
        "The text holds a control character, a line separator or half a character.",
        "XML 1.0 cannot hold most of them, so no valid PDF could be made; YAML and Markdown "
        "disagree on the others.",
        "Delete the character; it often comes with text pasted from slides or a terminal.",
        example="""\
claims:
  overtime:
    kind: fact
    text: "The port paid no overtime\\x0Bsince January."
""",
    ),
    Code(
        "BG012",
        "bidi-control",
        "error",
        "The text holds an invisible character that changes the direction of writing.",
        "It can make text appear in another order than the one that is stored and reviewed.",
        "Delete the character; right-to-left text is ordered without it.",
        example="""\
claims:
  overtime:
    kind: fact
    text: "The port paid \\u202Eno overtime since January."
""",
    ),
    Code(
        "BG013",
        "invisible-character",
        "warning",
        "The text holds a character that nobody can see.",
        "It breaks searching, quoting and copying, and can hide a message in the text.",
        "Delete the character.",
        example="""\
claims:
  overtime:
    kind: fact
    text: "The port paid no over\\u200Btime since January."
""",
    ),
    Code(
        "BG014",
        "front-matter-missing",
        "error",
        "A Markdown file does not begin with front matter.",
        "Without it nothing says what the text is, where it belongs and who may read it.",
        "Begin the file with a `---` line, the fields, and another `---` line.",
        example="""\
Crews have worked without overtime pay since the new roster.
""",
        file="sections/context.md",
    ),
    Code(
        "BG015",
        "front-matter-unclosed",
        "error",
        "The front matter of a Markdown file has no closing `---` line.",
        "The fields cannot be told from the text.",
        "Put a line with only `---` between the fields and the text.",
        example="""\
---
title: The quarrel is about January, not about pay
kind: context

Crews have worked without overtime pay since the new roster.
""",
        file="sections/context.md",
    ),
    Code(
        "BG016",
        "front-matter-not-fields",
        "error",
        "The front matter of a Markdown file is not a mapping of fields.",
        "Nothing says what the text is, where it belongs and who may read it.",
        "Write each field as `name: value` on a line of its own.",
        example="""\
---
The quarrel is about January, not about pay
---
Crews have worked without overtime pay since the new roster.
""",
        file="sections/context.md",
    ),
    Code(
        "BG017",
        "comment-cuts-text",
        "warning",
        "A word that begins with `#` was taken for a comment.",
        "The rest of the line is missing from the document.",
        "Put the whole value in quotes, or write a space after `#` if it is a comment.",
        example="""\
claims:
  quay:
    kind: fact
    text: Crews stopped work on quay #4 before the others.
""",
    ),
    Code(
        "BG018",
        "directive-refused",
        "error",
        "The file begins with a YAML directive, a line that starts with `%`.",
        "A directive changes how the rest of the file is read.",
        "Remove the line.",
        example="""\
%YAML 1.2
---
claims:
  overtime: {kind: fact, text: The port paid no overtime.}
""",
    ),
)
