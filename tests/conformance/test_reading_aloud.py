"""Every kind of document, read aloud: what no validator sees, on the example and on hard cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from example_documents import Made, each_document
from invented_dossiers import LANGUAGES
from invented_projects import FLAVOURS, INVENTED, LONG, Judged
from lxml import html
from outloud import check
from outloud.findings import Finding
from reading_faults import CHECKS, faults
from tag_tree import Book, BookOf, Node

from briefgen.model.project import PdfStandard
from briefgen.render.standards import STANDARDS

in_both = pytest.mark.parametrize(
    "name",
    [f"{name} {standard}" for standard in FLAVOURS for name in INVENTED if name not in LONG]
    + [f"{name} ua1-a3a" for name in LONG],
)


def test_what_can_be_asked_for_is_what_can_be_made() -> None:
    assert [standard.value for standard in PdfStandard] == list(STANDARDS) == list(FLAVOURS)


@in_both
def test_an_invented_document_conforms(invented: Mapping[str, Judged], name: str) -> None:
    assert set(invented[name].verdict.values()) == {()}


@in_both
def test_nothing_in_an_invented_document_makes_a_listener_stumble(
    invented: Mapping[str, Judged], name: str, book_of: BookOf
) -> None:
    assert list(faults(book_of(invented[name].content))) == []


@each_document
def test_nothing_makes_a_listener_stumble(made: Made, book_of: BookOf) -> None:
    assert list(faults(book_of(made.pdf))) == []


@in_both
def test_outloud_finds_nothing_in_an_invented_document(
    invented: Mapping[str, Judged], name: str, book_of: BookOf, tmp_path: Path
) -> None:
    assert list(alarms(invented[name].content, tmp_path, book_of)) == []


@each_document
def test_outloud_finds_nothing(made: Made, book_of: BookOf, tmp_path: Path) -> None:
    assert list(alarms(made.pdf, tmp_path, book_of)) == []


def alarms(content: bytes, folder: Path, book_of: BookOf) -> Iterator[str]:
    """Yield what outloud finds and is true, and each of its rules that could not be tried."""
    book, path = book_of(content), folder / "read.pdf"
    path.write_bytes(content)
    result = check(str(path))
    assert result.error is None
    assert sum(run.status == "ran" for run in result.runs) > 50
    crashed = [run for run in result.runs if run.status == "crashed"]
    yield from (f"{run.rule} crashed: {run.reason}" for run in crashed)
    for found in result.findings:
        if not (found.rule in FALSE_ALARMS and FALSE_ALARMS[found.rule](found, book)):
            yield f"{found.rule} on page {found.page}: {found.message}"


def is_running_line(found: Finding, book: Book) -> bool:
    """Return whether the artifact that is taken for prose is a header or footer of the page.

    outloud takes a line for one that repeats when every page of a short document has it; ours is
    not on the first, and a one-pager has one page. The order of the pieces is that of the line.
    """
    words = [run.words for run in book.runs if run.is_artifact and run.page + 1 == found.page]
    pieces = re.findall(r"\w+", " ".join(words))
    said = re.findall(r"\w+", found.evidence or "")
    is_whole = bool(said) and all(word in pieces for word in said)
    return is_whole and not list(CHECKS["artifacts"](book))


def has_its_number_apart(found: Finding, book: Book) -> bool:
    """Return whether the page's own number stands at its edge, as an artifact, and nowhere else.

    outloud takes the number of a note or of a row for that of the page, where it is the same and
    stands first or last.
    """
    words = [run.words for run in book.runs if run.is_artifact and run.page + 1 == found.page]
    is_there = re.search(rf"\b{found.page}\b", " ".join(words)) is not None
    return is_there and not list(CHECKS["artifacts"](book))


def is_read_in_order(_found: Finding, book: Book) -> bool:
    """Return whether the words are drawn in the order of the structure.

    outloud counts the words of an element before those of the elements in it, wherever these stand,
    so that each mark of a note in a sentence counts as out of place.
    """
    return not list(CHECKS["order"](book))


def is_well_headed(_found: Finding, book: Book) -> bool:
    """Return whether all headers are real: heads of columns, of rows, or of the rows below.

    outloud takes a table for torn when it has more headers than data, as one of three columns and
    two rows has, or more than three rows of headers, as one has that is grouped by year.
    """
    return all(is_regular(table) for table in book.root.all("Table"))


def is_regular(table: Node) -> bool:
    heads = [cell for part in table.all("THead") for cell in part.all("TH", "TD")]
    for part in table.all("TBody"):
        for row in part.all("TR"):
            first, *rest = row.all("TH", "TD")
            spans_all = first.get("/ColSpan") == str(len(heads)) and not rest
            heads_row = first.get("/Scope") == "/Row" and {cell.role for cell in rest} == {"TD"}
            heads_none = {cell.role for cell in (first, *rest)} == {"TD"}
            if not (spans_all or heads_row or heads_none):
                return False
    return True


def is_of_pdf_2(found: Finding, book: Book) -> bool:
    """Return whether the structure type that is taken for unknown is one of PDF 2.0, and says so.

    outloud knows the types of PDF 1.7, and tests PDF/UA-1, which it says of each file of PDF/UA-2.
    """
    if found.rule == "DOC-012":
        return found.severity == "info" and "/Namespaces" in book.pdf.Root.StructTreeRoot
    these = book.root.all(str(found.evidence))
    namespaces = {str(node.properties.NS.NS) for node in these if "/NS" in node.properties}
    is_known = found.evidence in {"Aside", "FENote"}
    all_tell = all("/NS" in node.properties for node in these)
    return is_known and all_tell and namespaces == {"http://iso.org/pdf2/ssn"}


FALSE_ALARMS = {
    "DOC-012": is_of_pdf_2,
    "ORD-001": is_read_in_order,
    "PAG-001": has_its_number_apart,
    "TAG-002": is_running_line,
    "TAG-010": is_of_pdf_2,
    "TBL-010": is_well_headed,
}
"""What shows that a finding of outloud is none, by its rule. See docs/accessibility.md."""


@each_document
def test_the_marking_is_read_once(made: Made, book_of: BookOf) -> None:
    book = book_of(made.pdf)
    (label,) = made.entry["marking"]["level"]

    assert len(re.findall(rf"{re.escape(label)}(?!\+)", book.words(book.root))) == 1
    artifacts = "".join(run.words for run in book.runs if run.is_artifact)
    assert artifacts.count(label) >= 2 * len(book.pdf.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_abbreviation_is_told_where_it_first_stands(
    invented: Mapping[str, Judged], language: str, book_of: BookOf
) -> None:
    short, expansion, _ = LANGUAGES[language].term.split("|")
    made = invented[f"backgrounder-{language} ua1-a3a"]
    book = book_of(made.content)

    told = [(book.words(node), node.get("/E")) for node in book.root.all("Span") if node.get("/E")]
    assert told == [(short, expansion)]
    before, _, _ = made.job.html.partition("<abbr")
    assert not re.search(rf"\b{short}\b", re.sub(r"<head>.*</head>", "", before, flags=re.DOTALL))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_in_another_language_says_so(
    invented: Mapping[str, Judged], language: str, book_of: BookOf
) -> None:
    words, other = re.findall(r"\[(.*)\]\{lang=(.*)\}", LANGUAGES[language].foreign)[0]
    content = invented[f"backgrounder-{language} ua1-a3a"].content
    book = book_of(content)

    said = {(node.get("/Lang"), book.words(node)) for node in book.root.all("Span")}
    assert (other, words) in said
    assert str(book.pdf.Root.Lang) == language


@pytest.mark.parametrize("name", LONG)
def test_a_table_over_many_pages_is_one_and_says_its_head_once(
    invented: Mapping[str, Judged], name: str, book_of: BookOf
) -> None:
    made = invented[f"{name} ua1-a3a"]
    book = book_of(made.content)
    written = html.fromstring(made.job.html).findall(".//table")
    tables = book.root.all("Table")

    assert made.pages >= {"backgrounder-long": 60, "register-long": 8}[name]
    assert [len(table.all("TR")) for table in tables] == [
        len(table.findall(".//tr")) for table in written
    ]
    (events,) = (table for table in tables if len(table.all("TR")) > 300)
    assert len({page for page, _ in events.marks()}) > 7
    assert len(events.all("THead")) == 1
    year, first, *_ = events.all("TBody")[1].all("TR")
    named = {cell.get("/ID"): book.words(cell) for cell in events.all("TH")}
    cell = first.all("TD")[-1]
    under = [named[str(header)] for header in cell.related("/Headers")]
    assert under == ["Event", book.words(year), book.words(first.all("TH")[0])]


@pytest.mark.parametrize("standard", FLAVOURS)
def test_notes_and_their_marks_lead_to_each_other(
    invented: Mapping[str, Judged], standard: str, book_of: BookOf
) -> None:
    content = invented[f"policy-brief-en {standard}"].content
    book = book_of(content)
    is_new = standard == "ua2-a4f"

    notes = book.root.all("FENote" if is_new else "Note")
    assert len(notes) > 5
    assert {note.get("/NoteType") for note in notes} == ({"/Endnote"} if is_new else {""})
    for note in notes:
        marks = note.related("/Ref")
        assert bool(marks) == is_new
        assert all(mark.Ref[0].ID == note.properties.ID for mark in marks)


def test_a_pdf_of_the_newer_standard_carries_its_markdown(
    invented: Mapping[str, Judged],
) -> None:
    made = invented["timeline-en ua2-a4f"]

    with pikepdf.open(BytesIO(made.content)) as pdf:
        ((name, file),) = pdf.attachments.items()
        assert (name, pdf.pdf_version) == ("document.md", "2.0")
        assert file.get_file().read_bytes().decode() == made.job.markdown
        assert [str(found.AFRelationship) for found in pdf.Root.AF] == ["/Alternative"]
