"""Codes of faults found in audiences and markings."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG401",
        "unknown-marking",
        "error",
        "A label is not one of any declared marking scheme.",
        "What is not understood cannot be protected; nothing is guessed.",
        "Write the label exactly as the scheme has it, without spaces.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    marking: TLP:ORANGE
""",
    ),
    Code(
        "BG402",
        "unknown-audience",
        "error",
        "An audience is named that `briefgen.yaml` does not declare.",
        "An unknown audience would silently see nothing, or everything.",
        "Correct the name, or declare the audience.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    audiences: [staf]
""",
    ),
    Code(
        "BG403",
        "reference-to-withheld",
        "error",
        "Something that an audience may see refers to something that it may not.",
        "The document would either leak the name or have a hole.",
        "Mark the referring item as well, or give the withheld one a `stand_in`.",
        example="""\
actors:
  mediator: {name: A former judge, marking: TLP:RED}
issues:
  overtime: {proposition: The port should pay overtime.}
positions:
  mediator-overtime: {actor: mediator, issue: overtime, stance: support, basis: inferred}
""",
    ),
    Code(
        "BG404",
        "embargo",
        "error",
        "A document for readers who are bound by the embargo is built before it ends.",
        "An early copy gets out early.",
        "Wait, build only for other audiences, or correct `embargo`.",
        example="""\
title: The strike ends when the port answers for overtime
as_of: 2025-04-02T12:00:00+02:00
marking: TLP:CLEAR
embargo: 2025-04-07T09:00:00+02:00
summary: The port gives way before Easter.
bottom_line: The port gives way before Easter.
""",
        file="dossier.yaml",
    ),
    Code(
        "BG405",
        "missing-translation",
        "warning",
        "A text is not there in the document's language.",
        "The reader gets it in another language.",
        "Add the text in that language.",
        example="""\
events:
  walk-out:
    date: 2025-03-30
    text: {en: Crews on four quays stop work.}
    status: occurred
""",
    ),
    Code(
        "BG406",
        "heading-above-clearance",
        "error",
        "The dossier as a whole is marked above what an audience may see.",
        "Not even the title may be shown to them.",
        "Do not build it for this audience, or lower `marking` and mark items one by one.",
        example="""\
title: The strike ends when the port answers for overtime
as_of: 2025-04-02T12:00:00+02:00
marking: TLP:AMBER
summary: The port gives way before Easter.
bottom_line: The port gives way before Easter.
""",
        file="dossier.yaml",
    ),
    Code(
        "BG410",
        "unknown-caveat",
        "error",
        "A caveat is named that `briefgen.yaml` does not declare.",
        "What is not understood cannot be protected; nothing is guessed.",
        "Correct the name, or declare it below `caveats` with the words that are printed.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    marking: {caveats: [COMERCIAL]}
""",
    ),
    Code(
        "BG411",
        "unknown-community",
        "error",
        "A marking or an audience names what is neither a country nor a group of `briefgen.yaml`.",
        "An item would be released to nobody, or to others than its author meant.",
        "Write a country's code of ISO 3166-1 alpha-3, such as `JPN`; declare a group below "
        "`groups`; write `all` for everybody.",
        example="""\
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    marking: {releasable_to: [NOR, JPA]}
""",
    ),
    Code(
        "BG412",
        "ambiguous-marking-word",
        "error",
        "Two marks of `briefgen.yaml` look alike: a group has the code of a country, or two levels "
        "have one abbreviation.",
        "Nobody could tell from a page who may read it.",
        "Give one of them another name.",
        example="""\
audiences:
  public: {clearance: "TLP:CLEAR"}
groups:
  JPN: [JPN, KOR]
""",
        file="briefgen.yaml",
    ),
    Code(
        "BG413",
        "banner-too-long",
        "error",
        "The restrictions of a document take more lines than its header and footer have.",
        "A marking that is cut off protects nothing, and one that fills the page is not read.",
        "Declare a group below `groups` for countries that often stand together, or shorten the "
        "words of the caveats.",
        example="""\
error[BG413]: the restrictions of strike/timeline/staff/en take 7 lines, and the header has 5
  = help: declare a group for countries that often stand together, or shorten the caveats' words
""",
        file="",
    ),
)
