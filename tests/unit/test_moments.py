"""When time alone changes what a build gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from briefgen.moments import next_moment

NOW = datetime(2023, 7, 14, 3, tzinfo=UTC)
MIDNIGHT = datetime(2023, 7, 15, tzinfo=UTC)
HEADING = "title: T\nas_of: {as_of}\nmarking: {marking}\nsummary: S.\n{more}"
EVENTS = "events: {{e: {{date: 2023-05-01, text: A, status: occurred{more}}}}}\n"


def moment(
    bench: Callable[..., object],
    *,
    as_of: str = "2023-07-01T09:00:00Z",
    marking: str = "TLP:CLEAR",
    more: str = "",
    event: str = "",
    now: datetime = NOW,
    max_age_days: int | None = None,
) -> datetime:
    heading = HEADING.format(as_of=as_of, marking=marking, more=more)
    session = bench(EVENTS.format(more=event), heading=heading).session  # type: ignore[attr-defined]
    dossier = session.dossier("d").dossier
    assert dossier is not None, session.dossier("d").diagnostics
    return next_moment([dossier], session.project.schemes, now, max_age_days)


def test_at_the_latest_the_day_ends(bench: Callable[..., object]) -> None:
    assert moment(bench) == MIDNIGHT
    assert next_moment([], bench().session.project.schemes, NOW, None) == MIDNIGHT  # type: ignore[attr-defined]


def test_the_day_ends_where_the_dossier_is_too(bench: Callable[..., object]) -> None:
    """In Tokyo it is noon, and the day ends at three in the afternoon of UTC."""
    assert moment(bench, as_of="2023-07-01T09:00:00+09:00") == datetime(2023, 7, 14, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "where",
    [
        {"event": ', marking: {{embargo: "{}"}}'},
        {"more": 'embargo: "{}"\n'},
        {
            "marking": '{{level: "TLP:CLEAR", embargo: "{}"}}',
            "event": ", marking: {{embargo: none}}",
        },
        {
            "more": 'floor_marking: {{level: "TLP:CLEAR", embargo: "{}"}}\n',
            "marking": '{{level: "TLP:CLEAR", embargo: "2023-07-14T23:00:00Z"}}',
        },
    ],
    ids=["item", "dossier", "marking", "floor"],
)
def test_an_embargo_ends(bench: Callable[..., object], where: dict[str, str]) -> None:
    end = "2023-07-14T14:00:00+02:00"
    assert moment(bench, **{key: text.format(end) for key, text in where.items()}) == datetime(  # type: ignore[arg-type]
        2023, 7, 14, 12, tzinfo=UTC
    )
    over = "2023-07-14T01:00:00Z"
    found = moment(bench, **{key: text.format(over) for key, text in where.items()})  # type: ignore[arg-type]
    assert found > datetime(2023, 7, 14, 12, tzinfo=UTC)


def test_a_dossier_grows_too_old(bench: Callable[..., object]) -> None:
    found = moment(bench, max_age_days=13)
    assert found == datetime(2023, 7, 14, 9, 0, 0, 1, tzinfo=UTC)
    assert moment(bench, max_age_days=12) == MIDNIGHT


@pytest.mark.parametrize("days", [10_000_000, 10**12])
def test_an_age_that_is_never_reached_is_none(bench: Callable[..., object], days: int) -> None:
    assert moment(bench, max_age_days=days) == MIDNIGHT
