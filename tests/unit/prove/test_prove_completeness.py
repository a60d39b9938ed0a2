"""Something is taken from a finished file, moved or doubled, and that must be found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from briefgen.prove import Expected, find_losses, prove

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
    """Keep the structure, and draw nothing of the longest passage of the first page."""
    page = pdf.pages[0]
    kept: list[Any] = []
    passages: dict[int, list[Any]] = {}
    mark = -1
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name == "BDC" and "/MCID" in instruction.operands[1]:
            mark = int(instruction.operands[1].MCID)
        elif name == "EMC":
            mark = -1
        if mark >= 0 and name in ("TJ", "Tj"):
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


NAME = "Both sides meet at the town hall for"
"""How the strip of time calls an event: cut where its room ends."""


def with_the_strips(content: bytes, change: Callable[[list[Any]], list[Any]]) -> bytes:
    """Change what draws the words of the strip: the instructions between its marks."""

    def changing(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        (figure,) = [f for f in elements(pdf, "/Figure") if "Strip" in str(f.get("/Alt", ""))]
        kids = figure.K if isinstance(figure.K, pikepdf.Array) else [figure.K]
        marks = {int(kid) if isinstance(kid, int) else int(kid.MCID) for kid in kids}
        before: list[Any] = []
        inside: list[Any] = []
        after: list[Any] = []
        is_in = False
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]:
                is_in = int(instruction.operands[1].MCID) in marks
            (inside if is_in else after if inside else before).append(instruction)
            is_in = is_in and str(instruction.operator) != "EMC"
        drawn = [*before, *change(inside), *after]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))

    return changed(content, changing)


def letter_in(drawn: list[Any]) -> int:
    """Return which instruction draws one of the last letters: each is drawn alone."""
    return [at for at, each in enumerate(drawn) if str(each.operator) in ("Tj", "TJ")][-5]


def without_a_letter(drawn: list[Any]) -> list[Any]:
    last = letter_in(drawn)
    return [each for at, each in enumerate(drawn) if at != last]


def with_a_letter_twice(drawn: list[Any]) -> list[Any]:
    last = letter_in(drawn)
    return [*drawn[: last + 1], *drawn[last:]]


def with_a_cover_over_it(drawn: list[Any]) -> list[Any]:
    last = max(at for at, each in enumerate(drawn) if str(each.operator) == "ET")
    white = [
        pikepdf.ContentStreamInstruction([], pikepdf.Operator("q")),
        pikepdf.ContentStreamInstruction([1, 1, 1], pikepdf.Operator("rg")),
        pikepdf.ContentStreamInstruction([-3000, -3000, 9000, 9000], pikepdf.Operator("re")),
        pikepdf.ContentStreamInstruction([], pikepdf.Operator("f")),
        pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q")),
    ]
    return [*drawn[: last + 1], *white, *drawn[last + 1 :]]


STRIP_CHANGES = {
    without_a_letter: "drawn",
    with_a_letter_twice: "drawn",
    with_a_cover_over_it: "seen",
}


@pytest.mark.parametrize("change", STRIP_CHANGES, ids=lambda change: change.__name__)
def test_what_the_strip_of_time_lost_is_missed(finish: Any, change: Any) -> None:
    document = finish("timeline")
    assert document.losses(with_the_strips(document.files["pdf"], list)) == ()
    losses = document.losses(with_the_strips(document.files["pdf"], change))
    how = f"is not {STRIP_CHANGES[change]} as it should be in `Strip of time"
    assert [loss.how for loss in losses if loss.how.startswith(how)], losses


def test_another_word_in_the_drawing_of_a_page_is_missed(finish: Any) -> None:
    document = finish("timeline")
    html = document.files["html"].decode()
    assert f">{NAME}" in html
    losses = document.losses(html.replace(f">{NAME}", ">Both sides agree", 1).encode(), "html")
    assert "is not drawn as it should be" in losses[0].how
    other = html.replace("<title>Strip", "<title>A strip")
    assert "is not there" in {loss.how for loss in document.losses(other.encode(), "html")}


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


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_pdf_is_proved_or_cannot_be_read(brief: Any, seed: int) -> None:
    """Whatever is broken in it, it is either looked through or said to be broken."""
    chance = random.Random(seed)
    content = bytearray(brief.files["pdf"])
    for _ in range(chance.choice([1, 10, 40, 200])):
        at = chance.randrange(len(content))
        if chance.random() < 0.6:
            content[at] = chance.randrange(256)
        else:
            del content[at : at + chance.randrange(400)]
    faults = prove("d/x/y/en", bytes(content), "pdf", brief.html, brief.expected, brief.secrets)
    assert {fault.code for fault in faults} <= {"BG631"}


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


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        (r"\&lt;script\&gt;", "ltscriptgt"),
        ("a &amp; b&#99;d", "abcd"),
        ("&#0000106&#x6A", "0000106x6a"),
        (r"a\[40\](b).c", "a40bc"),
        ("a [40](b).c", "a40c"),
    ],
)
def test_a_sign_behind_a_backslash_opens_nothing(brief: Any, markdown: str, words: str) -> None:
    expected = (Expected("events", "e", "text", (words,)),)
    assert find_losses(markdown.encode(), "markdown", f"<p>{words}</p>", expected) == ()
    assert find_losses(markdown.encode(), "markdown", "<p>x</p>", expected) != ()
