"""What is on a page is counted once, and the language of names is found wherever it stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefgen.compose.scripts import han_language
from briefgen.compose.shown import items_shown, records_shown
from briefgen.model.markings import Marking
from briefgen.model.text import Text
from briefgen.view import Origin, Record, View, records_in


def record(identifier: str, /, *, is_withheld: bool = False, **fields: object) -> Record:
    own = {"id": identifier, "is_withheld": is_withheld}
    return Record({**fields, **own}, Origin("actors", identifier, Marking()))


def view(*items: Record, language: str = "en") -> View:
    heading, floor, as_of = Record({}), Marking(), datetime(2023, 7, 14, tzinfo=UTC)
    return View("d", "a", language, heading, (("actors", items),), floor, (), as_of)


def test_each_record_once_in_the_order_of_the_page() -> None:
    state = record("state")
    people = tuple(record(name, represents=state) for name in ("one", "two"))
    page = (Record({"items": (*people, state)}), (people[0],))
    assert list(map(id, records_shown(page))) == list(dict.fromkeys(map(id, records_in(page))))
    assert items_shown(page) == (("actors", "one"), ("actors", "state"), ("actors", "two"))


def test_records_that_are_equal_are_not_the_same() -> None:
    assert len(records_shown((Record({"a": 1}), Record({"a": 1})))) == 2


def test_a_stand_in_is_no_item_on_the_page() -> None:
    assert items_shown((record("hidden", is_withheld=True, by=record("seen")),)) == (
        ("actors", "seen"),
    )


@pytest.mark.parametrize(
    ("items", "language"),
    [
        ((), "zh"),
        ((record("a", name=Text("A", "en")),), "zh"),
        ((record("a", name=Text("A", "en"), native_name=Text("岸田", "ja")),), "ja"),
        ((record("a", lang="ko"),), "ko"),
        ((record("a", sources=(Record({"language": "zh-TW"}),)),), "zh-TW"),
        ((record("a", title="ja"),), "zh"),
        ((record("a", name=Text("A", "ko")), record("b", name=Text("B", "ja"))), "ko"),
    ],
)
def test_the_language_of_names_in_han(items: tuple[Record, ...], language: str) -> None:
    assert han_language(view(*items)) == language


def test_a_document_in_such_a_language_has_its_own() -> None:
    assert han_language(view(record("a", name=Text("A", "ja")), language="zh")) == "zh"
