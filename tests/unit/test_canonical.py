"""The digest of a value: the same in every process, and another for every other value."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.canonical import Digests
from briefgen.diagnostics import Span
from briefgen.model.base import Item
from briefgen.model.dossier import FAMILIES
from briefgen.model.markings import Marking
from briefgen.view import Origin, Record


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Word(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Pair:
    one: object
    other: object = None
    place: Span | None = None
    unseen: object = field(default=None, compare=False, repr=False)


class Name(str):
    __slots__ = ()


NAMED = f"{Colour.__module__}.{Colour.__qualname__}"
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.floats()
    | st.dates() | st.sampled_from(Colour) | st.sampled_from([NAMED, "RED", "BLUE"])
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.tuples(inner) | st.tuples(inner, inner) | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
        | st.frozensets(SCALARS, max_size=3) | st.builds(Pair, inner, inner)
    ),
    max_leaves=8,
)  # fmt: skip


def digest(*values: object) -> str:
    return Digests().of(*values)


def written(value: object) -> object:
    """Return what tells a value from all others: types by name, sets and the like in order."""
    name = type(value).__qualname__
    if isinstance(value, Pair):
        return (name, written(value.one), written(value.other))
    if isinstance(value, dict):
        return (name, *((key, written(inner)) for key, inner in value.items()))
    if isinstance(value, tuple):
        return (name, *map(written, value))
    if isinstance(value, frozenset):
        return (name, *sorted(map(repr, map(written, value))))
    return (name, repr(value))


@given(VALUES, VALUES)
@example((Colour.RED, NAMED, "RED"), (NAMED, "RED", Colour.RED))
def test_two_values_have_one_digest_only_if_they_are_the_same(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (written(one) == written(other))


def test_words_of_the_content_that_are_the_name_of_a_type_are_words() -> None:
    assert digest(((Colour.RED, NAMED), "RED")) != digest(((NAMED, "RED"), Colour.RED))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a",), "a"),
        ((("a",), "b"), (("a", "b"),)),
        (1, "1"),
        (1, True),
        (0, False),
        (1, 1.0),
        ("a", b"a"),
        (None, ""),
        ((), None),
        ({"a": 1}, {"a": 2}),
        (Colour.RED, Colour.BLUE),
        (Colour.RED, Word.RED),
        (Word.RED, "red"),
        (Name("a"), Name("b")),
        (Name("a"), "a"),
        (date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)),
        (Record({"a": 1}), Record({"a": 2})),
        (Record({"a": 1}), Record({"b": 1})),
        (
            Record({}, Origin("events", "e", Marking())),
            Record({}, Origin("events", "f", Marking())),
        ),
        (Pair(1), Pair(2)),
        # what `repr` and `==` leave out decides too
        (Pair(1, unseen=1), Pair(1, unseen=2)),
        (len, sum),
        (Pair, Name),
    ],
)
def test_different_values_differ(one: object, other: object) -> None:
    assert digest(one) != digest(other)
    assert digest((one,)) != digest((other,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (frozenset("abc"), frozenset("cab")),
        (["a"], ["a"]),
        (Record({"a": None, "b": 1}), Record({"b": 1})),
        ("".join(["a", "b"]), "ab"),
        (Pair(1), replace(Pair(2), one=1)),
    ],
)
def test_equal_values_do_not(one: object, other: object) -> None:
    assert digest(one) == digest(other)


def test_fields_of_a_model_that_are_not_given_do_not_count() -> None:
    event = FAMILIES["events"]
    given_fields = {"date": "2024-01-01", "text": "A", "status": "occurred"}
    one, other = event.model_validate(given_fields), event.model_validate(
        {**given_fields, "marking": None}
    )  # fmt: skip
    assert isinstance(one, Item)
    assert digest(one) == digest(other)
    assert digest(one) != digest(one.model_copy(update={"id": "x"}))


IN_ANOTHER_PROCESS = """\
from briefgen.canonical import Digests
from briefgen.view import Record
print(Digests().of({"k": frozenset("abcdefgh")}, Record({"a": "ü\\udc80", "b": 1.5}), len))
"""


def test_another_process_gives_the_same() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    here = digest({"k": frozenset("abcdefgh")}, Record({"a": "ü\udc80", "b": 1.5}), len)
    assert said == {here}


class _Holder:
    def method(self) -> None: ...


def _closed(value: object) -> Any:
    def inner() -> object:
        return value

    return inner


@pytest.mark.parametrize(
    "value",
    [
        object(), _Holder(), lambda: 1, partial(len, "a"), _closed(1), _Holder().method, [].append,
        Path(), deque(), bytearray(), iter(()),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_has_none(value: object) -> None:
    with pytest.raises(TypeError):
        digest(value)
    with pytest.raises(TypeError):
        digest({"k": (value,)})


def test_what_is_ignored_counts_as_not_given() -> None:
    here, there = Pair(1, place=Span("a", 1)), Pair(1, place=Span("b", 2))
    assert digest(here) != digest(there)
    without = Digests(ignored=(Span,))
    assert without.of(here) == without.of(there) == without.of(Pair(1))
    assert without.of((here.place, 1)) == without.of((None, 1))


def test_shared_values_are_written_once_and_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = Digests((Pair,))
    large, equal, other = Pair("x" * 1000), Pair("x" * 1000), Pair("y" * 1000)
    read: list[object] = []

    def looked_at(pair: Pair, name: str) -> Any:
        if name == "one":
            read.append(pair)
        return object.__getattribute__(pair, name)

    monkeypatch.setattr(Pair, "__getattribute__", looked_at)
    first = digests.of(1, large)
    assert digests.of(1, large) == first
    assert len(read) == 1
    assert read[0] is large
    assert digests.of(1, equal) == first
    assert digests.of(1, other) != first
    assert digests.of(2, large) != first


def test_the_place_of_a_value_in_memory_is_not_taken_for_the_value() -> None:
    """A value that is shared is held on to, so that no other one comes to stand where it stood."""
    digests = Digests((Pair,))
    assert len({digests.of(Pair(number)) for number in range(200)}) == 200
