"""The laws of markings: what joins must be for a banner to protect all that is below it."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.base import MarkingAxes
from briefgen.model.markings import FOREVER, TLP, Marking, Scheme, Schemes

GROUPS = {"IP4": frozenset({"AUS", "JPN", "KOR", "NZL"}), "TWO": frozenset({"JPN", "NOR"})}
ALL = Schemes(
    (TLP, Scheme("US", ("UNCLASSIFIED", "CONFIDENTIAL", "SECRET")), Scheme("UK", ("O", "S"))),
    (("LIMDIS", None), ("COMMERCIAL", None), ("MEDICAL", None)),  # type: ignore[arg-type]
    tuple(GROUPS.items()),
)
COMMUNITIES = ["AUS", "JPN", "NOR", "NZL", *GROUPS]
zones = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=5))])
moments = st.builds(
    lambda hours, zone: (datetime(2023, 7, 1, tzinfo=UTC) + timedelta(hours=hours)).astimezone(
        zone
    ),
    st.integers(0, 3),
    zones,
)


def words(choices: Any, least: int = 0) -> Any:
    return st.lists(st.sampled_from(choices), min_size=least, max_size=3).map(tuple)


def levels() -> Any:
    """Return lists of labels, of each scheme one or none, in any order."""
    labels = [st.none() | st.sampled_from(scheme.labels) for scheme in ALL.schemes]
    chosen = st.tuples(*labels).map(lambda found: [label for label in found if label is not None])
    return chosen.filter(bool).flatmap(st.permutations).map(tuple)


written = st.builds(
    MarkingAxes,
    level=st.none() | levels(),
    caveats=st.none() | words([name for name, _ in ALL.caveats]),
    releasable_to=st.none() | st.just("all") | words(COMMUNITIES, 1),
    embargo=st.none() | st.just("none") | moments,
)
markings = st.one_of(
    written.map(ALL.parse),
    # what only joins make: released to nobody
    written.map(ALL.parse).map(lambda marking: replace(marking, releasable_to=frozenset())),
    st.just(Marking()),
)
SAMPLES = [
    Marking(),
    ALL.parse(("TLP:GREEN", "US:SECRET")),
    ALL.parse("TLP:RED"),
    ALL.parse(MarkingAxes(caveats="LIMDIS", releasable_to=("IP4",), embargo=FOREVER)),
    ALL.parse(
        MarkingAxes(
            caveats="MEDICAL", releasable_to="TWO", embargo=datetime(2023, 7, 1, tzinfo=UTC)
        )
    ),
]
Join = Callable[[Marking, Marking], Marking]


def check_join(join: Join, a: Marking, b: Marking, c: Marking) -> None:
    assert join(a, b) == join(b, a), "commutative"
    assert join(join(a, b), c) == join(a, join(b, c)), "associative"
    assert join(a, a) == a, "idempotent"
    assert join(a, Marking()) == a == join(Marking(), a), "has a unit"
    assert a.is_within(join(a, b)), "above both"
    assert join(a, b).is_within(c) == (a.is_within(c) and b.is_within(c)), "the least that is above"


@given(markings, markings, markings)
def test_the_join(a: Marking, b: Marking, c: Marking) -> None:
    check_join(Marking.join, a, b, c)


@given(markings, markings, markings)
def test_the_order(a: Marking, b: Marking, c: Marking) -> None:
    assert a.is_within(a)
    assert a.is_within(b) == (a.join(b) == b), "the order is that of the join"
    assert not (a.is_within(b) and b.is_within(a)) or a == b, "antisymmetric"
    assert not (a.is_within(b) and b.is_within(c)) or a.is_within(c), "transitive"
    assert Marking().is_within(a)


def lowest_level(a: Marking, b: Marking) -> Marking:
    levels = dict(a.levels)
    for scheme, level in b.levels:
        levels[scheme] = min(level, levels.get(scheme, level))
    return replace(a.join(b), levels=tuple(sorted(levels.items())))


def released_to_either(a: Marking, b: Marking) -> Marking:
    if a.releasable_to is None or b.releasable_to is None:
        return a.join(b)
    return replace(a.join(b), releasable_to=a.releasable_to | b.releasable_to)


def absent_means_nobody(a: Marking, b: Marking) -> Marking:
    empty: frozenset[str] = frozenset()
    return replace(a.join(b), releasable_to=(a.releasable_to or empty) & (b.releasable_to or empty))


def shared_caveats(a: Marking, b: Marking) -> Marking:
    return replace(a.join(b), caveats=a.caveats & b.caveats)


def earliest_embargo(a: Marking, b: Marking) -> Marking:
    return replace(a.join(b), embargo=min(filter(None, (a.embargo, b.embargo)), default=None))


def the_first(a: Marking, _b: Marking) -> Marking:
    return a


@pytest.mark.parametrize(
    "broken",
    [
        lowest_level, released_to_either, absent_means_nobody, shared_caveats, earliest_embargo,
        the_first,
    ],
)  # fmt: skip
def test_a_broken_join_is_noticed(broken: Join) -> None:
    """Not left to chance: markings that differ on each axis are enough."""
    check_samples(Marking.join)
    with pytest.raises(AssertionError):
        check_samples(broken)


def check_samples(join: Join) -> None:
    for triple in product(SAMPLES, repeat=3):
        check_join(join, *triple)


@given(st.lists(markings, max_size=4))
def test_a_banner_covers_all_and_no_more(portions: list[Marking]) -> None:
    banner = reduce(Marking.join, portions, Marking())
    assert all(portion.is_within(banner) for portion in portions)
    for scheme, level in banner.levels:
        assert (scheme, level) in reduce(operator.add, (p.levels for p in portions))
    assert banner.caveats == frozenset().union(*(portion.caveats for portion in portions))


@given(written, markings)
def test_axes_that_are_not_named_are_the_dossier_s(axes: MarkingAxes, default: Marking) -> None:
    marking, own = ALL.parse(axes, default), ALL.parse(axes)
    assert dict(marking.levels) == {**dict(default.levels), **dict(own.levels)}
    assert marking.caveats == (default.caveats if axes.caveats is None else own.caveats)
    assert marking.releasable_to == (
        default.releasable_to if axes.releasable_to is None else own.releasable_to
    )
    assert marking.embargo == (default.embargo if axes.embargo is None else own.embargo)
    assert ALL.parse(MarkingAxes(), default) == default
    assert ALL.parse(axes, marking) == marking


@given(written, moments)
def test_what_is_written_out_again_is_the_same(axes: MarkingAxes, moment: datetime) -> None:
    marking = ALL.parse(axes)
    out = ALL.axes_of(marking)
    assert ALL.parse(MarkingAxes.model_validate(out)) == marking
    later = marking.as_at(moment)
    assert later.is_within(marking)
    assert later.embargo is None or later.embargo > moment


@given(st.frozensets(st.sampled_from(["AUS", "JPN", "KOR", "NOR", "NZL", "USA"])))
def test_shortened_names_stand_for_the_same_countries(countries: frozenset[str]) -> None:
    short = ALL.contracted(countries)
    assert ALL.expanded(short) == countries
    assert len(short) <= len(countries)
    assert len(set(short)) == len(short)


@given(words(COMMUNITIES, 1), words(COMMUNITIES, 1))
def test_a_group_is_its_countries(to: tuple[str, ...], readers: tuple[str, ...]) -> None:
    """Each reader must be among those that it is released to; a public never is."""
    item = ALL.parse(MarkingAxes(releasable_to=to))
    spelt_out = tuple(country for name in to for country in GROUPS.get(name, (name,)))
    assert item == ALL.parse(MarkingAxes(releasable_to=spelt_out))
    members = ALL.expanded(readers)
    reader = Marking(releasable_to=members, embargo=FOREVER)
    assert item.is_within(reader) == (members <= ALL.expanded(to))
    assert not item.is_within(Marking(embargo=FOREVER))
