"""PDFs for tests, written by hand: a few objects, one font that every reader has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

Pages = Sequence[Sequence[str]]
"""Pages of lines."""


def _page(lines: Sequence[str]) -> bytes:
    shown = "\n".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 12 Tf 72 700 Td 14 TL\n{shown}\nET".encode("cp1252")


def make_pdf(pages: Pages) -> bytes:
    """Return a PDF whose pages show lines of Western characters."""
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        stream = _page(lines)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (number + 1),
            b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n" % (len(objects) + 1)
    return out + head + table + trailer + b"%d\n%%%%EOF" % len(out)


@pytest.fixture(scope="session")
def pdf() -> Callable[[Pages], bytes]:
    """Return what makes a PDF of pages of lines."""
    return make_pdf
