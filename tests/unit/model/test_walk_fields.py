"""What is looked for is looked for in few fields, and found in all."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.model.base import LocalText
from briefgen.model.dossier import FAMILIES, Content, Dossier, Heading
from briefgen.model.walk import field_references, local_texts, reference_of, references, walk

PLACE = {"source": "s", "locator": "p. 1", "quote": "q"}
ITEMS: dict[str, dict[str, Any]] = {
    "actors": {"name": {"en": "A", "ja": "B"}, "represents": "b", "member_of": [{"actor": "c"}]},
    "claims": {
        "text": "T",
        "kind": "judgement",
        "evidence": [PLACE, "r, p. 2"],
        "confidence": {"level": "low", "reason": "R"},
        "alternatives": ["A", "B"],
        "marking": ["TLP:GREEN"],
        "stand_in": "S",
    },
    "discrepancies": {"claims": ["a", "b"], "kind": "date", "preferred": "a", "title": "T"},
    "options": {
        "text": "T",
        "scores": {"cost": {"value": "good", "reason": "R"}},
        "supporters": ["a"],
    },
    "sources": {
        "title": "T",
        "author": [{"family": "A"}],
        "issued": "2023-07",
        "stand_in": "S",
        "custom": {"any": ["thing"]},
    },
    "sections": {"title": "T", "kind": "outlook", "body": "B\n\nC"},
}


@pytest.mark.parametrize("family", ITEMS)
def test_nothing_is_overlooked(family: str) -> None:
    item = FAMILIES[family].model_validate(ITEMS[family])
    leaves = list(walk(item))
    texts = [(leaf.path, leaf.value) for leaf in leaves if isinstance(leaf.value, LocalText)]
    assert texts
    assert list(local_texts(item)) == texts
    refs = [(leaf.path, leaf.ref, leaf.value) for leaf in leaves if leaf.ref is not None]
    assert list(references(item)) == refs


@pytest.mark.parametrize("family", FAMILIES)
def test_the_references_of_fields_are_those_of_each(family: str) -> None:
    fields = FAMILIES[family].model_fields
    assert field_references(FAMILIES[family]) == tuple(
        (name, reference_of(field)) for name, field in fields.items()
    )


def test_the_texts_of_a_dossier_without_those_of_its_items() -> None:
    own = {"title": "T", "as_of": "2023-07-14T09:00:00Z", "marking": "TLP:CLEAR", "summary": "S"}
    dossier = Dossier.model_validate({**own, "claims": {"c": {"text": "T", "kind": "fact"}}})
    assert [path for path, _ in local_texts(dossier, Heading)] == [("title",), ("summary",)]
    assert [path for path, _ in local_texts(dossier, Content)] == [("claims", "c", "text")]
    assert len(list(local_texts(dossier))) == 3
