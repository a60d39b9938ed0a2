"""Events of one date come together, in runs that a page can hold."""

from __future__ import annotations

import pytest

from briefgen.compose.days import in_days
from briefgen.model.dates import EventDate
from briefgen.view import Record


def events(*dates: str, shown_as: str = "") -> list[Record]:
    """Return events of these dates, each with its number."""
    return [
        Record({"number": number, "date": EventDate.parse(date), "shown_as": shown_as})
        for number, date in enumerate(dates)
    ]


@pytest.mark.parametrize(
    ("dates", "lengths"),
    [
        ((), []),
        (("2023-07-12",), [1]),
        (("2023-07-11", "2023-07-12", "2023-07-12"), [1, 2]),
        (("2023-07-12", "2023-07-11/2023-07-12", "2023-07-12"), [1, 1, 1]),
        (("2023-07", "2023-07-12"), [1, 1]),
        (("2023-07-12",) * 6, [6]),
        (("2023-07-12",) * 7, [3, 4]),
        (("2023-07-12",) * 15, [5, 5, 5]),
    ],
)
def test_a_run_has_one_date_and_fits_a_page(dates: tuple[str, ...], lengths: list[int]) -> None:
    made = events(*dates)
    days = in_days(made)
    assert [len(day) for day in days] == lengths
    assert [event for day in days for event in day] == made
    assert all(len({event.date for event in day}) == 1 for day in days)


def test_a_date_in_words_is_for_its_event_alone() -> None:
    assert [len(day) for day in in_days(events("XXXX", "XXXX", shown_as="undated"))] == [1, 1]
