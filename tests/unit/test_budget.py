"""What is said of a document that is too long, too short, or left something out."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.budget import budget_faults, lines_over
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.project import ItemName, PageBudget, TemplateFile
from briefgen.render import LaidOut, Rendered
from briefgen.templates import Template

ONE = PageBudget(max=1)
PARTS = [
    {"part": "summary", "required": True},
    {"part": "positions", "of": "positions"},
    {"part": "event-list", "id": "ahead", "of": "events"},
    {"part": "notes"},
]
SEEN = LaidOut(
    last_page_fill=0.25,
    page_mm=240,
    line_mm=5,
    part_mm=(
        ("part-summary", 20.0),
        ("part-positions", 100.0),
        ("part-ahead", 61.0),
        ("part-notes", 70.0),
        ("part-forged", 900.0),
    ),
)


def faults(
    pages: int, budget: PageBudget = ONE, seen: LaidOut = SEEN, left_out: tuple[ItemName, ...] = ()
) -> list[Diagnostic]:
    file = TemplateFile.model_validate({"label": "L", "parts": PARTS})
    template = Template("memo", file.model_copy(update={"pages": budget}), ("memo",), {})
    found = budget_faults("d/memo/public/en", template, Rendered(b"", pages, (), seen), left_out)
    return list(found)


def test_too_many_pages_say_by_how_many_lines_what_is_large_and_what_is_enough_to_cut() -> None:
    (fault,) = faults(2)
    assert fault.code == "BG620"
    assert fault.message == (
        "`d/memo/public/en` has 2 pages and may have 1 page, even set as tightly as it may be: "
        "about 12 lines too many"
    )
    assert fault.notes == (
        "the largest parts: `positions` 20 lines, `notes` 14 lines, `ahead` 12 lines",
        "enough to cut: `ahead` (12 lines)",
    )
    assert fault.help is not None
    assert fault.help.startswith("cut 12 lines, for example in `ahead`; ")
    assert "the `priority` `low`" in fault.help


def test_a_part_that_is_printed_in_pieces_is_one() -> None:
    pieces = (("part-positions", 30.0), ("part-positions-2", 40.0), ("part-summary", 10.0))
    (fault,) = faults(2, seen=replaced(last_page_fill=0.25, part_mm=pieces))
    assert fault.notes[1] == "enough to cut: `positions` (14 lines)"


def test_where_no_part_is_enough_several_are_named() -> None:
    (fault,) = faults(2, seen=replaced(last_page_fill=0.6))
    assert fault.notes[1] == "enough to cut: `positions` (20 lines) and `ahead` (12 lines)"


def test_where_nothing_is_enough_nothing_is_promised() -> None:
    (fault,) = faults(3, seen=replaced(last_page_fill=0.9))
    assert "about 91 lines too many" in fault.message
    assert not any("enough" in note for note in fault.notes)
    assert "for example" not in (fault.help or "")


def test_what_was_left_out_in_vain_is_told_as_such() -> None:
    (fault,) = faults(2, left_out=(("events", "a"), ("events", "b"), ("sections", "c")))
    assert "and without 2 events and 1 section that may go: about" in fault.message


def replaced(**fields: Any) -> LaidOut:
    return LaidOut(**{"page_mm": 240, "line_mm": 5, "part_mm": SEEN.part_mm, **fields})


def test_what_cannot_be_measured_in_lines_is_not() -> None:
    (fault,) = faults(2, seen=LaidOut())
    assert fault.message.endswith("set as tightly as it may be")
    assert fault.notes == ()


@pytest.mark.parametrize(("pages", "lines"), [(1, 0), (2, 12), (3, 60)])
def test_lines_over_count_whole_pages(pages: int, lines: int) -> None:
    assert lines_over(pages, SEEN, ONE) == lines
    assert lines_over(pages, SEEN, PageBudget()) == 0


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ((("events", "a"), ("events", "b")), "leaves out 2 events for space"),
        ((("discrepancies", "a"),), "leaves out 1 discrepancy for space"),
        (
            (("talking_points", "a"), ("discrepancies", "b"), ("discrepancies", "c")),
            "leaves out 2 discrepancies and 1 talking point for space",
        ),
    ],
)
def test_what_is_left_out_is_told(left_out: tuple[ItemName, ...], words: str) -> None:
    (fault,) = faults(1, left_out=left_out)
    assert (fault.code, fault.severity) == ("BG626", Severity.INFO)
    assert words in fault.message
    assert all(f"`{family}/{name}`" in fault.notes[0] for family, name in left_out)


@pytest.mark.parametrize(("pages", "codes"), [(1, ["BG621"]), (2, []), (4, []), (5, ["BG620"])])
def test_the_budget_has_two_ends(pages: int, codes: list[str]) -> None:
    assert [fault.code for fault in faults(pages, PageBudget(min=2, max=4))] == codes


def test_a_budget_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="`min` is 3, and `max` is 2"):
        PageBudget(min=3, max=2)
