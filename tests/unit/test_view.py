"""Records: plain, frozen, with their origin out of reach."""

from __future__ import annotations

import copy
import pickle

import pytest

from briefgen.model.markings import Marking
from briefgen.model.sources import Source
from briefgen.view import Origin, Record, origin, records_in

SOURCE = Source.model_validate({"title": "T", "custom": {"a": [1]}})
MADE_FROM = Origin("sources", "secret-id", Marking((("TLP", 1),)), source=SOURCE)
RECORD = Record({"items": 1, "values": "v", "nested": (Record({"x": 2}),)}, MADE_FROM)


def test_fields_are_attributes_whatever_their_names() -> None:
    assert (RECORD.items, RECORD.values, RECORD.nested[0].x) == (1, "v", 2)
    assert dict(RECORD)["items"] == 1
    with pytest.raises(AttributeError, match="missing"):
        _ = RECORD.missing


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        RECORD.items = 2
    with pytest.raises(AttributeError):
        del RECORD.items
    with pytest.raises(AttributeError):
        RECORD._fields = {}
    fields = {"a": 1}
    record = Record(fields)
    fields["a"] = 2
    assert record.a == 1


def test_the_origin_is_not_printed() -> None:
    assert origin(RECORD) is MADE_FROM
    assert origin(Record({})) is None
    assert "secret-id" not in repr(RECORD)
    assert "secret-id" not in str(RECORD)
    assert not [name for name in dir(RECORD) if not name.startswith("_")]


def test_equal_records_have_equal_hashes() -> None:
    twin = Record(dict(RECORD), MADE_FROM)
    assert twin == RECORD
    assert hash(RECORD) == hash(twin)
    assert Record(dict(RECORD)) != RECORD
    assert Record({"a": 1}) != Record({"a": 2})
    assert RECORD != 5


def test_records_can_be_copied_and_sent() -> None:
    assert copy.deepcopy(RECORD) == RECORD
    assert pickle.loads(pickle.dumps(RECORD)) == RECORD
    assert origin(copy.copy(RECORD)) is MADE_FROM


def test_every_record_inside_a_value() -> None:
    inner = Record({"deep": ((Record({"n": 1}), "key"),)})
    assert [dict(record) for record in records_in((inner, 3, "text"))] == [
        dict(inner),
        {"n": 1},
    ]
