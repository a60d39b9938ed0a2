"""Every kind, for every audience, in every language, on every paper, by every standard."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pikepdf
import pytest
from invented_projects import COMBINED, FLAVOURS, Judged
from reading_faults import faults
from tag_tree import BookOf

SIZES = {"A4": (595, 842), "Letter": (612, 792)}
each_combination = pytest.mark.parametrize("name", COMBINED)
each_standard = pytest.mark.parametrize("standard", FLAVOURS)


def test_there_are_no_other_combinations(combined: Mapping[str, Judged]) -> None:
    assert set(combined) == {f"{name} {standard}" for name in COMBINED for standard in FLAVOURS}


@each_standard
@each_combination
def test_it_conforms_and_makes_no_listener_stumble(
    combined: Mapping[str, Judged], name: str, standard: str, book_of: BookOf
) -> None:
    made = combined[f"{name} {standard}"]
    assert made.verdict == dict.fromkeys(FLAVOURS[standard], ())
    assert list(faults(book_of(made.content))) == []


@each_combination
def test_it_is_in_its_language_and_on_its_paper(combined: Mapping[str, Judged], name: str) -> None:
    *_, language, paper = name.split("/")
    with pikepdf.open(BytesIO(combined[f"{name} ua1-a3a"].content)) as pdf:
        assert str(pdf.Root.Lang) == language
        boxes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
    assert boxes == {SIZES[paper]}
