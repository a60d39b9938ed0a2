"""What plants a secret in what a PDF carries: attachments and pictures."""

from __future__ import annotations

import bz2
import gzip
import lzma
from base64 import a85encode, b64encode
from html import escape
from io import BytesIO

import pikepdf
from PIL import Image
from planting import Plant, draw, png, small_pdf, zipped

__all__ = ["ATTACHMENTS"]


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


def attached(pdf: pikepdf.Pdf, content: bytes, name: str = "a.bin") -> None:
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)


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


def in_inline_image(pdf: pikepdf.Pdf, secret: str) -> None:
    words = a85encode(secret.encode().ljust(80)) + b"~>"
    pdf.pages[0].contents_add(b"q BI /W 80 /H 1 /BPC 8 /CS /G /F /A85 ID " + words + b"\nEI Q")


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


ATTACHMENTS: tuple[Plant, ...] = (
    in_attachment,
    in_name_of_attachment,
    in_attached_pdf,
    in_picture,
    in_exif,
    in_attached_office_document,
    in_name_inside_an_archive,
    in_archive_inside_an_archive,
    in_attached_gzip,
    in_attached_bzip2,
    in_attached_xz,
    in_attached_png,
    in_attached_base64,
    in_description_of_attachment,
    in_inline_image,
    in_picture_in_ascii_85,
    in_metadata_of_a_picture,
    in_pixels,
)
"""What plants a secret in an attachment or a picture."""
