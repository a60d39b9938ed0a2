"""Whatever happened whenever: each event is on the strip, inside it, and no words cover others."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.compose.strip import Happening, Look, timeline_strip
from briefgen.compose.strip.widths import width_of
from briefgen.dates_display import format_tick
from briefgen.model.dates import EventDate

SVG = "{http://www.w3.org/2000/svg}"
STATUSES = ("occurred", "announced", "planned", "reported", "disputed")
LANGUAGES = ("en", "de", "fr", "ja")


@st.composite
def dates(draw: st.DrawFn) -> EventDate:
    """Dates of every form, near one another or of all ages."""
    low, high = draw(st.sampled_from([(1, 9999), (2023, 2023), (1990, 2030), (476, 1066)]))
    days = st.dates(date(low, 1, 1), date(high, 12, 28))
    first, last = sorted((draw(days), draw(days)))
    day = first.isoformat()
    forms = (
        day, day[:7], day[:4], f"{day}~", f"{day[:7]}?", f"{day}/{last.isoformat()}", f"{day}/..",
        f"{day}/", f"../{day}", f"/{day}", f"[{day}..]", f"[..{day}]",
        f"[{day[:7]}..{last.isoformat()[:7]}]", f"{day[:4]}-21", f"{day}T09:30:00+09:00", "XXXX",
    )  # fmt: skip
    return EventDate.parse(draw(st.sampled_from(forms)))


names = st.one_of(
    st.text("abcdefghij MWil", max_size=60),
    st.text("東京事務所をめぐる協議", max_size=40),
    st.sampled_from(["", "Talks & <votes>", "Ein sehr langes Verhandlungsergebnisprotokoll"]),
)
happenings = st.builds(
    Happening,
    dates(),
    st.sampled_from(STATUSES),
    names,
    st.tuples(st.integers(0, 3)),
)


def drawn(events: list[Happening], as_of: date, width: int, lanes: int, language: str) -> str:
    return timeline_strip(
        sorted(events, key=lambda one: one.date.sort_key),
        as_of,
        Look(width, lanes, "Source Sans 3"),
        alternative="A strip",
        as_of_words="As of 14 Jul 2023",
        undated_words="Undated",
        name_day=lambda day, unit: format_tick(day, unit, language),
    )


@settings(deadline=None)
@given(
    events=st.lists(happenings, min_size=1, max_size=40),
    as_of=st.dates(),
    width=st.sampled_from([1130, 1760]),
    lanes=st.integers(2, 10),
    language=st.sampled_from(LANGUAGES),
)
def test_every_event_is_drawn_inside_and_words_keep_apart(
    events: list[Happening], as_of: date, width: int, lanes: int, language: str
) -> None:
    text = drawn(events, as_of, width, lanes, language)

    if all(one.date.text == "XXXX" for one in events):
        assert not text
        return
    root = ET.fromstring(text)
    right, bottom = (int(number) for number in root.attrib["viewBox"].split()[2:])
    assert len(root.findall(f"{SVG}g")) == len(events)
    assert re.search(r"\d\.\d", re.sub(r">[^<]*<", "", text)) is None, "whole numbers only"
    boxes = []
    for one in root.iter(f"{SVG}text"):
        size = int(one.attrib["font-size"])
        span = width_of(one.text or "", size)
        x = (
            int(one.attrib["x"])
            - {"start": 0, "middle": span // 2, "end": span}[one.attrib.get("text-anchor", "start")]
        )
        y = int(one.attrib["y"])
        boxes.append((x, y - size * 7 // 10, x + span, y, one.text))
        assert x >= -1, one.text
        assert x + span <= right + 2, one.text
        assert 0 < y <= bottom, one.text
    for a, b in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (a, b)
    for path in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?\d+) (-?\d+)", path.attrib["d"]):
            assert -20 <= int(x) <= right + 20
            assert 0 <= int(y) <= bottom


@settings(deadline=None, max_examples=10)
@given(st.integers(100, 300), st.sampled_from(["2023-07-11", "2023-07-11/2023-07-12", "2023/.."]))
def test_hundreds_at_one_time_stay_in_a_box_of_one_size(number: int, day: str) -> None:
    events = [Happening(EventDate.parse(day), "occurred", f"Event {n}") for n in range(number)]

    root = ET.fromstring(drawn(events, date(2023, 7, 14), 1760, 8, "en"))

    assert len(root.findall(f"{SVG}g")) == number
    assert int(root.attrib["viewBox"].split()[3]) < 900


@settings(deadline=None, max_examples=20)
@given(st.lists(happenings, min_size=1, max_size=10))
def test_the_same_events_give_the_same_strip(events: list[Happening]) -> None:
    assert drawn(events, date(2023, 7, 14), 1760, 8, "en") == drawn(
        list(reversed(events)) if len({one.date for one in events}) == len(events) else events,
        date(2023, 7, 14),
        1760,
        8,
        "en",
    )
