"""Caveats, communities and embargoes decide who gets an item, and who gets a document at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from briefgen.project import Document

Make = Callable[..., Any]

PROJECT = """\
caveats: {COMMERCIAL: Commercial in confidence}
groups: {PAIR: [JPN, NOR]}
audiences:
  public: {clearance: "TLP:CLEAR"}
  trade: {clearance: "TLP:CLEAR", caveats: [COMMERCIAL], before_embargo: true}
  japan: {clearance: "TLP:GREEN", members: [JPN]}
  both: {clearance: "TLP:GREEN", members: [PAIR], before_embargo: false, placeholder: true}
"""
EVENT = '  {}: {{date: "2023", text: T{}, status: occurred{}}}\n'
EVENTS = "events:\n" + "".join(
    EVENT.format(name, name, f", marking: {marking}" if marking else "")
    for name, marking in (
        ("plain", ""),
        ("trade", "{caveats: COMMERCIAL}"),
        ("japan", "{releasable_to: [JPN]}"),
        ("pair", "{releasable_to: [PAIR, USA]}"),
        ("later", "{embargo: 2023-08-01T09:00:00+09:00}"),
    )
)


@pytest.mark.parametrize(
    ("audience", "day", "seen"),
    [
        ("public", 14, ["plain"]),
        ("public", 31, ["plain"]),
        ("public", 32, ["plain", "later"]),
        ("trade", 14, ["plain", "trade", "later"]),
        ("japan", 14, ["plain", "japan", "pair", "later"]),
        ("both", 14, ["plain", "pair"]),
        ("both", 32, ["plain", "pair", "later"]),
    ],
)
def test_who_gets_what(bench: Make, audience: str, day: int, seen: list[str]) -> None:
    now = datetime(2023, 7, day, tzinfo=UTC) if day < 32 else datetime(2023, 8, 1, tzinfo=UTC)
    view = bench(EVENTS, project=PROJECT, now=now).view(audience)
    assert [record.id for record in view.items("events")] == seen
    withheld = 5 - len(seen) if audience == "both" else 0
    assert sum(number for _, number in view.restricted) == withheld


@pytest.mark.parametrize("kind", ["timeline", "one-pager", "policy-brief"])
def test_the_placeholder_stands_in_every_kind_or_silence(bench: Make, kind: str) -> None:
    for audience, told in (("both", True), ("public", False)):
        job = bench(EVENTS, project=PROJECT).page(kind, audience).job
        for page in (job.html, job.markdown):
            assert ("Items withheld from this audience: 3" in page) is told
            assert ("withheld from" in page) is told


def test_an_embargo_is_looked_at_once_a_run(bench: Make) -> None:
    """All documents of a run are of before it or after it."""
    made = bench(EVENTS, project=PROJECT)
    first = made.view("public")
    made.session.world.clock = datetime(2023, 9, 1, tzinfo=UTC)
    again, _ = made.session.view(Document("d", "timeline", "public", "de"))
    assert len(again.items("events")) == len(first.items("events")) == 1


@pytest.mark.parametrize(
    ("marking", "audience", "code"),
    [
        ("{level: TLP:CLEAR, caveats: COMMERCIAL}", "public", "BG406"),
        ("{level: TLP:CLEAR, caveats: COMMERCIAL}", "trade", None),
        ("{level: TLP:CLEAR, releasable_to: [JPN]}", "public", "BG406"),
        ("{level: TLP:CLEAR, releasable_to: [JPN]}", "both", "BG406"),
        ("{level: TLP:CLEAR, releasable_to: [JPN]}", "japan", None),
        ("{level: TLP:CLEAR, embargo: 2023-08-01T09:00:00+09:00}", "public", "BG404"),
        ("{level: TLP:CLEAR, embargo: 2023-08-01T09:00:00+09:00}", "trade", None),
        ("TLP:CLEAR\nfloor_marking: TLP:RED", "public", "BG406"),
        ("TLP:CLEAR\nfloor_marking: {embargo: 2023-08-01T09:00:00+09:00}", "public", "BG404"),
        ("TLP:CLEAR\nfloor_marking: {embargo: 2023-08-01T09:00:00+09:00}", "trade", None),
    ],
)
def test_the_dossier_as_a_whole(
    bench: Make, heading: str, marking: str, audience: str, code: str | None
) -> None:
    text = heading.replace("marking: TLP:CLEAR", f"marking: {marking}")
    view, faults = bench("events: {}", text, PROJECT).look(audience)
    assert [fault.code for fault in faults] == ([code] if code else [])
    assert (view is None) is bool(code)


def test_the_words_of_what_waits_are_looked_for_in_the_file(bench: Make) -> None:
    """The proof of a finished file knows what its readers may not read yet."""
    items = EVENTS.replace("Tlater", "Nine words that nobody may read before the first of August")
    for audience, hidden in (("public", True), ("trade", False)):
        made = bench(items, project=PROJECT)
        made.view(audience)
        phrases = made.session.secrets(Document("d", "timeline", audience, "en")).phrases
        found = {secret.identifier for secret in phrases}
        assert ("later" in found) is hidden
