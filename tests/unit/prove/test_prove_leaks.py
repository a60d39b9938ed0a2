"""A secret is planted in each place that a file has, and must be found there."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image

from briefgen.prove import Secret, Secrets

Plant = Callable[[pikepdf.Pdf, str], None]
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
LIGATURES = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
    "/BaseEncoding /WinAnsiEncoding /Differences [1 /fi /ff /ffi] >> >>"
)


def planted(content: bytes, plant: Plant, secret: str, **saving: Any) -> bytes:
    """Return a PDF in which a secret was planted."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        plant(pdf, secret)
        pdf.save(out, **saving)
    return out.getvalue()


def draw(pdf: pikepdf.Pdf, operators: bytes, font: str = FONT) -> None:
    """Draw text on the first page, upright, in a font of its own."""
    page = pdf.pages[0]
    name = page.add_resource(pdf.make_indirect(pikepdf.Object.parse(font.encode())), "/Font")
    page.contents_add(
        b"q BT %s 12 Tf 1 0 0 1 50 700 Tm " % str(name).encode() + operators + b" ET Q"
    )


def element(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name(role)
    )


def in_stream(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(secret.encode())


def in_utf_16(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(b"\x81\x93" * 20 + secret.encode("utf-16-be") + b"\x81")


def in_utf_16_of_intel(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(b"\x81\x93" * 20 + secret.encode("utf-16-le"))


def in_string(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(Subject=pikepdf.String(secret)))


def in_nested_string(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.Extensions = pikepdf.Dictionary(A=pikepdf.Array([pikepdf.Dictionary(B=secret)]))


def in_xmp(pdf: pikepdf.Pdf, secret: str) -> None:
    words = "".join(f"&#{ord(c)};" if c == "f" else c for c in secret)
    old = pdf.Root.Metadata.read_bytes()
    new = old.replace(b"</rdf:RDF>", f"<x:y>{words}</x:y></rdf:RDF>".encode())
    assert new != old
    pdf.Root.Metadata.write(new)


def in_outline(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.Outlines.First.Title = pikepdf.String(secret)


def in_alternative(pdf: pikepdf.Pdf, secret: str) -> None:
    element(pdf, "/Figure").Alt = pikepdf.String(secret)


def in_actual_text(pdf: pikepdf.Pdf, secret: str) -> None:
    element(pdf, "/P").ActualText = pikepdf.String(secret)


def in_expansion(pdf: pikepdf.Pdf, secret: str) -> None:
    element(pdf, "/P").E = pikepdf.String(secret)


def in_title_of_element(pdf: pikepdf.Pdf, secret: str) -> None:
    element(pdf, "/P").T = pikepdf.String(secret)


def in_attachment(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, secret.encode(), filename="a.txt")


def in_name_of_attachment(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"a", filename=f"{secret}.txt")


def in_attached_pdf(pdf: pikepdf.Pdf, secret: str) -> None:
    inner, out = pikepdf.new(), BytesIO()
    inner.add_blank_page()
    draw(inner, b"(%s) Tj" % secret.encode())
    inner.save(out)
    pdf.attachments["a.pdf"] = pikepdf.AttachedFileSpec(pdf, out.getvalue(), filename="a.pdf")


def in_picture(pdf: pikepdf.Pdf, secret: str) -> None:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=secret.encode())
    stream = pdf.make_stream(out.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    stream.Filter = pikepdf.Name.DCTDecode
    pdf.pages[0].add_resource(stream, pikepdf.Name.XObject)


def in_exif(pdf: pikepdf.Pdf, secret: str) -> None:
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = secret
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    stream = pdf.make_stream(out.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    stream.Filter = pikepdf.Name.DCTDecode
    pdf.pages[0].add_resource(stream, pikepdf.Name.XObject)


def in_name(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PageLayout = pikepdf.Name("/" + secret)


def in_key(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.Extensions = pikepdf.Dictionary({f"/{secret}": 1})


def in_destination(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.Names.Dests.Names.append(pikepdf.String(secret))


def in_annotation(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.pages[0].Annots[0].Contents = pikepdf.String(secret)


def in_address(pdf: pikepdf.Pdf, secret: str) -> None:
    escaped = secret.replace(" ", "-")
    uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/{escaped}")
    pdf.pages[0].Annots[0].A = uri


def on_the_page(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"(%s) Tj" % secret.encode())


def in_white(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"1 1 1 rg 3 Tr [%s] TJ" % kerned(secret))


def beside_the_page(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"1 0 0 1 9000 9000 Tm [%s] TJ" % kerned(secret))


def with_kerning(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"[%s] TJ" % kerned(secret))


def letter_by_letter(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b" ".join(b"(%s) Tj 7 0 Td" % letter.encode() for letter in secret))


def in_hexadecimal(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"<%s> Tj" % secret.encode().hex().encode())


def with_ligatures(pdf: pikepdf.Pdf, secret: str) -> None:
    assert "ffi" in secret
    assert "fi" in secret
    words = secret.replace("ffi", r"\003").replace("ff", r"\002").replace("fi", r"\001")
    draw(pdf, b"(%s) Tj" % words.encode(), LIGATURES)


def hyphenated(pdf: pikepdf.Pdf, secret: str) -> None:
    place = secret.index("ter")
    first, second = secret[:place], secret[place:]
    assert first[-1].isalpha()
    draw(pdf, b"(%s-) Tj 0 -14 Td (%s) Tj" % (first.encode(), second.encode()))


def in_a_form(pdf: pikepdf.Pdf, secret: str) -> None:
    form = pdf.make_stream(b"BT /F 12 Tf 50 700 Td [%s] TJ ET" % kerned(secret))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, 600, 800]
    form.Resources = pikepdf.Object.parse(f"<< /Font << /F {FONT} >> >>".encode())
    name = pdf.pages[0].add_resource(form, pikepdf.Name.XObject)
    pdf.pages[0].contents_add(b"q %s Do Q" % str(name).encode())


def kerned(secret: str) -> bytes:
    return b" -30 ".join(b"(%s)" % secret[at : at + 3].encode() for at in range(0, len(secret), 3))


PLANTS = [
    in_stream, in_utf_16, in_utf_16_of_intel, in_string, in_nested_string, in_xmp, in_outline,
    in_alternative, in_actual_text, in_expansion, in_title_of_element, in_attachment,
    in_name_of_attachment, in_attached_pdf, in_picture, in_exif, in_name, in_key, in_destination,
    in_annotation, in_address, on_the_page, in_white, beside_the_page, with_kerning,
    letter_by_letter, in_hexadecimal, with_ligatures, hyphenated, in_a_form,
]  # fmt: skip
PLACES = {
    in_string: "document information",
    in_xmp: "metadata",
    in_outline: "outline",
    in_alternative: "structure tree",
    in_attachment: "attachment",
    in_picture: "image",
    in_annotation: "annotation",
    with_kerning: "page 1",
}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "object streams"])
def test_a_secret_is_found_wherever_it_is_planted(
    brief: Any, secret: str, plant: Plant, packed: bool
) -> None:
    mode = pikepdf.ObjectStreamMode
    saving = {
        "object_stream_mode": mode.generate if packed else mode.disable,
        "compress_streams": packed,
    }
    leaks = brief.leaks(planted(brief.files["pdf"], plant, secret, **saving))
    assert {(leak.secret.family, leak.secret.identifier) for leak in leaks} == {
        ("events", "back-channel")
    }
    if plant in PLACES:
        assert PLACES[plant] in " ".join(leak.place for leak in leaks)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_what_is_no_secret_may_be_planted_anywhere(brief: Any, plant: Plant) -> None:
    harmless = "Nothing in these later words is for the few who may read more of fi and ffi."
    assert brief.leaks(planted(brief.files["pdf"], plant, harmless)) == ()


@pytest.mark.parametrize("form", ["pdf", "markdown", "html"])
@pytest.mark.parametrize("kind", ["policy-brief", "timeline", "one-pager"])
def test_the_documents_themselves_hold_none(finish: Any, kind: str, form: str) -> None:
    assert finish(kind).leaks(form=form) == ()
    assert finish(kind).secrets.phrases


@pytest.mark.parametrize("form", ["pdf", "markdown", "html"])
def test_what_the_few_get_leaks_to_the_many(finish: Any, brief: Any, form: str) -> None:
    leaks = brief.leaks(finish("timeline", "staff").files[form], form)
    assert {(leak.secret.family, leak.secret.identifier) for leak in leaks} == {
        ("events", "back-channel")
    }


def behind_the_end(content: bytes, secret: bytes) -> bytes:
    return content + b"\n% " + secret + b"\n"


def before_the_beginning(content: bytes, secret: bytes) -> bytes:
    return content.replace(b"\n", b"\n%" + secret + b"\n", 1)


def in_an_unused_stream(content: bytes, secret: bytes) -> bytes:
    packed = zlib.compress(b"BT (" + secret + b") Tj ET")
    return content + b"9999 0 obj\n<< /Length 1 >>\nstream\n" + packed + b"\nendstream\nendobj\n"


def in_an_unused_hexadecimal_string(content: bytes, secret: bytes) -> bytes:
    words = ("\ufeff" + secret.decode()).encode("utf-16-be").hex().encode()
    return content + b"9999 0 obj\n<< /Title <" + words + b"> >>\nendobj\n"


def in_an_unused_string_with_escapes(content: bytes, secret: bytes) -> bytes:
    words = b"".join(b"\\%03o" % byte for byte in b"\xfe\xff" + secret.decode().encode("utf-16-be"))
    return content + b"9999 0 obj\n<< /Title (" + words + b") >>\nendobj\n"


def in_what_was_replaced(content: bytes, secret: bytes) -> bytes:
    """Give the catalog's language in a later revision anew; the earlier one had a secret."""
    old = planted(
        content, in_string, secret.decode(), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    with pikepdf.open(BytesIO(old)) as pdf:
        number, root = pdf.trailer.Info.objgen[0], pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
    last = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    new = b"\n%d 0 obj\n<< >>\nendobj\n" % number
    table = len(old) + len(new)
    return (
        old + new + b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, len(old) + 1)
        + b"<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, root, last)
        + b"startxref\n%d\n%%%%EOF\n" % table
    )  # fmt: skip


HIDDEN = [
    behind_the_end, before_the_beginning, in_an_unused_stream, in_an_unused_hexadecimal_string,
    in_an_unused_string_with_escapes, in_what_was_replaced,
]  # fmt: skip


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_a_secret_is_found_where_no_reader_looks(brief: Any, secret: str, hide: Any) -> None:
    leaks = brief.leaks(hide(brief.files["pdf"], secret.encode()))
    assert {leak.secret.identifier for leak in leaks} == {"back-channel"}
    assert brief.leaks(hide(brief.files["pdf"], b"Six or more words which nobody minds.")) == ()


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("they OFFERED — the “crews a quar\u00adter” more, and so on", "back-channel"),
        ("crews a quarter more in private", "back-channel"),
        ("crews a quarter more in&nbsp;private", "back-channel"),
        ("Honourable Judge\nFiorella Aﬃni", "mediator"),
        ("Letter of the mayor to the crews", "letter-2023-17"),
        ("https://intern.example/letters/2023-17", "letter-2023-17"),
        ('id="letter-2023-17"', "letter-2023-17"),
        ("<!-- back-channel -->", "back-channel"),
        ("港湾局 長官房", "owner"),
    ],
)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_words_of_a_secret_are_found_in_text(brief: Any, words: str, item: str, form: str) -> None:
    leaks = brief.leaks(brief.files[form] + words.encode(), form)
    assert item in {leak.secret.identifier for leak in leaks}


@pytest.mark.parametrize(
    "words",
    ["the crews a quarter", "in private office", "the mayor", "a back channel", "Port office"],
)
def test_few_words_are_nobody_s(brief: Any, words: str) -> None:
    assert brief.leaks(words.encode(), "markdown") == ()


def test_words_that_tags_divide_are_found(brief: Any) -> None:
    page = "<p>the crews a <b>quarter</b> more in pri<i>vate</i> office talks</p>"
    assert brief.leaks(page.replace("pri<i>vate</i>", "private").encode(), "html")


def test_a_secret_in_a_picture_inside_a_page_is_found(brief: Any, secret: str) -> None:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=secret.encode())
    picture = b'<img src="data:image/jpeg;base64,%s">' % b64encode(out.getvalue())
    (leak,) = brief.leaks(brief.files["html"] + picture, "html")
    assert (leak.secret.identifier, leak.place) == ("back-channel", "embedded image/jpeg")


def test_wide_letters_are_found_in_bytes_of_any_kind(brief: Any) -> None:
    plain = planted(brief.files["pdf"], in_utf_16, "港湾局長官房、港湾局長官房")
    assert {leak.secret.identifier for leak in brief.leaks(plain)} == {"owner"}


def test_what_may_be_seen_elsewhere_is_no_secret() -> None:
    phrase = Secret("thecrewsofthefourquays", "events", "e", "text")
    assert Secrets((phrase,), "").among("the crews of the four quays") == (phrase,)
    assert (
        Secrets((phrase,), "allthecrewsofthefourquays").among("the crews of the four quays") == ()
    )


def test_thousands_of_phrases_are_each_found() -> None:
    phrases = tuple(Secret(f"phrase{n:06}ofmany", "events", f"e{n}", "text") for n in range(3000))
    secrets = Secrets(phrases)
    for shift in range(7):
        text = "x" * shift + "phrase 001234 of many" + "y" * 30
        assert [secret.identifier for secret in secrets.among(text)] == ["e1234"]
