"""What plants a secret in strings, streams and other objects of a PDF that are not drawn."""

from __future__ import annotations

import zlib
from base64 import a85encode, urlsafe_b64encode
from collections.abc import Callable

import pikepdf
from planting import Plant, element

__all__ = ["OBJECTS", "in_string", "in_utf_16", "up", "with_filter"]


def in_stream(pdf: pikepdf.Pdf, secret: str) -> None:
    pdf.Root.PieceInfo = pdf.make_stream(secret.encode())


def in_a_false_stream_of_objects(pdf: pikepdf.Pdf, secret: str) -> None:
    content = b"1 0 2 38 <</Type/StructElem/P 3 0 R>> " + secret.encode()
    kind = pikepdf.Name.ObjStm
    pdf.Root.PieceInfo = pdf.make_stream(content, Type=kind, N=2, First=9)


def as_names_in_a_row(pdf: pikepdf.Pdf, secret: str) -> None:
    words = "".join(char if char.isalnum() else " " for char in secret).split()
    names = [pikepdf.Name("/" + word) for word in words]
    pdf.Root.PieceInfo = pdf.make_indirect(pikepdf.Array(names))


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


def in_capitals(pdf: pikepdf.Pdf, secret: str) -> None:
    in_string(pdf, secret.upper())


OBJECTS: tuple[Plant, ...] = (
    in_stream,
    in_a_false_stream_of_objects,
    as_names_in_a_row,
    in_utf_16,
    in_utf_16_of_intel,
    in_string,
    in_nested_string,
    in_xmp,
    in_outline,
    in_alternative,
    in_actual_text,
    in_expansion,
    in_title_of_element,
    in_name,
    in_key,
    in_destination,
    in_annotation,
    in_address,
    in_form_field,
    in_script,
    in_script_as_numbers,
    in_page_label,
    in_percent_encoded_address,
    in_base64_in_an_address,
    in_language,
    in_id_of_element,
    word_by_word_in_elements,
    word_by_word_in_bookmarks,
    in_name_of_font,
    with_filter("/ASCII85Decode", lambda content: a85encode(content) + b"~>"),
    with_filter("/ASCIIHexDecode", lambda content: content.hex().encode() + b">"),
    with_filter("/RunLengthDecode", run_lengths),
    with_filter("/FlateDecode", zlib.compress),
    with_filter("/FlateDecode", up, Predictor=12, Columns=8),
    with_soft_hyphens,
    with_invisible_characters,
    in_letters_that_look_alike,
    in_bold_letters_of_mathematics,
    with_accents,
    in_capitals,
    in_utf_16_without_a_mark,
)
"""What plants a secret in an object."""
