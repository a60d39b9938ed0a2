"""A document with every axis of a marking, portion marks and a twin keeps the standards too."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefgen.making import make_document
from briefgen.project import Document

PROJECT = """\
marking_schemes: {OWN: {levels: [OPEN, SHUT], abbreviations: [O, S]}}
caveats: {LIMDIS: {en: Limited distribution, ja: 限定配布}}
audiences:
  staff:
    {clearance: ["TLP:RED", "OWN:SHUT"], caveats: [LIMDIS], members: [JPN], portion_marks: true,
     depth: full, placeholder: true}
"""
ITEMS = """\
events:
  e:
    {date: "2023", text: T, status: occurred,
     marking: {level: "OWN:SHUT", caveats: LIMDIS, releasable_to: [JPN, NOR],
       embargo: 2023-08-01T09:00:00+09:00}}
  f: {date: "2023", text: F, status: occurred, marking: {releasable_to: [NOR]}}
sections: {s: {title: A title, kind: scope, body: A paragraph.}}
"""


@pytest.mark.parametrize(
    ("standard", "flavours"), [("ua1-a3a", ("3a", "ua1")), ("ua2-a4f", ("4f", "ua2"))]
)
def test_it_conforms_and_is_proved(
    bench: Callable[..., Any],
    heading: str,
    verapdf: Callable[..., Any],
    tmp_path: Path,
    standard: str,
    flavours: tuple[str, ...],
) -> None:
    session = bench(ITEMS, heading, f"{PROJECT}\npdf: {standard}\n").session
    document = Document(
        "d", "timeline", "staff", "en", "A4", ("pdf", "markdown", "html"), True, True
    )
    made = make_document(session, document)
    assert not made.has_failed, made.diagnostics
    words = made.rendered["html"].content.decode()
    assert "(TLP:CLEAR · S · LIMDIS · for JPN, NOR" in words
    assert "Items withheld from this audience: 1" in words
    with pikepdf.open(BytesIO(made.rendered["pdf"].content)) as pdf:
        assert list(pdf.attachments) == ["d.timeline.en.json"]
    verdicts = verapdf({"marked": made.rendered["pdf"].content}, tmp_path, flavours)
    assert verdicts["marked"] == dict.fromkeys(flavours, ())
