"""What is drawn can be searched and copied as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from briefgen.job import Job
from briefgen.render.pdf import render

NARROW = "p{width:24mm;hyphens:auto} .wide{width:auto}"
# Each first draws the glyph as another character than the one that people type.
FIRST = {
    "division at the end of a line": "<p>International</p>",
    "hyphen": "<p>a\u2010b</p>",
    "hyphen that does not break": "<p>a\u2011b</p>",
    "soft hyphen": "<p>Interna\u00adtional</p>",
    "space that does not break": "<p>a\u00a0b</p>",
}


def characters(content: bytes) -> set[str]:
    """Return every character that the document's glyphs are named after."""
    found = set()
    with pikepdf.open(BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                lines = item.ToUnicode.read_bytes().decode().splitlines()
                named = (re.fullmatch(r"<[0-9a-f]{4}> <([0-9a-f]+)>", line) for line in lines)
                names = {match[1] for match in named if match} - {"ffff"}  # the range of codes
                found |= {bytes.fromhex(name).decode("utf-16-be") for name in names}
    return found


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("family", ["Source Sans 3", "Source Serif 4"])
def test_spaces_and_hyphens_have_plain_names(
    job_of: Callable[..., Job], first: str, family: str
) -> None:
    body = FIRST[first] + '<p class="wide">The Indo-Pacific and more.</p>'
    css = f'body{{font-family:"{family}"}}{NARROW}'

    found = characters(render(job_of(body, css)).content)

    assert {"-", " ", "I"} <= found
    assert found & {"\u00a0", "\u00ad", "\u2010", "\u2011"} == set()


def test_other_signs_keep_their_names(job_of: Callable[..., Job]) -> None:
    found = characters(render(job_of("<p>2023–2026 — ‘a’ · é\u202f%</p>")).content)

    assert {"–", "—", "‘", "’", "·", "é", "%"} <= found


def test_raised_numbers_are_drawn_in_turn(job_of: Callable[..., Job]) -> None:
    body = "<p>One<sup>1</sup> two<sup><a href='#end'>2</a></sup>.</p><p id='end'>Three.</p>"

    made = render(job_of(body, "sup{position:relative;top:-3pt;vertical-align:baseline}"))

    with pypdfium2.PdfDocument(made.content) as pdf:
        words = pdf[0].get_textpage().get_text_range()
    assert "".join(words.split()) == "One1two2.Three."
