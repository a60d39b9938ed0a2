"""Tables say what they leave out, and print a date once, on the page where its rows are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from briefgen.compose import Composition
from briefgen.render import lay_out

if TYPE_CHECKING:
    from conftest import Bench

HEAD = "Date Status Event"


def days(*counts: int, words: int = 12) -> str:
    """Return events on days that follow each other, so many on each."""
    return json.dumps(
        {
            "events": {
                f"e-{day}-{number}": {
                    "date": f"2023-03-{day:02}",
                    "text": f"Meeting {number}" + " of the harbour council" * words,
                    "status": "occurred",
                }
                for day, count in enumerate(counts, start=1)
                for number in range(count)
            }
        }
    )


def positions(number: int) -> str:
    """Return so many positions on one issue."""
    return json.dumps(
        {
            "actors": {
                f"a{one}": {"name": f"Actor {one}", "kind": "state"} for one in range(number)
            },
            "issues": {"i": {"proposition": "Open it."}},
            "positions": {
                f"p{one}": {
                    "actor": f"a{one}",
                    "issue": "i",
                    "stance": "support",
                    "basis": "on-record",
                    "depth": "essential",
                }
                for one in range(number)
            },
        }
    )


def pages(composition: Composition) -> list[str]:
    """Return the words of each page."""
    with pypdfium2.PdfDocument(lay_out(composition.job).drawn().content) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_a_date_is_printed_once_for_its_events(bench: Callable[..., Bench]) -> None:
    (page,) = pages(bench(days(1, 6, 2, words=1)).page())
    dates = re.findall(r"^[0-9]+ Mar 2023", page, re.MULTILINE)
    assert dates == ["1 Mar 2023", "2 Mar 2023", "3 Mar 2023"]
    assert len(re.findall("Occurred Meeting", page)) == 9


@pytest.mark.parametrize("first", range(1, 7))
def test_a_page_begins_with_a_date(bench: Callable[..., Bench], first: int) -> None:
    # wherever the page ends: each time it ends a row later
    made = pages(bench(days(first, 4, 5, 4, 6), project=PROJECT).page())
    tops = [page.split(HEAD, 1)[1].split() for page in made if HEAD in page]
    assert len(tops) > 1
    assert all(top[1:3] == ["Mar", "2023"] for top in tops[1:])


PROJECT = 'audiences: {public: {clearance: "TLP:CLEAR", depth: full}}\n'


@pytest.mark.parametrize(("kind", "limit"), [("one-pager", 6), ("policy-brief", 7)])
def test_it_is_told_how_many_positions_are_not_shown(
    bench: Callable[..., Bench], kind: str, limit: int
) -> None:
    def said(number: int) -> list[list[str]]:
        composition: Any = bench(positions(number)).write(kind)[0]
        texts = (composition.job.html, composition.job.markdown)
        words = [" ".join(text.split()) for text in texts]
        return [re.findall(r"Not shown here: [0-9]+ more", text) for text in words]

    assert said(limit) == [[], []]
    assert said(limit + 2) == [["Not shown here: 2 more"]] * 2


def test_a_title_of_several_lines_makes_its_row_as_high(bench: Callable[..., Bench]) -> None:
    def height(title: str) -> float:
        items = {
            "claims": {
                name: {"text": f"It is {name}.", "kind": "fact", "depth": "essential"}
                for name in ("so", "otherwise")
            },
            "discrepancies": {
                "d": {
                    "title": title,
                    "claims": ["so", "otherwise"],
                    "kind": "number",
                    "assessment": "One line.",
                    "depth": "essential",
                }
            },
        }
        composition, faults = bench(json.dumps(items)).write("one-pager")
        assert composition is not None, faults
        return dict(lay_out(composition.job).measured().laid_out.part_mm)["part-differences"]

    assert height("How many ships called at the port in the spring") > height("Ships") + 3
