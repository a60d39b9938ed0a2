"""Faults of rendering get the place in the content that they come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefgen.build import build_documents
from briefgen.diagnostics import Diagnostic, Span
from briefgen.pictures import in_the_content, picture
from briefgen.project import Choice
from briefgen.world import MemoryWorld

Make = Callable[..., Any]
ITEMS = """\
events:
  e: {date: 2023-05-01, text: A \N{SNOWMAN} is there., status: occurred, sources: ["s, p. 1"]}
sources: {s: {title: A source}}
figures:
  f: {file: figures/a.png, alt: Ships lie at the quay., credit: Desk, licence: CC0}
"""
KIND = (
    "label: Drawn\nextends: policy-brief\n"
    "parts: [{part: figures, of: figures}, {part: event-list, of: events}, {part: notes}]\n"
)


def test_a_broken_picture_and_a_missing_glyph_are_found_in_the_content(
    bench: Make, project: str, tmp_path: Path
) -> None:
    files = {"content/d/figures/a.png": b"no picture", "templates/drawn/template.yaml": KIND}
    items = ITEMS.replace("\N{SNOWMAN}", "\U0001f984")
    made = bench(items, project=f"{project}documents: [{{templates: [drawn]}}]\n", files=files)
    documents = made.session.documents(Choice(audiences=("public",)))
    (built,) = build_documents(made.session, documents, tmp_path, lambda _: None)
    places = {fault.code: str(fault.span) for fault in built.diagnostics}
    assert places["BG604"] == "content/d/items.yaml:5:13"
    assert places["BG603"] == "content/d/items.yaml:2:33"


def test_what_is_not_of_the_content_gets_no_place_of_it(bench: Make) -> None:
    made = bench(ITEMS, files={"content/d/figures/a.png": b""})
    loaded, view = made.session.dossier("d"), made.view()
    elsewhere = Diagnostic("BG603", "no", Span("\u2603\ufe0f"[0]))
    found = in_the_content(loaded.tree, loaded.dossier, view, elsewhere)
    assert str(found.span).startswith("content/d/items.yaml:2:")
    unknown = in_the_content(
        loaded.tree, loaded.dossier, view, Diagnostic("BG603", "no", Span("\u20bf"))
    )
    assert unknown.span is None
    other = Diagnostic("BG501", "no", Span("templates/x/page.html.j2", 3))
    assert in_the_content(loaded.tree, loaded.dossier, view, other) is other
    assert in_the_content(None, None, view, elsewhere) is elsewhere


def test_a_picture_that_is_not_there_is_empty() -> None:
    assert picture(MemoryWorld({"d/a.png": b"x"}), "d", "a.png") == b"x"
    assert picture(MemoryWorld({}), "d", "a.png") == b""
