"""Places in finished files, and what plants a secret in each: `PDF`, `BYTES`, `HTML`, `MARKDOWN`.

The secret is the sentence of `planted_secret`; what plants it takes any other words as well.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import zipfile
import zlib
from base64 import a85encode, b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

__all__ = ["BYTES", "HTML", "MARKDOWN", "PDF", "Plant", "planted"]

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


def emptied_later(old: bytes, find: Callable[[pikepdf.Pdf], Any]) -> bytes:
    """Add a revision to a PDF in which one of its objects is an empty dictionary."""
    with pikepdf.open(BytesIO(old)) as pdf:
        number, root = find(pdf).objgen[0], pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
    last = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    new = b"\n%d 0 obj\n<< >>\nendobj\n" % number
    table = len(old) + len(new)
    return (
        old + new + b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, len(old) + 1)
        + b"<< /Size %d /Root %d 0 R /Prev %d >>\n" % (size, root, last)
        + b"startxref\n%d\n%%%%EOF\n" % table
    )  # fmt: skip


def in_what_was_replaced(content: bytes, secret: bytes) -> bytes:
    """Give the information anew in a later revision; the earlier one had a secret."""
    old = planted(
        content, in_string, secret.decode(), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    return emptied_later(old, lambda pdf: pdf.trailer.Info)


HIDDEN = [
    behind_the_end, before_the_beginning, in_an_unused_stream, in_an_unused_hexadecimal_string,
    in_an_unused_string_with_escapes, in_what_was_replaced,
]  # fmt: skip


# --- more places of a PDF --------------------------------------------------------------------


def attached(pdf: pikepdf.Pdf, content: bytes, name: str = "a.bin") -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)


def zipped(content: bytes, name: str = "word/document.xml") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def small_pdf(secret: str) -> bytes:
    inner, out = pikepdf.new(), BytesIO()
    inner.add_blank_page()
    draw(inner, b"[%s] TJ" % kerned(secret))
    inner.save(out)
    return out.getvalue()


def png(secret: str) -> bytes:
    out, words = BytesIO(), PngInfo()
    words.add_text("Comment", secret, zip=True)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=words)
    return out.getvalue()


def in_attached_office_document(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, zipped(f"<w:t>{secret}</w:t>".encode()), "a.docx")


def in_name_inside_an_archive(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, zipped(b"nothing", f"{secret}.txt"), "a.zip")


def in_archive_inside_an_archive(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, zipped(zipped(small_pdf(secret), "a.pdf"), "a.zip"), "a.zip")


def in_attached_gzip(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, gzip.compress(secret.encode(), mtime=0))


def in_attached_bzip2(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, bz2.compress(secret.encode()))


def in_attached_xz(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, lzma.compress(secret.encode()))


def in_attached_png(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, png(secret), "a.png")


def in_attached_base64(pdf: pikepdf.Pdf, secret: str) -> None:
    attached(pdf, b"x: " + b64encode(secret.encode()))


def in_description_of_attachment(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"a", description=secret)


def in_form_field(pdf: pikepdf.Pdf, secret: str) -> None:
    field = pdf.make_indirect(
        pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("f"), V=pikepdf.String(secret))
    )
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))


def in_script(pdf: pikepdf.Pdf, secret: str) -> None:
    script = "app.alert('" + "".join(f"\\u{ord(char):04x}" for char in secret) + "')"
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(script))
    pdf.Root.OpenAction = pdf.make_indirect(action)


def in_script_as_numbers(pdf: pikepdf.Pdf, secret: str) -> None:
    script = f"String.fromCharCode({', '.join(str(ord(char)) for char in secret)})"
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(script.encode()))
    pdf.Root.OpenAction = pdf.make_indirect(action)


def in_page_label(pdf: pikepdf.Pdf, secret: str) -> None:
    label = pikepdf.Dictionary(P=pikepdf.String(secret))
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, label]))


def in_percent_encoded_address(pdf: pikepdf.Pdf, secret: str) -> None:
    escaped = "".join(f"%{ord(char):02X}" for char in secret)
    uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/?q={escaped}")
    pdf.pages[0].Annots[0].A = uri


def in_base64_in_an_address(pdf: pikepdf.Pdf, secret: str) -> None:
    token = urlsafe_b64encode(secret.encode()).decode().rstrip("=")
    uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/?q={token}")
    pdf.pages[0].Annots[0].A = uri


def in_language(pdf: pikepdf.Pdf, secret: str) -> None:
    element(pdf, "/P").Lang = pikepdf.String(secret)


def in_id_of_element(pdf: pikepdf.Pdf, secret: str) -> None:
    element(pdf, "/P").ID = pikepdf.String(secret)


def word_by_word_in_elements(pdf: pikepdf.Pdf, secret: str) -> None:
    name = pikepdf.Name.StructElem
    spans = [pikepdf.Dictionary(Type=name, ActualText=word, Lang="en") for word in secret.split()]
    pdf.Root.PieceInfo = pikepdf.Array([pdf.make_indirect(span) for span in spans])


def word_by_word_in_bookmarks(pdf: pikepdf.Pdf, secret: str) -> None:
    top = pdf.Root.Outlines
    marks = [pikepdf.Dictionary(Title=word, Parent=top) for word in secret.split()]
    pdf.Root.PieceInfo = pikepdf.Array([pdf.make_indirect(mark) for mark in marks])


def in_name_of_font(pdf: pikepdf.Pdf, secret: str) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name("/" + secret))
    pdf.Root.PieceInfo = pdf.make_indirect(font)


def coded(secret: str) -> tuple[bytes, bytes]:
    """Return (codes, map to Unicode) of a font whose codes say nothing by themselves."""
    letters = sorted(set(secret))
    codes = b"".join(b"%04x" % (letters.index(char) + 1) for char in secret)
    lines = b"".join(b"<%04x> <%04x>\n" % (n + 1, ord(char)) for n, char in enumerate(letters))
    return codes, b"%d beginbfchar\n%sendbfchar\n" % (len(letters), lines)


def coded_font(pdf: pikepdf.Pdf, mapping: bytes) -> Any:
    inner = pikepdf.Object.parse(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> >>"
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name.F,
            Encoding=pikepdf.Name("/Identity-H"), ToUnicode=pdf.make_stream(mapping),
            DescendantFonts=pikepdf.Array([inner]),
        )
    )  # fmt: skip


def in_codes_of_a_font(pdf: pikepdf.Pdf, secret: str) -> None:
    codes, mapping = coded(secret)
    name = pdf.pages[0].add_resource(coded_font(pdf, mapping), "/Font")
    pdf.pages[0].contents_add(b"q BT %s 9 Tf <%s> Tj ET Q" % (str(name).encode(), codes))


def form_with(pdf: pikepdf.Pdf, secret: str) -> Any:
    codes, mapping = coded(secret)
    form = pdf.make_stream(b"q BT /F 9 Tf 9 9 Td <%s> Tj ET Q" % codes)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, 600, 800]
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=coded_font(pdf, mapping)))
    return form


def in_form_that_nothing_shows(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PieceInfo = form_with(pdf, secret)


def in_look_of_annotation(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.pages[0].Annots[0].AP = pikepdf.Dictionary(N=form_with(pdf, secret))


def in_pattern(pdf: pikepdf.Pdf, secret: str) -> None:
    pattern = form_with(pdf, secret)
    del pattern.Subtype
    pattern.Type, pattern.PatternType, pattern.PaintType = pikepdf.Name.Pattern, 1, 1
    pdf.pages[0].add_resource(pattern, "/Pattern")


def in_type_3(pdf: pikepdf.Pdf, secret: str) -> None:
    letters = sorted(set(secret) - {" "})
    procs = pikepdf.Dictionary(
        {f"/{char}": pdf.make_stream(b"500 0 d0 0 0 400 700 re f") for char in letters}
    )
    names = pikepdf.Array([1, *(pikepdf.Name(f"/{char}") for char in letters)])
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, 0, 500, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=procs, FirstChar=1,
        LastChar=len(letters), Widths=[500] * len(letters), Resources=pikepdf.Dictionary(),
        Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=names),
    )  # fmt: skip
    name = pdf.pages[0].add_resource(pdf.make_indirect(font), "/Font")
    codes = b"".join(b"%02x" % (letters.index(c) + 1) for c in secret if c != " ")
    pdf.pages[0].contents_add(b"q BT %s 9 Tf 9 99 Td <%s> Tj ET Q" % (str(name).encode(), codes))


def in_inline_image(pdf: pikepdf.Pdf, secret: str) -> None:
    words = a85encode(secret.encode().ljust(80)) + b"~>"
    pdf.pages[0].contents_add(b"q BI /W 80 /H 1 /BPC 8 /CS /G /F /A85 ID " + words + b"\nEI Q")


def with_filter(name: str, encode: Callable[[bytes], bytes], **parameters: int) -> Plant:
    def plant(pdf: pikepdf.Pdf, secret: str) -> None:
        stream = pdf.make_stream(b"")
        decode = pikepdf.Dictionary(**parameters) if parameters else None
        stream.write(encode(secret.encode()), filter=pikepdf.Name(name), decode_parms=decode)
        pdf.Root.PieceInfo = stream

    plant.__name__ = f"by{name[1:]}" + "_with_predictor" * bool(parameters)
    return plant


def run_lengths(content: bytes) -> bytes:
    parts = [content[at : at + 5] for at in range(0, len(content), 5)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


def up(content: bytes) -> bytes:
    """Return rows of eight bytes as differences from the row above, compressed."""
    content = content.ljust(-(-len(content) // 8) * 8)
    rows, above = [], bytes(8)
    for at in range(0, len(content), 8):
        row = content[at : at + 8]
        rows.append(b"\x02" + bytes((a - b) % 256 for a, b in zip(row, above, strict=True)))
        above = row
    return zlib.compress(b"".join(rows))


def in_picture_in_ascii_85(pdf: pikepdf.Pdf, secret: str) -> None:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=secret.encode())
    stream = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.DCTDecode])
    stream.write(a85encode(out.getvalue()) + b"~>", filter=filters)
    pdf.pages[0].add_resource(stream, pikepdf.Name.XObject)


def in_metadata_of_a_picture(pdf: pikepdf.Pdf, secret: str) -> None:
    stream = pdf.make_stream(bytes(192), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    words = pdf.make_stream(f"<x:d>{escape(secret)}</x:d>".encode(), Type=pikepdf.Name.Metadata)
    stream.Metadata = words
    pdf.pages[0].add_resource(stream, pikepdf.Name.XObject)


def in_pixels(pdf: pikepdf.Pdf, secret: str) -> None:
    stream = pdf.make_stream(secret.encode().ljust(192), Type=pikepdf.Name.XObject)
    stream.Subtype, stream.Width, stream.Height = pikepdf.Name.Image, 8, 8
    pdf.pages[0].add_resource(stream, pikepdf.Name.XObject)


def from_the_last_letter(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"[%s] TJ" % kerned(secret[::-1]))


def in_any_order(pdf: pikepdf.Pdf, secret: str) -> None:
    """Draw every third letter, then those behind these, then the rest, each in its place."""
    line = secret[:60]
    places = [at for start in range(3) for at in range(start, len(line), 3)]
    draw(
        pdf, b" ".join(b"1 0 0 1 %d 700 Tm (%s) Tj" % (9 * at, line[at].encode()) for at in places)
    )


def letter_spaced(pdf: pikepdf.Pdf, secret: str) -> None:
    draw(pdf, b"(%s) Tj" % " ".join(secret).encode())


def with_soft_hyphens(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, "\u00ad".join(secret))


def with_invisible_characters(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, "\u200b".join(secret))


def in_letters_that_look_alike(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, secret.translate(str.maketrans("aeopcyx", "аеорсух")))


def in_bold_letters_of_mathematics(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, "".join(chr(0x1D41A + ord(c) - 97) if c.islower() else c for c in secret))


def with_accents(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, secret.replace("e", "e\u0301"))


def in_utf_16_without_a_mark(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PieceInfo = pikepdf.String(secret.encode("utf-16-be").decode("latin-1"))


def in_property_of_marked_content(pdf: pikepdf.Pdf, secret: str) -> None:
    words = ("\ufeff" + secret).encode("utf-16-be").hex().encode()
    pdf.pages[0].contents_add(b"/Span << /ActualText <%s> >> BDC EMC" % words)


def in_comment_between_operators(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.pages[0].contents_add(b"q % " + secret.encode() + b"\nQ")


def in_a_map_of_the_standard(pdf: pikepdf.Pdf, secret: str) -> None:
    """Draw by a map that every reader has, and that is not in the file."""
    font = coded_font(pdf, b"")
    del font.ToUnicode
    font.Encoding = pikepdf.Name("/UniJIS-UTF16-H")
    font.DescendantFonts[0].CIDSystemInfo = pikepdf.Dictionary(
        Registry="Adobe", Ordering="Japan1", Supplement=0
    )
    name = pdf.pages[0].add_resource(font, "/Font")
    codes = secret.encode("utf-16-be").hex().encode()
    pdf.pages[0].contents_add(b"q BT %s 9 Tf 9 9 Td <%s> Tj ET Q" % (str(name).encode(), codes))


def thirds(secret: str) -> list[bytes]:
    words = secret.split()
    size = -(-len(words) // 3)
    return [" ".join(words[at : at + size]).encode() for at in range(0, len(words), size)]


def with_the_last_line_first(pdf: pikepdf.Pdf, secret: str) -> None:
    lines = [b"1 0 0 1 50 %d Tm (%s) Tj" % (10 + 6 * n, p) for n, p in enumerate(thirds(secret))]
    draw(pdf, b" ".join(reversed(lines)))


def down_a_column(pdf: pikepdf.Pdf, secret: str) -> None:
    """Draw it as a table, row by row; only who reads down the first column gets it in order."""
    rows = [
        b"1 0 0 1 50 %d Tm (%s) Tj 1 0 0 1 450 %d Tm (another cell) Tj" % (y, part, y)
        for y, part in zip((20, 30, 40), thirds(secret), strict=True)
    ]
    draw(pdf, b" ".join(rows))


def in_the_order_of_the_structure(pdf: pikepdf.Pdf, secret: str) -> None:
    """Draw the last part first and uppermost; only the structure has them in order."""
    parts, page = list(enumerate(thirds(secret))), pdf.pages[0]
    lines = [
        b"/P << /MCID %d >> BDC 1 0 0 1 50 %d Tm (%s) Tj EMC" % (9000 + n, 22 - 6 * n, part)
        for n, part in parts
    ]
    draw(pdf, b" ".join(reversed(lines)))
    top = pdf.Root.StructTreeRoot.K
    top = top[0] if isinstance(top, pikepdf.Array) else top
    for number, _ in parts:
        span = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=top, Pg=page.obj, K=9000 + number
        )
        top.K.append(pdf.make_indirect(span))


def in_capitals(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, secret.upper())


PDF: dict[str, Plant] = {
    plant.__name__: plant
    for plant in (
        *PLANTS,
        in_attached_office_document, in_name_inside_an_archive, in_archive_inside_an_archive,
        in_attached_gzip, in_attached_bzip2, in_attached_xz, in_attached_png, in_attached_base64,
        in_description_of_attachment, in_form_field, in_script, in_script_as_numbers,
        in_page_label, in_percent_encoded_address, in_base64_in_an_address, in_language,
        in_id_of_element, word_by_word_in_elements, word_by_word_in_bookmarks, in_name_of_font,
        in_codes_of_a_font, in_form_that_nothing_shows, in_look_of_annotation, in_pattern,
        in_type_3, in_inline_image,
        with_filter("/ASCII85Decode", lambda content: a85encode(content) + b"~>"),
        with_filter("/ASCIIHexDecode", lambda content: content.hex().encode() + b">"),
        with_filter("/RunLengthDecode", run_lengths),
        with_filter("/FlateDecode", zlib.compress),
        with_filter("/FlateDecode", up, Predictor=12, Columns=8),
        in_picture_in_ascii_85, in_metadata_of_a_picture, in_pixels, from_the_last_letter,
        in_any_order, letter_spaced, with_soft_hyphens, with_invisible_characters,
        in_letters_that_look_alike, in_bold_letters_of_mathematics, with_accents,
        in_a_map_of_the_standard, with_the_last_line_first, down_a_column,
        in_the_order_of_the_structure,
        in_capitals, in_utf_16_without_a_mark, in_property_of_marked_content,
        in_comment_between_operators,
    )
}  # fmt: skip
"""What plants a secret in an open PDF, by its name."""


# --- bytes of a PDF --------------------------------------------------------------------------


def in_a_stream_that_was_replaced(content: bytes, secret: bytes) -> bytes:
    """Give an object anew in a later revision; the earlier one was a stream with a predictor."""
    plant = with_filter("/FlateDecode", up, Predictor=12, Columns=8)
    old = planted(
        content, plant, secret.decode(), object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    return emptied_later(old, lambda pdf: pdf.Root.PieceInfo)


def in_base64_behind_the_end(content: bytes, secret: bytes) -> bytes:
    return content + b"\n%" + b64encode(secret) + b"\n"


def in_hexadecimal_behind_the_end(content: bytes, secret: bytes) -> bytes:
    return content + b"\n%" + secret.hex().encode() + b"\n"


BYTES: dict[str, Callable[[bytes, bytes], bytes]] = {
    plant.__name__: plant
    for plant in (
        *HIDDEN, in_a_stream_that_was_replaced, in_base64_behind_the_end,
        in_hexadecimal_behind_the_end,
    )
}  # fmt: skip
"""What plants a secret in the bytes of a PDF, by its name."""


# --- text ------------------------------------------------------------------------------------


def numbered(secret: str) -> str:
    return "".join(f"&#x{ord(char):x};" for char in secret)


def spelt(secret: str, form: str) -> str:
    return "".join("\\" + form.format(ord(char)) for char in secret)


def percent(secret: str) -> str:
    return "".join(f"%{byte:02x}" for byte in secret.encode())


def data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def jpeg(secret: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=secret.encode())
    return out.getvalue()


HTML: dict[str, Callable[[str], str]] = {
    "in the text": lambda secret: f"<p>{secret}</p>",
    "in a comment": lambda secret: f"<!-- {secret} -->",
    "in an attribute": lambda secret: f'<p data-x="{secret}">x</p>',
    "in a class": lambda secret: f'<p class="{secret.replace(" ", "-")}">x</p>',
    "in entities": lambda secret: f"<p>{numbered(secret)}</p>",
    "in an attribute's entities": lambda secret: f'<p title="{numbered(secret)}">x</p>',
    "in srcdoc": lambda secret: f'<iframe srcdoc="{escape("<p>" + numbered(secret))}"></iframe>',
    "in a style": lambda secret: (
        f"<style>p::after {{ content: '{spelt(secret, '{:06x}')}' }}</style>"
    ),
    "in a script": lambda secret: f"<script>let x = '{spelt(secret, 'u{:04x}')}'</script>",
    "in a script's numbers": lambda secret: (
        f"<script>f([{','.join(str(ord(char)) for char in secret)}])</script>"
    ),
    "hidden": lambda secret: f"<p hidden>{secret}</p>",
    "in details": lambda secret: f"<details><summary>x</summary>{secret}</details>",
    "in a template": lambda secret: f"<template>{secret}</template>",
    "in an address": lambda secret: f'<a href="https://example.org/?q={percent(secret)}">x</a>',
    "in an address twice encoded": lambda secret: f'<a href="/?q={quote(percent(secret))}">x</a>',
    "in a data URL": lambda secret: f'<img src="{data("text/plain", secret.encode())}">',
    "in a data URL with parameters": lambda secret: (
        f'<img src="{data("text/plain;charset=utf-8", secret.encode())}">'
    ),
    "in a data URL without base64": lambda secret: f'<img src="data:,{percent(secret)}">',
    "in a picture": lambda secret: f'<img src="{data("image/jpeg", jpeg(secret))}">',
    "in a packed comment of a picture": lambda secret: (
        f'<img src="{data("image/png", png(secret))}">'
    ),
    "in a font": lambda secret: (
        f"<style>@font-face {{ src: url({data('font/ttf', bytes(99) + secret.encode())}) }}</style>"
    ),
    "in a packed file": lambda secret: (
        f'<a href="{data("application/zip", zipped(secret.encode()))}">x</a>'
    ),
    "in a PDF": lambda secret: f'<a href="{data("application/pdf", small_pdf(secret))}">x</a>',
    "between tags": lambda secret: "<p>" + "".join(f"<b>{char}</b>" for char in secret) + "</p>",
    "between what is hidden": lambda secret: (
        "<p>" + "".join(f"{word} <span hidden>noise</span>" for word in secret.split()) + "</p>"
    ),
    "between comments": lambda secret: "<p>" + "<!-- x -->".join(secret) + "</p>",
    "from the last letter": lambda secret: f'<bdo dir="rtl">{secret[::-1]}</bdo>',
}
"""What is put before the end of an HTML file, by where that is."""

MARKDOWN: dict[str, Callable[[str], str]] = {
    "in the text": lambda secret: secret,
    "over lines": lambda secret: "\n> ".join(secret.split()),
    "a letter a line": "\n".join,
    "in emphasis": lambda secret: " ".join(f"**{word}**" for word in secret.split()),
    "in a comment": lambda secret: f"<!-- {secret} -->",
    "in a link's definition": lambda secret: f"[//]: # ({secret})",
    "in the title of a link": lambda secret: f'[x](https://example.org "{secret}")',
    "in an address": lambda secret: f"[x](https://example.org/?q={percent(secret)})",
    "in entities": numbered,
    "in base64": lambda secret: f"[x](data:,{b64encode(secret.encode()).decode()})",
    "in a picture": lambda secret: f"![x]({data('image/jpeg', jpeg(secret))})",
    "with soft hyphens": "&shy;".join,
    "in a note": lambda secret: f"[^99]: {secret}",
    "in code": lambda secret: f"```\n{secret}\n```",
}
"""What is put behind a Markdown file, by where that is."""
