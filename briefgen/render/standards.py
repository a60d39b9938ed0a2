"""The pairs of standards that a PDF can follow, and what sets them apart.

Source: ISO 14289-1 and -2 (PDF/UA), ISO 19005-3 and -4 (PDF/A).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.job import Asset, Job

__all__ = ["STANDARDS", "Standard", "carried_by"]

# PDF/A-3 allows a foreign property in the metadata only with a description of its schema; PDF/A-4
# asks for none. Source: ISO 14289-1, clause 5; ISO 14289-2, clause 5; ISO 19005-3, 6.6.2.3.3.
_PDFUA_1 = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_PDFUA_2 = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev></rdf:Description>"""

# In PDF 2.0 a caption belongs to the first element around it that is not a mere division.
_OF_PDF_1 = {"Aside": "Sect", "Captioned": "Div", "FENote": "Note"}
_OF_PDF_2 = {"Captioned": "Aside"}
_UNTIL_PDF_2 = frozenset({"Art", "BlockQuote", "Code", "Quote", "Reference"})


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard for accessible PDF, and one for lasting PDF that goes with it."""

    name: str
    """As `briefgen.yaml` has it."""
    variant: str
    """As the layout engine has it."""
    identification: bytes
    """What the metadata say of PDF/UA."""
    is_pdf_2: bool
    """Whether the file is of PDF 2.0, not 1.7."""
    roles: Mapping[str, str]
    """Structure type, where it is called otherwise or where there is none → what stands for it."""
    foreign_roles: frozenset[str]
    """Structure types that are not of the namespace that the others are of."""


STANDARDS: Mapping[str, Standard] = {
    "ua1-a3a": Standard("ua1-a3a", "pdf/a-3a", _PDFUA_1, False, _OF_PDF_1, frozenset()),
    "ua2-a4f": Standard("ua2-a4f", "pdf/a-4f", _PDFUA_2, True, _OF_PDF_2, _UNTIL_PDF_2),
}
"""By name."""


def carried_by(job: Job) -> tuple[tuple[Asset, ...], str]:
    """Return the files that the PDF of a job carries, and what they are to the document.

    PDF/A-4f is for files with attachments, and needs one. Why the Markdown: it holds what the page
    holds, for the same reader, in the same order. It is left out where the document has an
    attachment of its own.
    """
    if job.attachments or not STANDARDS[job.standard].is_pdf_2:
        return job.attachments, "Data"
    return (Asset("document.md", "text/markdown", job.markdown.encode()),), "Alternative"
