"""The twin: what a document's readers may see of its dossier, as JSON, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from made_up_projects import RICH, VARIANTS, project

from briefgen.compose.twin import twin_of
from briefgen.model.dossier import FAMILIES
from briefgen.model.text import Text
from briefgen.project import Choice, Document
from briefgen.session import AS_DESIGNED, Session, open_session
from briefgen.twin_schema import twin_schema
from briefgen.view import Record
from briefgen.world import MemoryWorld, builtin_world

PROJECT = """\
audiences:
  public: {clearance: "TLP:CLEAR", depth: essential, twin: true}
  told: {clearance: "TLP:CLEAR", placeholder: true}
  staff: {clearance: "TLP:RED", depth: full, twin: true}
documents:
  - {templates: [timeline]}
  - {templates: [one-pager], audiences: [public], twin: false}
  - {templates: [one-pager], audiences: [told], twin: true}
"""
ITEMS = """\
actors:
  port: {name: The port, depth: full}
  union: {name: The union, marking: TLP:RED, stand_in: a party}
events:
  e: {date: 2023-05~, text: "It *began* [@s, p. 1; @t, p. 9].", status: occurred, depth: essential,
      actors: [port, union], sources: ["s, p. 1"]}
  deep: {date: 2023-06-01, text: It went on, status: occurred, depth: full}
  secret: {date: 2023-07-01, text: It ended in a hotel by night, status: occurred, marking: TLP:RED}
sources:
  s: {title: A source, author: {family: Roe, non-dropping-particle: van}, issued: 2023-05,
      container-title: A paper, archive: sources/s.txt, custom: {office: cellar}}
  t: {title: A letter, marking: TLP:RED, stand_in: a letter}
criteria: {cost: {text: Cost}}
options:
  o: {text: Wait, do_nothing: true, scores: {cost: {value: good, reason: It is cheap}}}
figures: {f: {file: figures/map.svg, alt: A map, credit: Us, licence: CC0-1.0}}
"""
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><title>A map</title></svg>"


@pytest.fixture(scope="module")
def session(bench: Callable[..., Any]) -> Session:
    files = {
        "content/d/figures/map.svg": PICTURE,
        "content/d/sources/s.txt": "It began.",
    }
    made = bench(ITEMS, project=PROJECT, files=files)
    assert made.faults == ()
    whole: Session = made.session
    return whole


def asset(session: Session, audience: str, **fields: Any) -> Any:
    document = Document("d", "timeline", audience, "en", **{"twin": True, **fields})
    composition, faults = session.compose(document, AS_DESIGNED)
    assert composition is not None, faults
    (attached,) = composition.job.attachments
    return attached


def content(session: Session, audience: str) -> Any:
    return json.loads(asset(session, audience).content)


def strict(schema: Any) -> Any:
    """Return a schema that allows no field but those that it names."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: strict(value) for key, value in schema.items()}
    closed = schema.get("type") == "object" and "properties" in schema
    return {**inner, "additionalProperties": False} if closed else inner


STRICT = Draft202012Validator(strict(twin_schema()))


def texts_in(value: Any) -> Iterator[str]:
    """Yield every string inside a value of JSON."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value


def test_it_is_a_json_file_with_the_fields_in_order(session: Session) -> None:
    attached = asset(session, "public")
    loaded = json.loads(attached.content)
    again = json.dumps(loaded, sort_keys=True, ensure_ascii=False, indent=1)
    assert (attached.name, attached.media_type) == ("d.timeline.en.json", "application/json")
    assert attached.content.decode() == f"{again}\n"
    assert loaded["$schema"] == twin_schema()["$id"]


def test_what_readers_may_see_is_in_it_as_written(session: Session) -> None:
    loaded = content(session, "public")
    (event,) = loaded["items"]["events"]
    assert event == {
        "actors": [{"family": "actors", "id": "port"}, {"family": "actors", "id": "withheld/2"}],
        "date": {
            "earliest": "2023-05-01",
            "edtf": "2023-05~",
            "latest": "2023-05-31",
            "precision": "month",
        },
        "id": "e",
        "marking": {"level": ["TLP:CLEAR"]},
        "sources": [
            {
                "locator": "p. 1",
                "relation": "supports",
                "source": {"family": "sources", "id": "s"},
            }
        ],
        "status": "occurred",
        "text": {"language": "en", "markdown": "It *began* [@s, p. 1; @withheld/1]."},
        "time": "past",
    }
    # an item for deeper readers is there all the same where another one names it
    assert [actor["id"] for actor in loaded["items"]["actors"]] == ["port", "withheld/2"]
    assert loaded["items"]["actors"][1]["name"] == {"language": "en", "markdown": "a party"}


def test_sources_have_the_fields_of_csl_and_nothing_of_the_office(session: Session) -> None:
    source, letter = content(session, "public")["items"]["sources"]
    assert source["container-title"] == "A paper"
    assert source["author"] == [{"family": "Roe", "non-dropping-particle": "van"}]
    assert source["issued"] == {"date-parts": [[2023, 5]]}
    assert not source.keys() & {"archive", "custom", "sha256"}
    assert (letter["id"], letter["is_withheld"]) == ("withheld/1", True)
    assert b"cellar" not in asset(session, "staff").content
    assert b"figures/" not in asset(session, "staff").content


def test_what_was_a_mapping_is_a_list_of_pairs(session: Session) -> None:
    (option,) = content(session, "staff")["items"]["options"]
    assert option["do_nothing"] is True
    assert option["scores"] == [
        {
            "key": {"family": "criteria", "id": "cost"},
            "value": {"reason": {"language": "en", "markdown": "It is cheap"}, "value": "good"},
        }
    ]


def test_nothing_else_is_in_it(session: Session) -> None:
    text = asset(session, "public").content.decode()
    for hidden in ("hotel", "secret", "union", "It went on", "deep"):
        assert hidden not in text
    assert "withheld" not in json.loads(text)
    assert "hotel" in asset(session, "staff").content.decode()


def test_only_who_may_be_told_is_told_how_many_items_are_withheld(session: Session) -> None:
    assert content(session, "told")["withheld"] == {"actors": 1, "events": 1, "sources": 1}


def test_it_is_there_only_where_it_is_asked_for(session: Session) -> None:
    asked = {(d.template, d.audience): d.twin for d in session.documents(Choice())}
    assert asked == {
        ("timeline", "public"): True,
        ("timeline", "told"): False,
        ("timeline", "staff"): True,
        ("one-pager", "public"): False,
        ("one-pager", "told"): True,
    }
    composition, _ = session.compose(Document("d", "timeline", "public", "en"), AS_DESIGNED)
    assert composition is not None
    assert composition.job.attachments == ()
    assert composition.carried == ()


def test_the_banner_covers_what_no_page_shows(bench: Callable[..., Any]) -> None:
    items = """\
events: {e: {date: 2023-05-01, text: It began, status: occurred}}
talking_points: {p: {text: No kind prints this, purpose: make, marking: TLP:AMBER}}
"""
    session = bench(items).session
    page = Document("d", "timeline", "staff", "en")
    banners = []
    for twin in (False, True):
        composition, _ = session.compose(replace(page, twin=twin), AS_DESIGNED)
        banners.append(composition.banner)
        assert ("talking_points", "p") not in composition.shown
        assert (("talking_points", "p") in composition.carried) == twin
    assert banners == [("TLP:CLEAR",), ("TLP:AMBER",)]


@pytest.mark.parametrize("audience", ["public", "staff"])
def test_every_text_of_the_view_is_in_it(session: Session, audience: str) -> None:
    view, _ = session.view(Document("d", "timeline", audience, "en"))
    assert view is not None
    known = set(texts_in(content(session, audience)))

    def texts(record: Record) -> Iterator[str]:
        for _, value in record:
            if isinstance(value, Text):
                yield value.source

    items = [item for _, family in view.families for item in family]
    wanted = {text for record in (view.heading, *items) for text in texts(record)}
    assert len(wanted) >= 4
    assert wanted <= known


@pytest.mark.parametrize("seed", [RICH + 27, RICH + 3, RICH + 12])
def test_made_up_dossiers_are_as_the_schema_says(seed: int) -> None:
    made = project(seed, VARIANTS[0])
    session, faults = open_session(MemoryWorld(made.files), builtin_world())
    assert session is not None, faults
    families = set()
    for audience in session.project.audiences:
        view, faults = session.view(Document("d", "timeline", audience, session.language("d")))
        assert view is not None, faults
        twin = twin_of(view, "timeline", view.floor, session.project.schemes)
        loaded = json.loads(twin.content)
        assert [error.message for error in STRICT.iter_errors(loaded)] == []
        families |= loaded["items"].keys()
    assert families == set(FAMILIES)


def test_the_schema_refuses_what_is_not_as_it_says(session: Session) -> None:
    loaded = content(session, "public")
    assert STRICT.is_valid(loaded)
    event = loaded["items"]["events"][0]
    for change in ({"marking": None}, {"date": "2023"}, {"priority": "high"}, {"status": "gone"}):
        changed = {**loaded, "items": {**loaded["items"], "events": [{**event, **change}]}}
        assert not STRICT.is_valid(changed), change


def test_the_same_view_gives_the_same_bytes(bench: Callable[..., Any]) -> None:
    """What readers may not see changes nothing in it."""
    files = {"content/d/figures/map.svg": PICTURE, "content/d/sources/s.txt": "It began."}
    other = ITEMS.replace("in a hotel by night", "somewhere else").replace("A letter", "A note")
    more = f"{other}claims: {{c: {{kind: fact, text: More, marking: TLP:RED}}}}\n"
    made = [
        asset(bench(text, project=PROJECT, files=files).session, "public").content
        for text in (ITEMS, other, more)
    ]
    assert made[0] == made[1] == made[2]
