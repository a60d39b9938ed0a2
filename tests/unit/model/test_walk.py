"""Every value of an item is reached, at its path."""

from __future__ import annotations

import pytest

from briefgen.model.decisions import Option
from briefgen.model.dossier import FAMILIES
from briefgen.model.events import Actor, Event
from briefgen.model.evidence import Claim
from briefgen.model.walk import local_texts, reference_of, references, walk

EVENT = Event.model_validate(
    {
        "date": "2023",
        "text": "T",
        "status": "occurred",
        "actors": ["a", "b"],
        "sources": ["s, p. 4", {"source": "r", "quote": "q"}],
        "stand_in": "words",
    }
)


def test_references_at_any_depth() -> None:
    assert [(path, ref.family, target) for path, ref, target in references(EVENT)] == [
        (("actors", 0), "actors", "a"),
        (("actors", 1), "actors", "b"),
        (("sources", 0, "source"), "sources", "s"),
        (("sources", 1, "source"), "sources", "r"),
        (("sources", 1, "quote"), "quotes", "q"),
    ]


def test_the_keys_of_a_mapping_are_references() -> None:
    option = Option.model_validate(
        {"text": "T", "scores": {"cost": {"value": "good", "reason": "R"}}, "supporters": ["a"]}
    )
    assert [(path, ref.family) for path, ref, _ in references(option)] == [
        (("scores", "cost"), "criteria"),
        (("supporters", 0), "actors"),
    ]
    assert [path for path, _ in local_texts(option)] == [("text",), ("scores", "cost", "reason")]


def test_references_inside_optional_models() -> None:
    actor = Actor.model_validate({"name": "A", "represents": "b", "member_of": [{"actor": "c"}]})
    assert [(path, target) for path, _, target in references(actor)] == [
        (("represents",), "b"),
        (("member_of", 0, "actor"), "c"),
    ]


def test_texts_of_every_kind() -> None:
    claim = Claim.model_validate(
        {
            "text": "T",
            "kind": "fact",
            "confidence": {"level": "low", "reason": "R"},
            "alternatives": ["A", {"en": "B"}],
        }
    )
    assert [path for path, _ in local_texts(claim)] == [
        ("text",),
        ("confidence", "reason"),
        ("alternatives", 0),
        ("alternatives", 1),
    ]
    assert [path for path, _ in local_texts(EVENT)] == [("stand_in",), ("text",)]


def test_walk_yields_no_nothing() -> None:
    assert None not in [leaf.value for leaf in walk(EVENT)]


@pytest.mark.parametrize(
    ("family", "field", "target"),
    [
        ("positions", "actor", "actors"),
        ("actors", "represents", "actors"),
        ("events", "actors", "actors"),
        ("options", "scores", "criteria"),
        ("options", "opponents", "actors"),
        ("recommendations", "depends_on", "recommendations"),
        ("discrepancies", "preferred", "claims"),
        ("figures", "data_source", "sources"),
        ("events", "sources", None),
        ("events", "text", None),
    ],
)
def test_the_family_that_a_field_refers_to(family: str, field: str, target: str | None) -> None:
    found = reference_of(FAMILIES[family].model_fields[field])
    assert (found.family if found else None) == target


def test_selection_and_validation_see_the_same_references() -> None:
    """A field with ids that one of the two overlooked would be a leak or a dangling reference."""
    for family, item_type in FAMILIES.items():
        for name, field in item_type.model_fields.items():
            if "Ref(" in repr(field.annotation) + repr(field.metadata):
                assert reference_of(field) is not None, f"{family}.{name}"
