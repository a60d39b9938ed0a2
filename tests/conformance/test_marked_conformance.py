"""A document that carries every axis of a marking, and portion marks, keeps the standards too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def test_it_conforms_and_is_proved(
    bench: Callable[..., Any], heading: str, verapdf: Callable[..., Any], tmp_path: Path
) -> None:
    session = bench(ITEMS, heading, PROJECT).session
    document = Document("d", "timeline", "staff", "en", "A4", ("pdf", "markdown", "html"), True)
    made = make_document(session, document)
    assert not made.has_failed, made.diagnostics
    words = made.rendered["html"].content.decode()
    assert "(TLP:CLEAR · S · LIMDIS · for JPN, NOR" in words
    assert "Items withheld from this audience: 1" in words
    verdicts = verapdf({"marked": made.rendered["pdf"].content}, tmp_path)
    assert verdicts["marked"] == {"3a": (), "ua1": ()}
