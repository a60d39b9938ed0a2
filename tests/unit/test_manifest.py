"""What the manifest says, and to whom it must not say more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from briefgen.manifest import document_entry, project_entry
from briefgen.project import Document
from briefgen.record import Output
from briefgen.world import MemoryWorld, Revision

Make = Callable[..., Any]

ITEMS = """\
sources: {s: {title: S}, hidden: {title: H, marking: "TLP:RED", stand_in: A report}}
events:
  shown: {date: "2023-01", text: A, status: occurred, sources: [s, hidden], actors: [a]}
  deep: {date: "2023-02", text: B, status: occurred, depth: full}
  theirs: {date: "2023-03", text: C, status: occurred, audiences: [staff]}
  secret-event: {date: "2023-04", text: D, status: occurred, marking: "TLP:RED"}
claims: {c: {text: Not in a timeline, kind: fact}}
actors: {a: {name: Alice, audiences: [staff]}}
"""
OUTPUT = Output("public/d.timeline.en.pdf", "pdf", 10, "ab" * 32)


def entry(made: Any, audience: str = "public", **more: Any) -> dict[str, Any]:
    composition = made.page("timeline", audience)
    return document_entry(
        Document("d", "timeline", audience, "en"),
        made.view(audience),
        composition,
        marking=made.session.project.schemes.axes_of(composition.marking),
        templates={path: made.session.template_digest(path) for path in composition.template_files},
        pages=2,
        outputs=(OUTPUT,),
        codes=("BG405", "BG405", "BG103"),
        **more,
    )


def test_an_entry_names_what_the_document_was_made_from(bench: Make) -> None:
    made = bench(ITEMS)
    found = entry(made)
    assert found["name"] == "d/timeline/public/en"
    assert (found["marking"], found["pages"]) == ({"level": ["TLP:CLEAR"]}, 2)
    assert found["job"] == made.page("timeline").job.digest
    assert {f: list(items) for f, items in found["inputs"]["items"].items()} == {
        "events": ["shown"],
        "sources": ["s"],
    }
    assert "builtin:_shared/page.html.j2" in found["inputs"]["templates"]
    path = "builtin:_shared/style.css"
    text = made.session.templates[path].text
    assert found["inputs"]["templates"][path] == hashlib.sha256(text.encode()).hexdigest()
    assert found["inputs"]["fonts"]
    assert found["outputs"] == [OUTPUT.as_json()]
    assert found["findings"] == ["BG103", "BG405"]
    json.dumps(found)


def test_what_is_not_shown_is_named_with_its_reason_and_secrets_are_not(bench: Make) -> None:
    found = entry(bench(ITEMS))
    assert found["not_shown"] == {
        "by_audience": {"actors": ["a"], "events": ["theirs"]},
        "by_depth": {"events": ["deep"]},
        "by_limit": {},
        "by_marking": {},
    }
    assert "secret-event" not in json.dumps(found)
    assert "hidden" not in json.dumps(found)
    assert "secret-event" in json.dumps(entry(bench(ITEMS), "staff"))


def test_numbers_of_secrets_only_for_those_who_may_know(bench: Make, project: str) -> None:
    told = project.replace("public: {", "public: {placeholder: true, ")
    found = entry(bench(ITEMS, project=told))
    assert found["not_shown"]["by_marking"] == {"events": 1, "sources": 1}


def test_the_digest_of_an_item_changes_with_what_is_seen_of_it(bench: Make) -> None:
    def digest(items: str) -> str:
        return str(entry(bench(items))["inputs"]["items"]["events"]["shown"])

    assert digest(ITEMS) == digest(ITEMS.replace("text: D", "text: E"))
    assert digest(ITEMS) == digest(ITEMS.replace("title: H", "title: I"))
    assert digest(ITEMS) != digest(ITEMS.replace("text: A", "text: E"))
    assert digest(ITEMS) != digest(ITEMS.replace("title: S", "title: T"))
    assert digest(ITEMS) != digest(ITEMS.replace("Alice", "Bob"))
    assert digest(ITEMS) != digest(ITEMS.replace("A report", "A study"))


def test_the_whole_run(bench: Make) -> None:
    world = MemoryWorld({"b": "b", "a": "a"}, git=Revision("0" * 40, is_clean=False))
    world.read("b")
    world.read("a")
    found = project_entry(world, world.revision())
    assert found["revision"] == {"commit": "0" * 40, "clean": False}
    assert list(found["inputs"]) == ["a", "b"]
    assert found["versions"]["briefgen"] == found["briefgen"]
    assert project_entry(MemoryWorld({}), None)["revision"] is None
