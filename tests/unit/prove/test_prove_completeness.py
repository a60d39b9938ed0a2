"""Something is taken from a finished file, moved or doubled, and that must be found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from briefgen.prove import find_losses, prove

LINE = "Both sides meet at the town hall for the first time."
NEXT = "The members vote on what the port has put before them."
PARAGRAPH = "What came of it in *spring* is told below."


@pytest.mark.parametrize("form", ["pdf", "markdown", "html"])
@pytest.mark.parametrize("audience", ["public", "staff"])
@pytest.mark.parametrize("kind", ["policy-brief", "timeline", "one-pager"])
def test_the_documents_themselves_have_everything(
    finish: Any, kind: str, audience: str, form: str
) -> None:
    document = finish(kind, audience)
    assert document.losses(form=form) == ()
    assert len(document.expected) > 3


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name(role)
    ]


def rows(pdf: pikepdf.Pdf) -> Any:
    """Return the kids of the first body of a table with several rows."""
    return next(body.K for body in elements(pdf, "/TBody") if len(body.K) > 1)


def without_a_row(pdf: pikepdf.Pdf) -> None:
    del rows(pdf)[1]


def with_rows_in_another_order(pdf: pikepdf.Pdf) -> None:
    kids = rows(pdf)
    kids[0], kids[1] = kids[1], kids[0]


def with_a_row_twice(pdf: pikepdf.Pdf) -> None:
    kids = rows(pdf)
    kids.append(kids[1])


def without_what_was_drawn(pdf: pikepdf.Pdf) -> None:
    """Keep the structure, and draw nothing of the longest passage of the first page.

    The words in a drawing are none: it is read by its description.
    """
    page = pdf.pages[0]
    drawings = {
        int(kid) if isinstance(kid, int) else int(kid.MCID)
        for figure in elements(pdf, "/Figure")
        for kid in (figure.K if isinstance(figure.K, pikepdf.Array) else [figure.K])
    }
    kept: list[Any] = []
    passages: dict[int, list[Any]] = {}
    mark = -1
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name == "BDC" and "/MCID" in instruction.operands[1]:
            mark = int(instruction.operands[1].MCID)
        elif name == "EMC":
            mark = -1
        if mark >= 0 and mark not in drawings and name in ("TJ", "Tj"):
            passages.setdefault(mark, []).append(instruction)
        kept.append(instruction)
    longest = max(passages.values(), key=lambda drawn: sum(len(str(i.operands)) for i in drawn))
    kept = [instruction for instruction in kept if not any(instruction is gone for gone in longest)]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def without_a_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def without_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


CHANGES = [
    without_a_row, with_rows_in_another_order, with_a_row_twice, without_what_was_drawn,
    without_a_page, without_structure,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("kind", ["policy-brief", "timeline"])
def test_what_a_pdf_lost_is_missed(finish: Any, kind: str, change: Any) -> None:
    document = finish(kind)
    pdf = changed(document.files["pdf"], change)
    faults = prove("d/x/y/en", pdf, "pdf", document.html, document.expected, document.secrets)
    assert {fault.code for fault in faults} == {"BG631"}


def test_a_pdf_that_was_only_saved_anew_has_everything(brief: Any) -> None:
    assert brief.losses(changed(brief.files["pdf"], lambda pdf: None)) == ()


def test_a_picture_without_its_description_is_missed(brief: Any) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        (figure,) = [f for f in elements(pdf, "/Figure") if "map" in str(f.get("/Alt", ""))]
        del figure.Alt

    (loss,) = brief.losses(changed(brief.files["pdf"], change))
    assert (loss.what, loss.how) == ("`A map of the four quays.`", "is not there")


def test_the_loss_names_the_block_and_what_became_of_it(finish: Any) -> None:
    document = finish("timeline")

    def found(change: Any) -> dict[str, str]:
        pdf = changed(document.files["pdf"], change)
        return {loss.what: loss.how for loss in document.losses(pdf)}

    assert set(found(with_a_row_twice).values()) == {"stands there more often than it should"}
    assert "is not there" in found(without_a_row).values()


def _line_of(markdown: str, words: str) -> str:
    return next(line for line in markdown.splitlines(keepends=True) if words in line)


def lost(markdown: str, line: str, other: str) -> str:
    return markdown.replace(line, "")


def swapped(markdown: str, line: str, other: str) -> str:
    return markdown.replace(line, "\0").replace(other, line).replace("\0", other)


def doubled(markdown: str, line: str, other: str) -> str:
    return markdown.replace(line, line + line)


TEXT_CHANGES = {
    lost: "is not there",
    swapped: "is out of order",
    doubled: "stands there more often than it should",
}


@pytest.mark.parametrize("change", TEXT_CHANGES, ids=lambda change: change.__name__)
def test_what_markdown_lost_is_missed(finish: Any, change: Any) -> None:
    document = finish("timeline")
    markdown = document.files["markdown"].decode()
    # two events of one table
    line, other = _line_of(markdown, "Crews on four"), _line_of(markdown, LINE)
    losses = document.losses(change(markdown, line, other).encode(), "markdown")
    assert TEXT_CHANGES[change] in {loss.how for loss in losses}
    assert {loss.what.split(":")[0] for loss in losses} <= {"events/walk-out", "events/talks"}


def test_a_paragraph_of_a_section_that_markdown_lost_is_missed(brief: Any) -> None:
    markdown = brief.files["markdown"].decode()
    assert PARAGRAPH in markdown
    losses = brief.losses(markdown.replace(PARAGRAPH, "").encode(), "markdown")
    assert [(loss.what, loss.how) for loss in losses] == [
        ("sections/background: body", "is not there")
    ]


@pytest.mark.parametrize("change", TEXT_CHANGES, ids=lambda change: change.__name__)
def test_what_html_lost_is_missed(brief: Any, change: Any) -> None:
    html = brief.files["html"].decode()
    first, second = re.findall(r"<li>.*?</li>", html[html.index("The first shift") - 30 :])[:2]
    assert "first shift" in first
    assert "second one" in second
    losses = brief.losses(change(html, first, second).encode(), "html")
    assert losses
    assert brief.losses(html.encode(), "html") == ()


def test_what_the_template_leaves_out_is_missed(brief: Any) -> None:
    """The page itself lacks it, and so do all the files that are made of it."""
    words = "The first shift begins at four."
    assert words in brief.html
    poor = brief.html.replace(words, "")
    for form, content in brief.files.items():
        losses = find_losses(content, form, poor, brief.expected)
        assert ("sections/background: body", "is not there") in {
            (loss.what, loss.how) for loss in losses
        }


def test_what_is_hidden_is_not_there(brief: Any) -> None:
    hidden = brief.html.replace("<li>The first shift", "<li hidden>The first shift")
    assert hidden != brief.html
    assert brief.losses(hidden.encode(), "html")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_no_proof(brief: Any, content: bytes) -> None:
    (fault,) = prove("d/x/y/en", content, "pdf", brief.html, brief.expected, brief.secrets)
    assert fault.code == "BG631"
    assert "cannot be read" in fault.message


def test_half_a_pdf_is_no_proof(brief: Any) -> None:
    half = brief.files["pdf"][: len(brief.files["pdf"]) // 2]
    faults = prove("d/x/y/en", half, "pdf", brief.html, brief.expected, brief.secrets)
    assert {fault.code for fault in faults} == {"BG631"}


def test_a_structure_in_a_circle_comes_to_an_end(brief: Any) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        top = pdf.Root.StructTreeRoot.K[0]
        top.K.append(top)

    circle = changed(brief.files["pdf"], change)
    (fault,) = prove("d/x/y/en", circle, "pdf", brief.html, brief.expected, brief.secrets)
    assert fault.code == "BG631"


def test_an_unknown_format_is_no_proof(brief: Any) -> None:
    with pytest.raises(ValueError, match="docx"):
        find_losses(b"", "docx", brief.html, brief.expected)


def test_order_counts_only_where_it_is_said(brief: Any) -> None:
    reversed_list = tuple(reversed(brief.expected))
    content = brief.files["markdown"]
    assert find_losses(content, "markdown", brief.html, reversed_list)
    loose = tuple(replace(each, is_in_order=False) for each in reversed_list)
    assert find_losses(content, "markdown", brief.html, loose) == ()
