"""What draws a secret on a page of a PDF, or in what pages are made of."""

from __future__ import annotations

from typing import Any

import pikepdf
from planting import FONT, Plant, coded, coded_font, draw, kerned

__all__ = ["PAGES"]


LIGATURES = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
    "/BaseEncoding /WinAnsiEncoding /Differences [1 /fi /ff /ffi] >> >>"
)


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


PAGES: tuple[Plant, ...] = (
    on_the_page,
    in_white,
    beside_the_page,
    with_kerning,
    letter_by_letter,
    in_hexadecimal,
    with_ligatures,
    hyphenated,
    in_a_form,
    in_codes_of_a_font,
    in_form_that_nothing_shows,
    in_look_of_annotation,
    in_pattern,
    in_type_3,
    from_the_last_letter,
    in_any_order,
    letter_spaced,
    in_a_map_of_the_standard,
    with_the_last_line_first,
    down_a_column,
    in_the_order_of_the_structure,
    in_property_of_marked_content,
    in_comment_between_operators,
)
"""What draws a secret."""
