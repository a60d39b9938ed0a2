"""What plants have in common: opening, drawing, packing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

__all__ = [
    "FONT",
    "Plant",
    "coded",
    "coded_font",
    "draw",
    "element",
    "jpeg",
    "kerned",
    "planted",
    "png",
    "small_pdf",
    "zipped",
]


Plant = Callable[[pikepdf.Pdf, str], None]


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


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


def kerned(secret: str) -> bytes:
    return b" -30 ".join(b"(%s)" % secret[at : at + 3].encode() for at in range(0, len(secret), 3))


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


def jpeg(secret: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=secret.encode())
    return out.getvalue()
