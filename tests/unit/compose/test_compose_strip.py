"""The strip of time: to scale, as sure as the dates, with words where there is room."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from briefgen.compose.strip import Happening, Look, timeline_strip
from briefgen.compose.strip.axis import Axis, axis_of, ticks_of
from briefgen.compose.strip.happenings import End, Form, stretch_of
from briefgen.compose.strip.places import Piece, place
from briefgen.compose.strip.widths import shortened, width_of
from briefgen.dates_display import format_tick
from briefgen.model.dates import EventDate
from briefgen.render.fonts import font_files, read_font

Make = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
AS_OF = date(2023, 7, 14)


def strip(*events: tuple[str, str, str], lanes: int = 8, language: str = "en") -> ET.Element:
    """Return the strip of (date, status, name) as XML."""
    happenings = [Happening(EventDate.parse(day), status, name) for day, status, name in events]
    text = timeline_strip(
        sorted(happenings, key=lambda one: one.date.sort_key),
        AS_OF,
        Look(1760, lanes, "Source Sans 3"),
        alternative="Two events",
        as_of_words="As of 14 Jul 2023",
        undated_words="Undated",
        name_day=lambda day, unit: format_tick(day, unit, language),
    )
    return ET.fromstring(text)


def words(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def axis_and_labels(*days: str, as_of: date = AS_OF) -> list[str]:
    stretches = [found for day in days if (found := stretch_of(EventDate.parse(day)))]
    axis = axis_of(stretches, as_of.toordinal(), 1760)
    ticks = ticks_of(axis, lambda day, unit: format_tick(day, unit, "en"), lambda w: 13 * len(w))
    return [f"{tick.label} {tick.above}".strip() for tick in ticks if tick.label]


@pytest.mark.parametrize(
    ("written", "form", "start", "end", "is_rough"),
    [
        ("2023-07-11", Form.POINT, End.CLOSED, End.CLOSED, False),
        ("2023-07-11T09:30:00+09:00", Form.POINT, End.CLOSED, End.CLOSED, False),
        ("2023-07", Form.WITHIN, End.CLOSED, End.CLOSED, False),
        ("2023-07~", Form.WITHIN, End.CLOSED, End.CLOSED, True),
        ("2023-07-11?", Form.POINT, End.CLOSED, End.CLOSED, True),
        ("2023/2026", Form.LASTED, End.CLOSED, End.CLOSED, False),
        ("2023-09/..", Form.LASTED, End.CLOSED, End.OPEN, False),
        ("2023-09/", Form.LASTED, End.CLOSED, End.UNKNOWN, False),
        ("../2023-09", Form.LASTED, End.OPEN, End.CLOSED, False),
        ("[2023-09..]", Form.WITHIN, End.CLOSED, End.OPEN, False),
    ],
)
def test_a_date_is_drawn_as_surely_as_it_is_known(
    written: str, form: Form, start: End, end: End, is_rough: bool
) -> None:
    found = stretch_of(EventDate.parse(written))

    assert found is not None
    assert (found.form, found.start, found.end, found.is_rough) == (form, start, end, is_rough)


def test_what_has_no_date_stands_below_the_scale() -> None:
    root = strip(("2023-07-11", "occurred", "Summit"), ("XXXX", "reported", "A warning"))

    assert stretch_of(EventDate.parse("XXXX")) is None
    assert words(root)[-2:] == ["Undated", "A warning"]


def test_the_scale_is_linear() -> None:
    axis = Axis(100, 200, 1000)

    assert [axis.at(day) for day in (100, 150, 199, 200)] == [0, 500, 990, 1000]
    assert axis.middle(150, 150) == 505
    assert (axis.at(50), axis.at(500)) == (0, 1000)


@pytest.mark.parametrize(
    ("days", "some"),
    [
        (("2023-07-10", "2023-07-12"), ["10", "12"]),
        (("2023-01-05", "2023-07-12"), ["1", "11", "21"]),
        (("2020", "2023-07-12"), ["Jan", "Jul"]),
        (("2010", "2023-07-12"), ["2011", "2023"]),
        (("1850-03", "1998", "2023"), ["1860", "2000"]),
        (("0476-09-04", "0800-12-25"), ["500", "800"]),
        (("2023-09/..",), ["1", "11"]),
    ],
)
def test_ticks_are_of_a_unit_that_suits_the_span(days: tuple[str, ...], some: list[str]) -> None:
    labels = axis_and_labels(*days)

    assert 2 <= len(labels) <= 40
    assert {word.split(" ")[0] for word in labels} >= set(some)


def test_the_first_month_and_each_january_name_their_year() -> None:
    assert axis_and_labels("2022-02-04", "2023-07-12") == [
        "Feb 2022", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
        "Jan 2023", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
    ]  # fmt: skip


def test_a_day_of_issue_far_from_all_events_is_not_on_the_strip() -> None:
    assert "As of 14 Jul 2023" not in words(
        strip(("1648-10-24", "occurred", "Peace"), ("1659", "occurred", "Peace again"))
    )
    assert "As of 14 Jul 2023" in words(strip(("2023-07-11", "occurred", "Summit")))


def test_what_lasts_far_beyond_all_else_is_cut_and_says_until_when() -> None:
    near = [(f"2023-0{month}-11", "occurred", "Talks") for month in range(3, 8)]
    root = strip(*near, ("2023/2046", "planned", "Programme"))

    assert "Programme → 2046" in words(root)
    assert not [word for word in words(root) if word == "2040"]
    assert "Programme" in words(strip(("2023/2046", "planned", "Programme"), near[0]))


def test_each_status_has_a_shape_of_its_own() -> None:
    statuses = ("occurred", "announced", "planned", "reported", "disputed")
    shapes = set()
    for status in statuses:
        (event,) = strip(("2023-07-11", status, "")).findall(f"{SVG}g")
        fills = [
            re.sub(r"\d+", "", part.attrib.get("d", "circle")) + part.attrib["fill"]
            for part in event
        ]
        shapes.add(tuple(fills))

    assert len(shapes) == len(statuses)


def test_where_room_runs_out_the_least_important_go_unnamed() -> None:
    pieces = [Piece(500, 520, 510, 200, rank=(rank,)) for rank in (2, 0, 1, 3)]

    placed, lanes = place(pieces, 760, 2, 10)

    assert lanes == 4  # the marks alone take four
    assert all(one.name_left is not None for one in placed)
    wide = [Piece(500, 520, 510, 700, rank=(rank,)) for rank in (2, 0)]
    assert [one.name_left for one in place(wide, 760, 2, 10)[0]] == [None, None]
    pieces = [Piece(x, x + 20, x + 10, 300, rank=(x == 40,)) for x in (0, 40)]
    placed, lanes = place(pieces, 360, 1, 10)
    assert (lanes, [one.name_left is None for one in placed]) == (1, [True, True])


def test_past_events_are_named_before_their_mark_and_coming_ones_behind() -> None:
    root = strip(
        ("2022-01-01", "occurred", "Begin"),
        ("2023-06-01", "occurred", "Past"),
        ("2023-08-01", "planned", "Coming"),
        ("2024-06-01", "planned", "End"),
    )
    anchors = {one.text: one.attrib.get("text-anchor", "start") for one in root.iter(f"{SVG}text")}

    assert (anchors["Past"], anchors["Coming"]) == ("end", "start")


def test_words_are_never_wider_than_they_are_measured() -> None:
    (font,) = [
        f for f in font_files(cjk=False) if (f.family, f.style) == ("Source Sans 3", "normal")
    ]
    from io import BytesIO

    face = TTFont(BytesIO(read_font(font)))
    glyphs, mapped = face.getGlyphSet(location={"wght": 400}), face.getBestCmap()
    for sign in map(chr, mapped):
        if (sign.isprintable() and ord(sign) < 0x250) or sign in "–—…’“”→":
            assert glyphs[mapped[ord(sign)]].width <= width_of(sign, 1000), sign


def test_a_long_name_is_cut_at_a_word() -> None:
    assert shortened("A short name", 1000, 27) == "A short name"
    cut = shortened("A name that is far too long for its place", 300, 27)
    assert cut == "A name that is far too…"
    assert width_of(cut, 27) <= 300
    assert shortened("東京連絡事務所の設置をめぐる協議", 200, 27).endswith("…")


def test_names_are_escaped() -> None:
    root = strip(("2023-07-11", "occurred", "A </text><script> & more"))

    assert "A </text><script> & more" in words(root)


EVENTS = """\
events:
  one: {date: 2023-07-11, title: Summit, text: They meet., status: occurred}
  two: {date: "2023-09/..", title: Talks, text: They talk., status: planned}
"""


def test_the_page_has_a_strip_with_words_for_those_who_cannot_see_it(bench: Make) -> None:
    html = bench(EVENTS).page("timeline").job.html

    assert '<svg class="strip" role="img"' in html
    assert (
        "<title>Strip of time, 11 Jul 2023 to 30 Sept 2023, with 2 events: "
        "1 occurred, 1 planned.</title>"
    ) in html or "Strip of time" in html
    assert "Bar: it lasted so long; arrow: no end is set." in html


def test_one_event_is_no_strip(bench: Make) -> None:
    one = EVENTS[: EVENTS.index("  two")]

    assert "<svg" not in bench(one).page("timeline").job.html


def test_a_name_on_a_bar_leaves_its_beginning_to_be_seen() -> None:
    bar = Piece(left=0, right=900, mark=10, name_width=300)
    ((placed,), _) = place([bar], 900, 1, 10)
    assert placed.name_left is not None
    assert placed.name_left >= bar.mark + 10 + 30


@pytest.mark.parametrize(
    ("day", "ground"),
    [
        ("2023-07", "h"),
        ("2023-07-14?", "circle"),
        ("2023-07-14", "circle"),
    ],
)
def test_the_line_of_today_ends_before_a_mark_and_days_that_are_not_known(
    day: str, ground: str
) -> None:
    events = (("2023-05-01", "occurred", "Before"), (day, "reported", "Today or near"))
    shapes = list(strip(*events, ("2023-09-01", "planned", "Behind")).iter())
    today = next(at for at, one in enumerate(shapes) if one.get("stroke") == "#A8480F")
    white = [one for one in shapes[today:] if one.get("fill") == "#FFFFFF"]

    # a ground that reaches over the line, drawn behind it
    x = int(re.findall(r"\d+", shapes[today].get("d", ""))[0])
    assert any(
        left < x < right and (ground == "circle") == one.tag.endswith("circle")
        for one in white
        for left, right in [_sides(one)]
    )


def _sides(shape: ET.Element) -> tuple[int, int]:
    if shape.tag.endswith("circle"):
        middle, half = int(shape.get("cx", "0")), int(shape.get("r", "0"))
        return middle - half, middle + half
    left, _, width, *_ = (int(number) for number in re.findall(r"\d+", shape.get("d", "")))
    return left, left + width
