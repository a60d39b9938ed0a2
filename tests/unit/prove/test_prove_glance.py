"""What is said to be seen at first glance is seen when it is looked at for longer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.prove.ink import PageInk, _Picture

WIDTH, HEIGHT = 12, 9
EDGES = (5.0, 3.0, 5.0 + WIDTH, 3.0 + HEIGHT)
PLACES = st.floats(min_value=0, max_value=25, allow_nan=False)
SHADES = st.sampled_from([0, 20, 23, 24, 100, 255])


def page_of(pixels: bytes) -> PageInk:
    ink = PageInk(None)
    picture = _Picture(pixels, WIDTH, 1, WIDTH, HEIGHT, EDGES, 1)
    # what a look at a page itself would give
    vars(ink).update(_quick=picture, _edges=EDGES)
    return ink


@given(
    st.lists(SHADES, min_size=WIDTH * HEIGHT, max_size=WIDTH * HEIGHT),
    st.tuples(PLACES, PLACES),
    st.tuples(PLACES, PLACES),
    st.booleans(),
)
def test_a_glance_sees_no_more_than_a_look(
    shades: list[int], across: tuple[float, float], upward: tuple[float, float], is_last: bool
) -> None:
    ink = page_of(bytes(shades))
    (left, right), (bottom, top) = sorted(across), sorted(upward)
    if ink.shows(left, bottom, right, top, is_last):
        # it would draw the page again, which there is not, if it were not sure
        assert ink.hides((left, bottom, right, top), is_last_letter=is_last) == ""


def test_a_glance_sees_what_is_there_and_not_what_is_not() -> None:
    blank = page_of(bytes([255]) * WIDTH * HEIGHT)
    assert not blank.shows(7, 5, 12, 8, False)
    inked = page_of(bytes([255, 0] * (WIDTH * HEIGHT // 2)))
    assert inked.shows(7, 5, 12, 8, False)
    assert inked.shows(7, 5, 12, 8, True)
    for off in ((0, 5, 2, 8), (7, 20, 12, 22), (7, 5, 30, 8), (1, 5, 12, 8)):
        assert not inked.shows(*off, False)
