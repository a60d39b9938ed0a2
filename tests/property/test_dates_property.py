from __future__ import annotations

import pickle
import re
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.checks.dates.precision import contradiction
from briefgen.checks.dates.stated import Grain, stated_dates
from briefgen.dates_display import format_date
from briefgen.dates_words import WORDS
from briefgen.model.dates import EventDate, Precision

LANGUAGES = st.sampled_from([*WORDS, "it", "ko", "en-US"])
YEARS = st.integers(1000, 9998).map(str)
DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat)
MONTHS = st.one_of(DAYS.map(lambda d: d[:7]), DAYS.map(lambda d: f"{d[:7]}-XX"))
SEASONS = st.tuples(YEARS, st.sampled_from(["21", "22", "23", "24"])).map("-".join)
MARKS = st.sampled_from(["", "~", "?", "%"])
PLAIN = st.one_of(YEARS, DAYS, DAYS.map(lambda d: d[:7]))
MARKED = st.tuples(PLAIN, MARKS).map("".join)
INSTANTS = st.tuples(DAYS, st.times(), st.sampled_from(["Z", "+09:00", "-03:30"])).map(
    lambda parts: f"{parts[0]}T{parts[1]:%H:%M:%S}{parts[2]}"
)


def _spans(form: str, ends: st.SearchStrategy[str], empty: list[str]) -> st.SearchStrategy[str]:
    both = st.tuples(ends, ends).map(lambda pair: form.format(*sorted(pair)))
    gap = st.sampled_from(empty)
    left = st.tuples(gap, ends).map(lambda pair: form.format(*pair))
    right = st.tuples(ends, gap).map(lambda pair: form.format(*pair))
    return st.one_of(both, left, right)


COARSE = st.one_of(
    st.tuples(st.one_of(YEARS, MONTHS, SEASONS), MARKS).map("".join),
    YEARS.map(lambda y: f"{y[:3]}X"),
    YEARS.map(lambda y: f"{y}-XX"),
    _spans("{}/{}", st.tuples(st.one_of(YEARS, MONTHS), MARKS).map("".join), ["", ".."]),
    _spans("[{}..{}]", st.one_of(YEARS, MONTHS), [""]),
    st.just("XXXX"),
)
TEXTS = st.one_of(
    COARSE,
    MARKED,
    INSTANTS,
    _spans("{}/{}", MARKED, ["", ".."]),
    _spans("[{}..{}]", PLAIN, [""]),
).filter(lambda text: _accepted(text) is not None)
DATES = TEXTS.map(EventDate.parse)


def _accepted(text: str) -> EventDate | None:
    try:
        return EventDate.parse(text)
    except ValueError:
        return None


@given(DATES)
def test_parses_its_own_text(parsed: EventDate) -> None:
    assert EventDate.parse(str(parsed)) == parsed
    assert pickle.loads(pickle.dumps(parsed)) == parsed
    if parsed.earliest and parsed.latest:
        assert parsed.earliest <= parsed.latest


@given(
    st.text(st.characters(codec="utf-8"), max_size=30)
    | st.from_regex(r"\A[0-9X/.\[\]TZ:~?+-]{1,25}\Z")
)
def test_refuses_with_value_errors_only(text: str) -> None:
    parsed = _accepted(text)
    assert parsed is None or parsed.text == text.strip()


@given(DATES, DATES, DATES)
def test_order_is_total(a: EventDate, b: EventDate, c: EventDate) -> None:
    assert (a.sort_key < b.sort_key) + (b.sort_key < a.sort_key) + (a == b) == 1
    if a.sort_key <= b.sort_key <= c.sort_key:
        assert a.sort_key <= c.sort_key


@given(DATES, DATES)
def test_order_agrees_with_certainty(a: EventDate, b: EventDate) -> None:
    if a.latest and b.is_after(a.latest):
        assert a.sort_key < b.sort_key


@given(DATES, DATES)
def test_order_agrees_with_what_is_certainly_before(a: EventDate, b: EventDate) -> None:
    if b.earliest and a.is_before(b.earliest):
        assert a.sort_key < b.sort_key


@given(
    st.lists(DATES, max_size=8).flatmap(
        lambda dates: st.tuples(st.just(dates), st.permutations(dates))
    )
)
def test_order_does_not_depend_on_where_it_began(
    both: tuple[list[EventDate], list[EventDate]],
) -> None:
    first, second = (sorted(dates, key=lambda date: date.sort_key) for dates in both)
    assert first == second
    undated = [d.precision is Precision.UNDATED for d in first]
    assert undated == sorted(undated)


@given(DATES, st.dates(date(1000, 1, 1), date(9998, 12, 31)))
def test_what_is_certain_is_so_of_each_day_that_it_can_be(parsed: EventDate, day: date) -> None:
    for bound in (parsed.earliest, parsed.latest):
        if bound and parsed.is_before(day):
            assert bound < day
        if bound and parsed.is_after(day):
            assert bound > day


@given(DATES, st.dates())
def test_never_certainly_before_and_after(parsed: EventDate, day: date) -> None:
    assert not (parsed.is_before(day) and parsed.is_after(day))
    if parsed.precision is Precision.UNDATED:
        assert parsed.is_before(day) is parsed.is_after(day) is False


@given(COARSE.map(_accepted).filter(bool), LANGUAGES, st.booleans())
def test_display_adds_no_precision(parsed: EventDate, language: str, on: bool) -> None:
    for width in ("long", "short"):
        shown = format_date(parsed, language, width=width, on=on)
        assert not re.search(r"(?<!\d)\d{1,2}(?![\d月]|월|er)", shown), shown


@given(DATES, LANGUAGES, st.booleans())
def test_display_says_what_is_known(parsed: EventDate, language: str, on: bool) -> None:
    shown = format_date(parsed, language, on=on)
    assert shown == shown.strip()
    assert not re.search(r"[{}]|\s\s", shown)
    for bound in (parsed.earliest, parsed.latest):
        whole_decade = parsed.precision is Precision.DECADE or "X" in parsed.text
        if bound and parsed.precision is not Precision.SEASON and not whole_decade:
            assert str(bound.year) in shown


@given(DATES, st.sampled_from(["en", "de", "fr", "ja"]), st.booleans(), st.booleans())
def test_display_says_no_more_than_the_date(
    parsed: EventDate, language: str, short: bool, on: bool
) -> None:
    """The printed words are read again by what judges an author's own words."""
    shown = format_date(parsed, language, width="short" if short else "long", on=on)
    found = stated_dates(shown, language)
    for stated in found:
        assert contradiction(stated, parsed) is None, (shown, stated)
    grain = Grain.__members__.get(parsed.precision.name)
    # a bare number is taken for a year up to 2999
    if grain is not None and parsed.earliest and parsed.earliest.year < 3000:
        assert grain in {stated.grain for stated in found}, shown


PIECES = st.sampled_from(
    [
        *"0-/.: 年月日時秋の～",
        *("2023", "0000", "9999", "29", "31", "May", "February", "Feb.", "juin", "Mai"),
        *("autumn ", "s", "er", "années ", "h", " and "),
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), DATES, st.sampled_from(["en", "de", "fr", "ja"]))
def test_any_words_can_be_judged(words: str, parsed: EventDate, language: str) -> None:
    for stated in stated_dates(words, language):
        assert stated.words
        assert contradiction(stated, parsed) is None or stated.grain > Grain.NONE


@given(DATES, DATES, LANGUAGES)
def test_display_tells_days_apart(a: EventDate, b: EventDate, language: str) -> None:
    if a.precision is b.precision is Precision.DAY and a.earliest != b.earliest:
        assert format_date(a, language) != format_date(b, language)


@pytest.fixture(scope="module")
def edtf_accepts() -> Callable[[str], bool]:
    """An independent judge of the grammar, kept quiet: it warns on import and prints."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf

    def accepts(text: str) -> bool:
        with redirect_stdout(StringIO()):
            return parse_edtf(text, fail_silently=True) is not None

    return accepts


@settings(max_examples=40, deadline=None)
@given(
    text=st.one_of(
        MARKED,
        SEASONS,
        MONTHS,
        INSTANTS,
        YEARS.map(lambda y: f"{y[:3]}X"),
        _spans("{}/{}", MARKED, ["", ".."]),
        _spans("[{}..{}]", YEARS, [""]),
    ).filter(lambda text: _accepted(text) is not None and not text.startswith("/"))
)
def test_what_is_accepted_is_edtf(edtf_accepts: Callable[[str], bool], text: str) -> None:
    assert edtf_accepts(text)


@settings(max_examples=40, deadline=None)
@given(text=st.from_regex(r"\A20[0-9]{2}-[0-3][0-9](-[0-3][0-9])?[~?]?\Z"))
def test_what_edtf_refuses_is_refused(edtf_accepts: Callable[[str], bool], text: str) -> None:
    qualified_season = re.fullmatch(r"\d{4}-2[1-4][~?]", text)
    if not edtf_accepts(text) and not qualified_season:
        assert _accepted(text) is None
