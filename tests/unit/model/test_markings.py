"""Markings: a product of schemes, joined scheme by scheme, never guessed."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.markings import TLP, Marking, MarkingError, Scheme, Schemes

US = Scheme("US", ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET"))
BOTH = Schemes((TLP, US))
markings = st.lists(st.sampled_from(BOTH.labels), max_size=4).map(
    lambda labels: reduce(Marking.join, map(BOTH.parse, labels), Marking())
)


@pytest.mark.parametrize(
    ("label", "clearance", "may"),
    [
        ("TLP:CLEAR", "TLP:CLEAR", True),
        ("TLP:GREEN", "TLP:CLEAR", False),
        ("TLP:AMBER", "TLP:AMBER+STRICT", True),
        ("TLP:AMBER+STRICT", "TLP:AMBER", False),
        ("TLP:RED", "TLP:RED", True),
        ("US:UNCLASSIFIED", "TLP:RED", False),
        (("TLP:GREEN", "US:SECRET"), ("TLP:RED", "US:CONFIDENTIAL"), False),
        (("TLP:GREEN", "US:CONFIDENTIAL"), ("US:SECRET", "TLP:RED"), True),
        ("TLP:CLEAR", (), False),
    ],
)
def test_who_may_read(
    label: str | tuple[str, ...], clearance: str | tuple[str, ...], may: bool
) -> None:
    assert BOTH.parse(label).is_within(BOTH.parse(clearance)) is may


@pytest.mark.parametrize(
    "label", ["TLP: AMBER", "tlp:amber", "AMBER", "TLP:WHITE", "", "TLP:AMBER ", "NATO:SECRET"]
)
def test_an_unknown_label_is_not_guessed(label: str) -> None:
    with pytest.raises(MarkingError) as caught:
        BOTH.parse(("TLP:CLEAR", label))
    assert caught.value.label == label
    assert caught.value.known == BOTH.labels


@pytest.mark.parametrize("second", ["TLP:GREEN", "TLP:AMBER"])
def test_of_two_labels_of_one_scheme_none_is_guessed(second: str) -> None:
    with pytest.raises(MarkingError, match="of one scheme, `TLP`") as caught:
        BOTH.parse(("TLP:GREEN", "US:SECRET", second))
    assert caught.value.path == (2,)


@given(markings, markings, markings)
def test_join_protects_what_either_protects(a: Marking, b: Marking, reader: Marking) -> None:
    assert a.join(b) == b.join(a)
    assert a.join(a) == a
    assert a.join(b).join(reader) == a.join(b.join(reader))
    assert a.join(b).is_within(reader) == (a.is_within(reader) and b.is_within(reader))
    assert a.is_within(a.join(b))


def test_colours_and_labels_for_the_banner() -> None:
    marking = BOTH.parse(("US:SECRET", "TLP:AMBER+STRICT"))
    assert BOTH.describe(marking) == (("TLP:AMBER+STRICT", "#FFC000"), ("US:SECRET", "#FFFFFF"))
    assert BOTH.labels_of(marking) == ("TLP:AMBER+STRICT", "US:SECRET")


def test_the_lowest_of_each_scheme() -> None:
    assert BOTH.is_lowest(BOTH.parse(("TLP:CLEAR", "US:UNCLASSIFIED")))
    assert not BOTH.is_lowest(BOTH.parse(("TLP:CLEAR", "US:SECRET")))


def test_the_labels_and_colours_of_tlp() -> None:
    """FIRST, Traffic Light Protocol 2.0."""
    assert TLP.labels == ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
    assert TLP.colours == ("#FFFFFF", "#33FF00", "#FFC000", "#FFC000", "#FF2B2B")
