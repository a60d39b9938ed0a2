from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest
from pydantic import BaseModel, ValidationError

from briefgen.model.dates import EventDate, Precision


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2023-07-11", "day", "2023-07-11", "2023-07-11"),
        ("2023-07-11T23:30:00-05:00", "instant", "2023-07-11", "2023-07-11"),
        ("2023-02", "month", "2023-02-01", "2023-02-28"),
        ("2024-02-XX", "month", "2024-02-01", "2024-02-29"),
        ("2023-21", "season", "2023-03-01", "2023-05-31"),
        ("2023-22", "season", "2023-06-01", "2023-08-31"),
        ("2023-23", "season", "2023-09-01", "2023-11-30"),
        ("2023-24", "season", "2023-12-01", "2024-02-29"),
        ("2023", "year", "2023-01-01", "2023-12-31"),
        ("2023-XX", "year", "2023-01-01", "2023-12-31"),
        ("2023-XX-XX", "year", "2023-01-01", "2023-12-31"),
        ("202X", "decade", "2020-01-01", "2029-12-31"),
        ("XXXX", "undated", None, None),
        ("2023-07-11/2023-07-12", "interval", "2023-07-11", "2023-07-12"),
        ("2023-07-20/2023-07", "interval", "2023-07-20", "2023-07-31"),
        ("2023/2023-03", "interval", "2023-01-01", "2023-03-31"),
        ("2023/2026-02", "interval", "2023-01-01", "2026-02-28"),
        ("2023-09/..", "interval", "2023-09-01", None),
        ("2023/", "interval", "2023-01-01", None),
        ("../2023", "interval", None, "2023-12-31"),
        ("/2023", "interval", None, "2023-12-31"),
        ("[2023-09..]", "one-of", "2023-09-01", None),
        ("[..2023-09]", "one-of", None, "2023-09-30"),
        ("[2023-09..2023-12]", "one-of", "2023-09-01", "2023-12-31"),
    ],
)
def test_bounds(text: str, precision: str, earliest: str | None, latest: str | None) -> None:
    parsed = EventDate.parse(text)
    assert (parsed.text, parsed.precision.value) == (text, precision)
    assert (parsed.earliest and parsed.earliest.isoformat()) == earliest
    assert (parsed.latest and parsed.latest.isoformat()) == latest


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2023-07", False, False),
        ("2023-07~", True, False),
        ("2023-07?", False, True),
        ("2023-07%", True, True),
        ("2023~/2024", True, False),
        ("2023/2024?", False, True),
    ],
)
def test_marks(text: str, approximate: bool, uncertain: bool) -> None:
    parsed = EventDate.parse(text)
    assert (parsed.approximate, parsed.uncertain) == (approximate, uncertain)


def test_instant_keeps_its_zone() -> None:
    parsed = EventDate.parse("2023-07-11T09:30:00+09:00")
    assert parsed.instant == datetime(2023, 7, 11, 0, 30, tzinfo=UTC)
    assert parsed.instant.isoformat() == "2023-07-11T09:30:00+09:00"
    assert EventDate.parse("2023-07-11T09:30:00Z").instant == datetime(
        2023, 7, 11, 9, 30, tzinfo=UTC
    )


def test_open_and_unknown_ends_differ() -> None:
    still, ended = EventDate.parse("2023/..").end, EventDate.parse("2023/").end
    assert still is not None
    assert ended is not None
    assert (still.precision, ended.precision) == (Precision.OPEN, Precision.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the date is empty: write one such as 2023-07-11, or XXXX if undated"),
        (
            "2023-13",
            "there is no month 13: months are 01 to 12, seasons 21 (spring) to 24 (winter)",
        ),
        ("2023-26", "for 2023 to 2026 write 2023/2026"),
        ("2023-00", "there is no month 00"),
        ("2023-02-30", "2023-02 has no day 30: its days are 01 to 28"),
        ("2023-02-29/2024", "2023-02 has no day 29"),
        ("2023-07-00", "2023-07 has no day 00"),
        ("0000", "there is no year 0000"),
        ("9999-24", "the winter of 9999 ends in 10000: years are 0001 to 9999"),
        ("11 July 2023", "write year-month-day, e.g. 2023-07-11"),
        ("autumn 2023", "write year-month-day"),
        ("11/07/2023", "write year-month-day"),
        ("２０２３", "write year-month-day"),
        ("{2023,2024}", "write year-month-day"),
        ("2023/2024/2025", "a span as 2023-07-11/2023-07-12"),
        ("2023/7/11", "write 2023-07-11"),
        ("2023-7-1", "write 2023-07-01"),
        ("2023.07.11", "write 2023-07-11"),
        ("2023/07", "write 2023-07"),
        ("2023/7/45", "2023-07 has no day 45"),
        ("2023-xx", "unknown digits are capital X, write 2023-XX"),
        ("202X-07", "a month needs its year: write 202X alone"),
        ("2023-XX-11", "a day needs its month: write 2023, or e.g. 2023-07-11"),
        ("2023-23-11", "a season has no days: write 2023-23"),
        ("2023-07-11T09:30", "with seconds and the offset from UTC"),
        ("2023-07-11T09:30:00", "with seconds and the offset from UTC"),
        ("2023-07-11 09:30:00Z", "with seconds and the offset from UTC"),
        ("2023-07-11T25:00:00Z", "with seconds and the offset from UTC"),
        ("2023-07-11T09:30:00+19:00", "at most 14 hours"),
        ("2023-07-12/2023-07-11", "ends before it begins: 2023-07-11 must come first"),
        ("[2024..2023]", "ends before it begins: 2023 must come first"),
        ("../..", "holds no date"),
        ("/", "holds no date"),
        ("[..]", "holds no date"),
        ("[2023]", "write [2023-09..] for some day then or later"),
        ("[2023,2024]", "[2023-09..2023-12] for some day between"),
        (
            "2023-23/2024",
            "the season 2023-23 cannot be one end: write months, e.g. 2023-09/2023-11",
        ),
        ("XXXX/2023", "leave the end out where unknown, e.g. 2023/"),
        ("2023-07-11T09:30:00Z/2024", "the ends of an interval have no time"),
    ],
)
def test_refused_with_advice(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        EventDate.parse(text)
    message = str(refusal.value)
    assert told in message
    assert not message.endswith(".")
    assert message[0] in "`0123456789X" or message[0].islower()


def test_order() -> None:
    in_order = (
        "../2022",
        "../2023",
        "202X",
        "2023-07",
        "2023-07-11",
        "2023-07-11T09:00:00+09:00",
        "2023-07-11T03:00:00Z",
        "2023-07-11/2023-07-12",
        "2023-07-12",
        "2023-23~",
        "2023-09/2024",
        "2023-09/..",
        "XXXX",
    )
    dates = [EventDate.parse(text) for text in reversed(in_order)]
    assert [str(d) for d in sorted(dates, key=lambda d: d.sort_key)] == list(in_order)


@pytest.mark.parametrize(
    ("text", "day", "before", "after"),
    [
        ("2023-07", date(2023, 6, 30), False, True),
        ("2023-07", date(2023, 7, 1), False, False),
        ("2023-07", date(2023, 7, 31), False, False),
        ("2023-07", date(2023, 8, 1), True, False),
        ("2023-07/..", date(9999, 12, 31), False, False),
        ("2023-07/", date(2023, 6, 30), False, True),
        ("../2023-07", date(1, 1, 1), False, False),
        ("../2023-07", date(2023, 8, 1), True, False),
        ("XXXX", date(2023, 8, 1), False, False),
    ],
)
def test_certainly_before_or_after(text: str, day: date, before: bool, after: bool) -> None:
    parsed = EventDate.parse(text)
    assert (parsed.is_before(day), parsed.is_after(day)) == (before, after)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2023-07-11T01:00:00+09:00", 2023, 7),
        ("2023-07-XX", 2023, 7),
        ("2023-24", 2023, None),
        ("2023", 2023, None),
        ("202X", None, None),
        ("XXXX", None, None),
        ("2023-06-28/2023-07-03", 2023, 6),
        ("2023/2026", 2023, None),
        ("2023-09/..", 2023, 9),
        ("../2023-09", None, None),
        ("[2023-09..]", None, None),
        ("[2023-09..2023-12]", 2023, None),
        ("[2023-09-01..2023-09-12]", 2023, 9),
        ("[2023-09..2024-09]", None, None),
    ],
)
def test_filed_under(text: str, year: int | None, month: int | None) -> None:
    parsed = EventDate.parse(text)
    assert (parsed.year, parsed.month) == (year, month)


def test_a_year_that_runs_back_is_not_suggested() -> None:
    with pytest.raises(ValueError, match=r"24 \(winter\)$"):
        EventDate.parse("2023-13")


def test_is_a_value() -> None:
    parsed = EventDate.parse(" 2023-07-11/.. ")
    assert str(parsed) == "2023-07-11/.."
    assert pickle.loads(pickle.dumps(parsed)) == parsed
    assert len({parsed, EventDate.parse("2023-07-11/.."), EventDate.parse("2023-07-11/")}) == 2
    with pytest.raises(AttributeError):
        parsed.text = "2024"  # type: ignore[misc]


class _Event(BaseModel):
    date: EventDate


def test_is_a_pydantic_field() -> None:
    event = _Event.model_validate({"date": "2023-07~"})
    assert event.date == EventDate.parse("2023-07~")
    assert _Event(date=event.date) == event
    assert event.model_dump() == {"date": event.date}
    assert event.model_dump_json() == '{"date":"2023-07~"}'
    assert _Event.model_validate_json('{"date":"2023-07~"}') == event


@pytest.mark.parametrize("value", ["2023-13", 2023, date(2023, 7, 11), None])
def test_pydantic_reports_the_reason(value: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        _Event.model_validate({"date": value})
    (error,) = refusal.value.errors()
    assert (error["type"], error["loc"]) == ("event_date", ("date",))
    expected = "there is no month 13" if value == "2023-13" else "put it in quotes"
    assert expected in error["msg"]


def test_json_schema_has_examples_that_parse() -> None:
    schema = _Event.model_json_schema()["properties"]["date"]
    assert schema["type"] == "string"
    assert len(schema["examples"]) > 3
    assert [str(EventDate.parse(example)) for example in schema["examples"]] == schema["examples"]
