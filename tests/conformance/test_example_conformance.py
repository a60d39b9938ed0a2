"""Every document of the example, and of a new project, keeps what the program promises."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

import pikepdf
import pypdfium2
import yaml
from example_documents import NAMES, ROOT, TLP, Made, Shelf, each_document

from briefgen.render.fonts import SANS, SERIF

FAMILIES = {SANS, SERIF, "Noto Sans CJK JP"}


@each_document
def test_it_conforms_to_pdf_a_3a_and_pdf_ua_1(made: Made) -> None:
    assert made.verdict == {"3a": [], "ua1": []}


@each_document
def test_its_fonts_are_the_packaged_ones_and_embedded(made: Made) -> None:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        fonts = [
            font
            for font in pdf.objects
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        for font in fonts:
            assert str(font.FontFamily) in FAMILIES
            assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.FontName))
            assert "/FontFile2" in font or "/FontFile3" in font


@each_document
def test_its_pages_are_within_the_budget_of_its_kind_and_of_the_right_size(made: Made) -> None:
    kind = yaml.safe_load((ROOT / "templates" / made.kind / "template.yaml").read_text("utf-8"))
    size = {"A4": (595, 842), "Letter": (612, 792)}[made.of.paper]

    with pypdfium2.PdfDocument(made.pdf) as pdf:
        sizes = {(round(page.get_width()), round(page.get_height())) for page in pdf}
        assert kind["pages"]["min"] <= len(pdf) <= kind["pages"]["max"]
        assert len(pdf) == made.entry["pages"]
    assert sizes == {size}


@each_document
def test_its_metadata_say_what_it_is_and_from_when(made: Made) -> None:
    as_of = datetime.fromisoformat(made.of.heading["as_of"])
    title = made.of.heading["title"].replace("'", "’")

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        xmp = pdf.open_metadata()
        assert str(pdf.docinfo["/Title"]) == xmp["dc:title"] == title
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in pdf.Root
        for key in ("/CreationDate", "/ModDate"):
            assert _moment(str(pdf.docinfo[key])) == as_of
        for key in ("xmp:CreateDate", "xmp:ModifyDate"):
            assert datetime.fromisoformat(str(xmp[key])) == as_of


def _moment(date: str) -> datetime:
    """Return the moment of a PDF date. Source: ISO 32000-1, 7.9.4."""
    digits = date.removeprefix("D:").replace("'", "")
    zone = "+0000" if digits.endswith("Z") or len(digits) == 14 else digits[14:]
    return datetime.strptime(digits[:14] + zone, "%Y%m%d%H%M%S%z")


@each_document
def test_each_link_is_described_and_leads_somewhere(made: Made) -> None:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        named = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
        assert links
        for link in links:
            assert link.Subtype == "/Link"
            assert str(link.get("/Contents", "")).strip()
            if "/A" in link:
                assert str(link.A.URI).startswith(("https://", "mailto:"))
            else:
                assert str(link.Dest) in named


@each_document
def test_every_page_carries_the_marking_above_and_below(made: Made) -> None:
    (label,) = made.entry["marking"]["level"]

    assert TLP.index(label) <= made.clearance(made.audience)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        for page in pdf:
            height, width = page.get_height(), page.get_width()
            words = page.get_textpage()
            assert words.get_text_bounded(0, height - 80, width, height).count(label) == 1
            assert words.get_text_bounded(0, 0, width, 65).count(label) == 1
    front, *_, last = [line for line in made.markdown.splitlines() if "**TLP:" in line]
    assert f"**{label}**" in front
    assert f"**{label}**" in last


def test_no_two_documents_have_one_identity(shelf: Shelf) -> None:
    names = [name for name in NAMES if not name.startswith("letter")]
    identities = {}
    for name in names:
        with pikepdf.open(BytesIO(shelf(name).pdf)) as pdf:
            identities[bytes(pdf.trailer.ID[0])] = name
    assert len(identities) == len(names)
