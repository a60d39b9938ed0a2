"""What sets a PDF of one pair of standards apart from one of the other, and what both tell."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from briefgen.job import Job
from briefgen.render.pdf import render
from briefgen.render.standards import STANDARDS

NOTES = (
    '<h1>a</h1><p>b<a id="use-1" role="doc-noteref" href="#note-1" aria-label="Note 1">1</a></p>'
    '<section role="doc-endnotes"><ol style="list-style:none"><li id="note-1">'
    '<a role="doc-backlink" href="#use-1">1</a> c</li></ol></section>'
)
GROUPS = (
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th colspan="2" '
    'scope="rowgroup">c</th></tr><tr><th scope="row">d</th><td>e</td></tr></tbody>'
    '<tbody><tr><th colspan="2" scope="rowgroup">f</th></tr>'
    '<tr><th scope="row">g</th><td>h</td></tr></tbody></table>'
)
each_standard = pytest.mark.parametrize("standard", STANDARDS)


def drawn(job: Job) -> pikepdf.Pdf:
    made = render(job)
    assert made.diagnostics == ()
    return pikepdf.open(BytesIO(made.content))


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    """Return the structure elements of one type, in the order of the file."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{role}" and "/P" in item
    ]


@each_standard
def test_a_note_has_a_label_that_leads_back_and_a_mark_that_leads_to_it(
    job_of: Callable[..., Job], standard: str
) -> None:
    pdf = drawn(job_of(NOTES, standard=standard))
    (note,) = elements(pdf, "FENote" if STANDARDS[standard].is_pdf_2 else "Note")
    (mark,) = elements(pdf, "Reference")

    assert [str(kid.S) for kid in (note.K[0], note.K[0].K[0])] == ["/Lbl", "/Link"]
    assert str(note.ID) == "note-1"
    assert str(note.P.S) == "/LBody"
    assert str(mark.K[0].S) == "/Link"
    assert str(mark.K[0].Alt) == "Note 1"


def test_a_mark_and_its_note_refer_to_each_other_in_pdf_2(job_of: Callable[..., Job]) -> None:
    pdf = drawn(job_of(NOTES, standard="ua2-a4f"))
    (note,), (mark,) = elements(pdf, "FENote"), elements(pdf, "Reference")

    assert note.Ref[0].objgen == mark.K[0].objgen
    assert mark.K[0].Ref[0].objgen == note.objgen
    assert str(note.A.NoteType) == "/Endnote"


def test_links_and_outline_lead_to_elements_and_places_in_pdf_2(job_of: Callable[..., Job]) -> None:
    pdf = drawn(job_of(NOTES, standard="ua2-a4f"))
    actions = [link.A for link in pdf.pages[0].Annots]
    entry = pdf.Root.Outlines.First.A

    assert [str(action.SD[0].S) for action in (*actions, entry)] == ["/FENote", "/Link", "/H1"]
    assert all(action.D[0].objgen == pdf.pages[0].objgen for action in (*actions, entry))
    assert "/Dests" not in pdf.Root.get("/Names", {})


def test_all_types_but_those_of_pdf_1_have_the_namespace_of_pdf_2(
    job_of: Callable[..., Job],
) -> None:
    body = f"{NOTES}<blockquote><p>d</p></blockquote><aside><p>e</p></aside>"
    pdf = drawn(job_of(body, standard="ua2-a4f"))
    items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    tags = [item for item in items if item.get("/Type") == "/StructElem"]

    without = {str(tag.S) for tag in tags if "/NS" not in tag}
    assert without == {"/Reference", "/BlockQuote"}
    assert "/Aside" in {str(tag.S) for tag in tags}
    assert {str(tag.NS.NS) for tag in tags if "/NS" in tag} == {"http://iso.org/pdf2/ssn"}


def test_a_pdf_of_version_1_has_neither(job_of: Callable[..., Job]) -> None:
    pdf = drawn(job_of(f"{NOTES}<aside><p>e</p></aside>"))

    assert "/Namespaces" not in pdf.Root.StructTreeRoot
    assert not elements(pdf, "Aside")
    assert all("/Dest" in link for link in pdf.pages[0].Annots)
    assert pdf.pdf_version == "1.7"


@each_standard
def test_an_attachment_comes_with_version_2_only(job_of: Callable[..., Job], standard: str) -> None:
    pdf = drawn(job_of("<p>a</p>", standard=standard, markdown="a *b*\n"))
    held = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}

    assert held == ({"document.md": b"a *b*\n"} if STANDARDS[standard].is_pdf_2 else {})
    assert len(pdf.Root.get("/AF", ())) == len(held)


def test_a_cell_names_the_headers_above_it_as_far_as_their_group_goes(
    job_of: Callable[..., Job],
) -> None:
    pdf = drawn(job_of(GROUPS))
    heads = [str(cell.ID)[-1] for cell in elements(pdf, "TH")]
    cells = [[str(name)[-1] for name in cell.A.Headers] for cell in elements(pdf, "TD")]

    assert heads == ["1", "2", "3", "4", "5", "6"]
    assert cells == [["2", "3", "4"], ["2", "5", "6"]]
    named = [[str(n)[-1] for n in c.A.get("/Headers", [])] for c in elements(pdf, "TH")]
    assert named == [[], [], [], ["1", "3"], [], ["1", "5"]]


def test_a_simple_table_leaves_it_to_the_scopes(job_of: Callable[..., Job]) -> None:
    body = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><th scope=row>c</th><td>d</td>"
    pdf = drawn(job_of(f"{body}</tr></table>"))

    assert all("/Headers" not in cell.get("/A", {}) for cell in elements(pdf, "TD"))
    assert all("/ID" not in cell for cell in elements(pdf, "TH"))


def test_words_are_drawn_in_the_order_in_which_they_are_read(
    job_of: Callable[..., Job],
) -> None:
    body = (
        '<div><aside style="float:right">a</aside><p>b<sup style="position:relative;top:-1px">c'
        "</sup>d</p></div><ul><li>e<ul><li>f</li></ul></li></ul><p>g</p>"
    )
    pdf = drawn(job_of(body))
    steps = pikepdf.parse_content_stream(pdf.pages[0])
    marks = [step.operands[1] for step in steps if str(step.operator) == "BDC"]
    drawn_marks = [int(mark.MCID) for mark in marks if "/MCID" in mark]

    assert len(drawn_marks) == 9
    assert drawn_marks == read_marks(pdf.Root.StructTreeRoot.K[0])


def read_marks(item: pikepdf.Object) -> list[int]:
    if isinstance(item, int):
        return [item]
    kids = item.get("/K", []) if isinstance(item, pikepdf.Dictionary) else []
    return [mark for kid in kids for mark in read_marks(kid)]


def test_an_artifact_says_at_which_edge_it_is(job_of: Callable[..., Job]) -> None:
    css = '@page{@top-left{content:"a"} @bottom-right{content:"b"} @left-top{content:"c"}}'
    pdf = drawn(job_of("<p>d</p>", css))
    steps = pikepdf.parse_content_stream(pdf.pages[0])
    found = [
        (str(step.operands[1].Type), str(step.operands[1].get("/Subtype", "")))
        for step in steps
        if str(step.operator) == "BDC" and step.operands[0] == "/Artifact"
    ]

    pagination = "/Pagination"
    assert sorted(found) == [(pagination, ""), (pagination, "/Footer"), (pagination, "/Header")]


def test_pages_are_numbered_as_they_are_printed(job_of: Callable[..., Job]) -> None:
    pdf = drawn(job_of("<p>a</p>"))
    assert pdf.pages[0].label == "1"
