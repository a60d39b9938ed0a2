"""Axes of a marking: how they are written, what an item takes from its dossier, who may read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from babel.core import get_global
from pydantic import TypeAdapter

from briefgen.model.base import Item, LocalText, MarkingAxes
from briefgen.model.clearance import clearance_of, is_bound_by_embargo, marking_of
from briefgen.model.communities import COUNTRIES
from briefgen.model.markings import FOREVER, TLP, Marking, MarkingError, Scheme, Schemes, moment_of
from briefgen.model.project import Audience

NOW = datetime(2023, 7, 14, tzinfo=UTC)
OWN = Scheme("OWN", ("OPEN", "SHUT"), (), ("O",))
ALL = Schemes(
    (TLP, OWN),
    (("LIMDIS", LocalText((("", "Limited"),))), ("COMMERCIAL", LocalText((("", "Trade"),)))),
    (("IP4", frozenset({"AUS", "JPN", "KOR", "NZL"})), ("PAIR", frozenset({"JPN", "NOR"}))),
)
DEFAULT = {
    "level": "TLP:GREEN",
    "caveats": ["LIMDIS"],
    "releasable_to": ["IP4"],
    "embargo": "2023-08-01T09:00:00+09:00",
}


UNTIL = "embargoed until 2023-08-01T00:00:00+00:00"
AT_ONCE = {"embargo": "none"}
OPEN_UNTIL = {"embargo": "2023-08-01T00:00:00Z"}


def axes(**fields: Any) -> MarkingAxes:
    return MarkingAxes.model_validate(fields)


def reader(**fields: Any) -> Marking:
    return clearance_of(Audience.model_validate({"clearance": "TLP:RED", **fields}), ALL, NOW)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, f"TLP:GREEN, LIMDIS, releasable to IP4, {UNTIL}"),
        ("TLP:RED", f"TLP:RED, LIMDIS, releasable to IP4, {UNTIL}"),
        ({"caveats": []}, f"TLP:GREEN, releasable to IP4, {UNTIL}"),
        ({"releasable_to": "all", "embargo": "none"}, "TLP:GREEN, LIMDIS"),
        (
            {"releasable_to": ["NOR", "JPN"], "embargo": "none", "caveats": []},
            "TLP:GREEN, releasable to PAIR",
        ),
        (
            {"level": "OWN:SHUT", "caveats": "COMMERCIAL", "releasable_to": "all"} | AT_ONCE,
            "TLP:GREEN, OWN:SHUT, COMMERCIAL",
        ),
    ],
)  # fmt: skip
def test_an_item_takes_from_its_dossier_what_it_does_not_name(written: Any, expected: str) -> None:
    default = ALL.parse(axes(**DEFAULT))
    item = Item.model_validate({} if written is None else {"marking": written})
    assert ALL.named(marking_of(item, default, ALL)) == expected


@pytest.mark.parametrize(
    ("marking", "fields", "may"),
    [
        ({"caveats": ["LIMDIS"]}, {}, False),
        ({"caveats": ["LIMDIS"]}, {"caveats": ["LIMDIS", "COMMERCIAL"]}, True),
        ({"caveats": ["LIMDIS", "COMMERCIAL"]}, {"caveats": ["LIMDIS"]}, False),
        ({"releasable_to": ["JPN"]}, {}, False),
        ({"releasable_to": ["JPN"]}, {"members": ["JPN"]}, True),
        ({"releasable_to": ["JPN"]}, {"members": ["JPN", "NOR"]}, False),
        ({"releasable_to": ["IP4", "NOR"]}, {"members": ["PAIR"]}, True),
        ({"releasable_to": "all"}, {"members": ["NOR"]}, True),
        (OPEN_UNTIL, {}, True),
        (OPEN_UNTIL, {"before_embargo": False}, False),
        ({"embargo": "2023-07-14T09:00:00+09:00"}, {"before_embargo": False}, True),
        ({"embargo": "2023-07-14T00:00:01Z"}, {"before_embargo": False}, False),
        (OPEN_UNTIL, {"clearance": "TLP:CLEAR"}, False),
        (OPEN_UNTIL, {"clearance": "TLP:CLEAR", "before_embargo": True}, True),
    ],
)  # fmt: skip
def test_who_may_read(marking: dict[str, Any], fields: dict[str, Any], may: bool) -> None:
    assert ALL.parse(axes(level="TLP:CLEAR", **marking)).is_within(reader(**fields)) is may


def test_what_is_released_to_nobody_is_read_by_none() -> None:
    nobody = ALL.parse(axes(releasable_to="JPN")).join(ALL.parse(axes(releasable_to="NOR")))
    assert nobody.releasable_to == frozenset()
    assert ALL.named(nobody) == "releasable to nobody"
    for members in (["JPN"], ["NOR"], ["PAIR"], None):
        assert not nobody.is_within(reader(members=members))


def test_an_audience_without_members_cannot_be_one_of_nobody() -> None:
    """An empty list would be among any countries."""
    with pytest.raises(ValueError, match="members"):
        Audience.model_validate({"clearance": "TLP:RED", "members": []})


def test_of_some_day_no_embargo_counts() -> None:
    public = Audience(clearance="TLP:CLEAR")
    assert is_bound_by_embargo(public, ALL)
    assert clearance_of(public, ALL, None).embargo == FOREVER


@pytest.mark.parametrize(
    ("written", "axis", "word", "path"),
    [
        ("TLP:PINK", "marking", "TLP:PINK", (0,)),
        (("TLP:RED", "X:Y"), "marking", "X:Y", (1,)),
        ({"level": ["TLP:RED", "X:Y"]}, "marking", "X:Y", ("level", 1)),
        ({"caveats": ["LIMDIS", "LIMDIST"]}, "caveat", "LIMDIST", ("caveats", 1)),
        ({"releasable_to": ["JPN", "JP"]}, "community", "JP", ("releasable_to", 1)),
        ({"releasable_to": ["all"]}, "community", "all", ("releasable_to", 0)),
        ({"releasable_to": []}, "community", "", ("releasable_to",)),
    ],
)
def test_nothing_is_guessed(written: Any, axis: str, word: str, path: tuple[Any, ...]) -> None:
    marking = Item.model_validate({"marking": written}).marking
    assert marking is not None
    (problem,) = ALL.problems(marking)
    assert (problem.axis, problem.label, problem.path) == (axis, word, path)
    with pytest.raises(MarkingError):
        ALL.parse(marking)


@pytest.mark.parametrize("bad", [{"levels": "TLP:RED"}, {"embargo": "soon"}, {"caveats": {}}, 7])
def test_what_is_no_marking_is_refused_once(bad: Any) -> None:
    with pytest.raises(ValueError, match="1 validation error"):
        Item.model_validate({"marking": bad})


def test_portion_marks_abbreviate_what_the_scheme_abbreviates() -> None:
    assert ALL.abbreviations_of(ALL.parse(("OWN:OPEN", "TLP:RED"))) == ("TLP:RED", "O")
    assert ALL.abbreviations_of(ALL.parse("OWN:SHUT")) == ("OWN:SHUT",)


@pytest.mark.parametrize(
    ("countries", "names"),
    [
        ("AUS JPN KOR NZL", ("IP4",)),
        ("AUS JPN KOR NOR NZL", ("IP4", "NOR")),
        ("JPN NOR USA", ("PAIR", "USA")),
        ("AUS JPN KOR", ("AUS", "JPN", "KOR")),
        ("", ()),
    ],
)
def test_groups_shorten_lists(countries: str, names: tuple[str, ...]) -> None:
    assert ALL.contracted(frozenset(countries.split())) == names


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=hours)) for hours in (-14, 14)])
@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_at_the_edge_of_time_is_one(year: int, zone: timezone) -> None:
    for edge in (datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, 23, 59, tzinfo=zone)):
        moment = moment_of(edge)
        assert moment.utcoffset() == timedelta(0)
        assert (moment < NOW) == (year == 1)


def test_a_line_that_everybody_may_know() -> None:
    assert ALL.is_open(ALL.parse(axes(level="TLP:CLEAR", embargo="2023-08-01T00:00:00Z")))
    for closed in ({"caveats": "LIMDIS"}, {"releasable_to": "JPN"}, {"level": "TLP:GREEN"}):
        assert not ALL.is_open(ALL.parse(axes(**{"level": "TLP:CLEAR", **closed})))


def test_the_countries_are_those_of_iso_3166_1() -> None:
    """CLDR has the three letters of each country, and of some that are no more, or never were."""
    known = {code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha()}
    # exceptionally reserved, transitionally reserved, withdrawn, and for private use
    not_assigned = {
        "ANT",
        "ASC",
        "BUR",
        "CPT",
        "DDR",
        "DGA",
        "FXX",
        "NTZ",
        "SCG",
        "SUN",
        "TAA",
        "TMP",
        "YMD",
        "YUG",
        "ZAR",
    }
    private = {code for code in known if code in ("AAA", "ZZZ") or "QMM" <= code <= "QZZ"}
    private |= {code for code in known if code.startswith("X")}
    assert known - not_assigned - private == COUNTRIES
    assert len(COUNTRIES) == 249


def test_a_marking_can_be_read_from_what_is_written_of_it() -> None:
    marking = ALL.parse(axes(**DEFAULT))
    again = TypeAdapter(MarkingAxes).validate_python(ALL.axes_of(marking))
    assert ALL.parse(again) == marking
