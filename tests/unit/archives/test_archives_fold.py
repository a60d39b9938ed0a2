"""Folding: what is made alike, what stays apart, and the way back to where it stood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.archives.fold import MAYBE_HYPHEN, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("plain words, as they are", "plain words, as they are"),
        ("“double” ‘single’ „low‟ ‚one‛ «angle» ‹one› 「corner」 \"straight\"", "'double' 'single' "
         "'low' 'one' 'angle' 'one' 'corner' 'straight'"),
        ("Russia’s, Russia's, Russia´s, Russia`s", "Russia's, Russia's, Russia's, Russia's"),
        ("nested “‘twice’” and ``TeX''", "nested 'twice' and 'TeX'"),
        ("« mot », « mot », sagte »mot« heute", "'mot', 'mot', sagte 'mot' heute"),
        ("en–dash em—dash minus−sign non‑breaking figure‒dash", "en-dash em-dash minus-sign "
         "non-breaking figure-dash"),
        ("two -- or --- three", "two - or - three"),
        ("many   blanks,\ttabs,\n\nlines, no\u00a0break, thin\u2009one, Japanese\u3000one",
         "many blanks, tabs, lines, no break, thin one, Japanese one"),
        ("in\u00advisible, zero\u200bwidth, jo\u2060iner, \ufeffmark", "invisible, zerowidth, "
         "joiner, mark"),
        ("ﬁrst ﬂoor, ﬀ", "first floor, ff"),
        ("１６ ａｒｅａｓ", "16 areas"),
        ("he said … no", "he said ... no"),
        ("e\u0301te\u0301", "été"),
        ("東京の\n  事務所　を", "東京の事務所を"),
        ("ｶﾞｽ", "ガス"),
        ("가", "가"),
    ],
)  # fmt: skip
def test_typesetting_is_folded(written: str, folded: str) -> None:
    assert fold(written).text == folded


@pytest.mark.parametrize("words", ["Office", "office!", "Zürich", "cooperation", "16", "re-sign"])
def test_words_stay_as_they_are(words: str) -> None:
    assert fold(words).text == words


@pytest.mark.parametrize(
    "written", ["coop-\neration", "coop-  \r\n   eration", "coop\u00ad\neration", "coop\x02eration",
                "coop\ufffe\neration", "coop‐\neration"],
)  # fmt: skip
def test_a_hyphen_at_the_end_of_a_line_is_kept_open(written: str) -> None:
    assert fold(written).text == f"coop{MAYBE_HYPHEN}eration"


def test_a_dash_between_words_is_not_kept_open() -> None:
    assert fold("the office -\nif any").text == "the office - if any"
    assert fold("two-thirds").text == "two-thirds"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("a  “b” — coop", "coop"),
        ("…………  coop", "coop"),
        ("ﬁ ﬂ ½ e\u0301 \u200b coop", "coop"),
        ("\n\n\ncoop", "coop"),
        ("Japan の 東京 に coop", "coop"),
    ],
)
def test_the_way_back(written: str, word: str) -> None:
    folded = fold(written)
    offset = folded.text.index(word)
    origins = [folded.origin(offset + step) for step in range(len(word))]
    assert origins == [written.index(word) + step for step in range(len(word))]


def test_what_becomes_longer_leads_back_to_where_it_stood() -> None:
    folded = fold("a…b")
    assert folded.text == "a...b"
    assert [folded.origin(offset) for offset in range(5)] == [0, 1, 1, 1, 2]


TEXTS = st.text(st.sampled_from("ab é\u0301«»“'-–\u00ad\n\u200b…ﬁ東の 1\u3000\x02ｶﾞ"), max_size=40)


@given(TEXTS)
def test_each_place_is_in_the_text_and_in_order(written: str) -> None:
    folded = fold(written)
    origins = [folded.origin(offset) for offset in range(len(folded.text))]
    assert origins == sorted(origins)
    assert all(0 <= origin < len(written) for origin in origins)


@given(TEXTS)
def test_what_unicode_holds_equal_is_folded_alike(written: str) -> None:
    composed = unicodedata.normalize("NFC", written)
    assert fold(unicodedata.normalize("NFD", written)).text == fold(composed).text


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=8))
def test_white_space_of_any_kind_is_one_space(words: list[str]) -> None:
    assert fold("\u00a0\n ".join(words)).text == " ".join(words)
