"""The banner on paper: whole, in header and footer, over nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pytest

from briefgen.project import Document
from briefgen.render import RENDERERS
from briefgen.session import AS_DESIGNED

Make = Callable[..., Any]

MM = 72 / 25.4
PROJECT = """\
marking_schemes: {{OWN: {{levels: [OPEN, WITHHELD FROM MOST]}}}}
caveats:
  MMW: "MEMORANDUM FOR MMMMMMWWWWWW: WHOEVER HAS READ IT BURNS IT"
  LIMDIS: {{en: Limited distribution, ja: 限定配布は配布先を限る}}
audiences:
  staff:
    {{clearance: ["TLP:RED", "OWN:WITHHELD FROM MOST"], caveats: [MMW, LIMDIS], members: [JPN],
     portion_marks: true}}
paper: {paper}
"""
EVENT = 'events: {e: {date: "2023", text: T, status: occurred, depth: essential}}\n'
FLOOR = """\
floor_marking:
  level: [TLP:RED, OWN:WITHHELD FROM MOST]
  caveats: [MMW, LIMDIS]
  releasable_to: [AUS, CHE, DNK, GBR, JPN, KOR, LUX, MEX, NOR, NZL, POL, SWE, USA]
  embargo: 2023-08-01T09:00:00+09:00
"""


def lines_of(page: Any) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield (left, bottom, right, top, words) of each line of text on a page, in millimetres."""
    text = page.get_textpage()
    for index in range(text.count_rects()):
        box = text.get_rect(index)
        left, bottom, right, top = (edge / MM for edge in box)
        yield left, bottom, right, top, text.get_text_bounded(*box)


@pytest.mark.parametrize("kind", ["one-pager", "policy-brief", "timeline"])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_stands_inside_the_page_and_over_nothing(
    bench: Make, heading: str, kind: str, language: str, paper: str
) -> None:
    made = bench(EVENT, heading + FLOOR, PROJECT.format(paper=paper))
    document = Document("d", kind, "staff", language, paper, portion_marks=True)
    composition, faults = made.session.compose(document, AS_DESIGNED)
    assert composition is not None, faults
    strip = dict(composition.job.css)["page.css"].split('corner { content: "')[1].split('"')[0]
    expected = strip.split("\\a ")
    assert len(expected) > 1
    with pypdfium2.PdfDocument(RENDERERS["pdf"](composition.job).content) as pdf:
        for page in pdf:
            width, height = (size / MM for size in page.get_size())
            seen = list(lines_of(page))
            assert all(left >= 16.5 and right <= width - 16.5 for left, _, right, *_ in seen), seen
            assert all(bottom >= 4 and top <= height - 4 for _, bottom, _, top, _ in seen), seen
            for one in seen:
                for other in seen:
                    assert one is other or not _overlap(one, other), (one, other)
            words = page.get_textpage().get_text_bounded().replace("\xad", "")
            for line in expected:
                assert _letters(words).count(_letters(line)) >= 2, "in header and footer"
            assert words.count("TLP:RED") >= 2


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _overlap(one: Any, other: Any) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.2 and down > 0.6
