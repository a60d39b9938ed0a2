"""Codes of faults found in evidence and sources."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG201",
        "unknown-source",
        "error",
        "A citation names a source that the dossier does not have.",
        "A statement without its source cannot be defended.",
        "Correct the id, or add the source.",
        example="""\
sources:
  union-2025: {title: What the crews ask for}
claims:
  overtime:
    kind: fact
    text: The port paid no overtime since January.
    evidence: ["union-2052, p. 1"]
""",
    ),
    Code(
        "BG241",
        "reference-not-formatted",
        "error",
        "A source could not be formatted as a reference in the citation style.",
        "A note without a reference leaves its statement without a source.",
        "Compare the source's fields with CSL-JSON, or use another citation style.",
        example="""\
error[BG241]: the citation style prints nothing for this source
  = help: check the source's fields against CSL-JSON, see docs/content.md
""",
        file="",
    ),
    Code(
        "BG242",
        "citation-style-invalid",
        "error",
        "The citation style that `briefgen.yaml` names is missing, or is no CSL that can be used.",
        "Every note of every document would be set by it.",
        "Name a CSL file inside the project; take the parent of a style that only points to it.",
        example="""\
citation_style: styles/chicago.csl
""",
        file="briefgen.yaml",
    ),
    Code(
        "BG243",
        "export-not-readable",
        "error",
        "A JSON file in the dossier's folder, or a list of `references`, is not CSL-JSON.",
        "Its sources could not be cited, and nobody would see why.",
        "Export the items as `Better CSL JSON` or `CSL JSON`; put data of figures into `figures/`.",
        example="""\
[
  {"id": "union-2025", "type": "report" "title": "What the crews ask for"}
]
""",
        file="library.json",
    ),
    Code(
        "BG244",
        "bibtex-not-readable",
        "error",
        "An entry of a BibTeX file is broken.",
        "The entry would be lost, and perhaps those after it.",
        "Count its braces, and put a comma after each field.",
        example="""\
@report{union-2025,
  title = {What the crews ask for,
  year = 2025

@report{port-2025-b,
  title = {What the port offers}
}
""",
        file="library.bib",
    ),
    Code(
        "BG245",
        "importer-missing",
        "error",
        "A BibTeX file is there, and the package that reads it is not installed.",
        "Its sources are missing, so that what cites them cannot be built.",
        "Install briefgen with `bibtex`, or export the sources as `Better CSL JSON`.",
        example="""\
error[BG245]: reading BibTeX needs the package `bibtexparser`, version 2 or later
 --> content/harbour-strike/library.bib:1:1
""",
        file="",
    ),
    Code(
        "BG246",
        "item-without-id",
        "info",
        "Items of an export have no id by which they could be cited.",
        "An id has letters and digits and `-` `_` `.` `:` only, and is nobody else's.",
        "Let Better BibTeX give the items citation keys, and export them again.",
        example="""\
[
  {"id": "組合2025", "type": "report", "title": "What the crews ask for"}
]
""",
        file="library.json",
    ),
)
