"""The line at the foot of a page has its date whole, and room beside the number of the page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from briefgen.render import lay_out

if TYPE_CHECKING:
    from conftest import Bench

TITLES = {
    "short": "Harbour bill",
    "words": "The second reading of the regional harbour and inland waterways bill",
    "one word": "Hafenverwaltungsneuordnungsgesetzgebungsverfahrensbeschleunigung",
    "wide": "地方港湾および内水路に関する法案の第二読会とその後の見通し",
}
DATES = {
    "en": "As of 24 September 2023, 23:45 (UTC+5:45)",
    "de": "Stand 24. September 2023, 23:45 Uhr (UTC+5:45)",
    "fr": "À jour au 24 septembre 2023, 23 h 45 (UTC+5:45)",
    "ja": "基準日時 2023年9月24日23時45分（UTC+5:45）",
}


def heading(short_title: str) -> str:
    """Return a dossier with a short title that is none, known up to a moment with a long name."""
    return f"""\
title: A title
short_title: {short_title}
as_of: "2023-09-24T23:45:00+05:45"
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
"""


@pytest.mark.parametrize(("title", "language"), list(product(TITLES, DATES)))
def test_a_long_title_gives_way_to_a_long_date(
    bench: Callable[..., Bench], title: str, language: str
) -> None:
    composition, _ = bench(heading=heading(TITLES[title])).write("one-pager", language=language)
    assert composition is not None
    draft = lay_out(composition.job)
    assert draft.measured().laid_out.flaws == ()
    with pypdfium2.PdfDocument(draft.drawn().content) as pdf:
        words = pdf[0].get_textpage().get_text_range()
    (foot,) = (line for line in words.splitlines() if line.startswith(TITLES[title][:5]))
    assert DATES[language] in foot
