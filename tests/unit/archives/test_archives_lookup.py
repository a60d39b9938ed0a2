"""Quotes are found where they stand word for word, and nowhere else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from briefgen.archives.extract import extract
from briefgen.archives.extracted import Extracted
from briefgen.archives.lookup import Archived, Found, Missed, look_up
from briefgen.archives.words import Part, words_of

TEXT = """\
Minutes of the council

The mayor said: “The bridge was closed for three weeks, and nobody
told us why.” She added that the unions were unable to agree with
the port’s long-
term plan for coop-
eration in 16 areas.
"""


def archived(text: str = TEXT, path: str = "a.txt") -> Archived:
    found = extract(text.encode(), path)
    assert isinstance(found, Extracted)
    return Archived(found)


def looked_up(quote: str, text: str = TEXT) -> Found | Missed:
    return look_up(words_of(quote), archived(text))


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("The bridge was closed for three weeks", ("line 3, column 18",)),
        ("closed  for\nthree weeks, and nobody told us why", ("line 3, column 33",)),
        ('"The bridge was closed for three weeks, and nobody told us why."',
         ("line 3, column 18",)),
        ("said: 'The bridge was closed", ("line 3, column 11",)),
        ("the port's long-term plan", ("line 5, column 1",)),
        ("the port’s long‑term plan for cooperation in 16 areas", ("line 5, column 1",)),
        ("The bridge was closed … nobody told us why", ("line 3, column 18", "line 3, column 61")),
        ("The bridge was closed...nobody told us why", ("line 3, column 18", "line 3, column 61")),
        ("The bridge was closed . . . nobody told us why",
         ("line 3, column 18", "line 3, column 61")),
        ("The bridge was closed […] nobody told us why",
         ("line 3, column 18", "line 3, column 61")),
        ("[T]he bridge was closed [by the city] for three weeks",
         ("line 3, column 19", "line 3, column 40")),
        ("The bridge was closed for three week[s]", ("line 3, column 18",)),
        # the stop at the end is the author's
        ("The bridge was closed for three weeks.", ("line 3, column 18",)),
    ],
)  # fmt: skip
def test_found(quote: str, places: tuple[str, ...]) -> None:
    found = looked_up(quote)
    assert isinstance(found, Found), found
    assert found.places == places


@pytest.mark.parametrize(
    "quote",
    [
        "The bridge was open for three weeks",
        "the bridge was closed for three weeks",
        "The bridge was closed three weeks",
        "The bridge was closed for three weeks!",
        "able to agree with the port",
        "unions were unable to agree with the por",
        "long-term plan for co-operation",
        "6 areas. But that is a longer story",
        "nobody told us why … The bridge was closed",
        "The bridge was closed … for ever and ever",
        "The bridge was closed … was closed for three weeks",
    ],
)
def test_not_found(quote: str) -> None:
    assert isinstance(looked_up(quote), Missed)


def test_a_number_of_a_note_may_stand_behind_a_word() -> None:
    assert isinstance(
        looked_up("the like-minded countries", "the like-minded countries12 met"), Found
    )
    assert isinstance(looked_up("agreed on 6 areas", "they agreed on 16 areas"), Missed)
    assert isinstance(looked_up("agreed on 1", "they agreed on 16 areas"), Missed)


def test_an_ellipsis_or_brackets_of_the_source_itself() -> None:
    text = "He said: well … no, [laughs] we never agreed to that."
    found = looked_up("well … no, [laughs] we never", text)
    assert found == Found(("line 1, column 10",))


def test_a_later_part_is_looked_for_behind_the_earlier() -> None:
    text = "the office is open, he said, and then: the office is closed, and the office is open"
    found = looked_up("the office is closed … the office is open", text)
    assert found == Found(("line 1, column 40", "line 1, column 66"))
    assert looked_up("the office is closed … he said, and then", text) == Missed(
        Part("he said, and then"), earlier="line 1, column 21"
    )


@pytest.mark.parametrize(
    ("quote", "differences"),
    [
        ("The bridge was closed for four weeks, and nobody told us why",
         ("the quote has `four`, the archive `three`",)),
        ("The bridge was closed for three long weeks, and nobody told us",
         ("`long` is not in the archive",)),
        ("The bridge was closed for weeks, and nobody told us why",
         ("the quote leaves out `three`",)),
        ("were able to agree with the", ("the quote has `able`, the archive `unable`",)),
        ("the bridge was closed for three weeks", ("the quote has `the`, the archive `The`",)),
        ("A bridge is closed for three weeks and nobody told her why",
         ("the quote has `A`, the archive `The`", "the quote has `is`, the archive `was`",
          "the quote leaves out `,`", "the quote has `her`, the archive `us`")),
    ],
)  # fmt: skip
def test_a_near_miss_says_where_it_differs(quote: str, differences: tuple[str, ...]) -> None:
    missed = looked_up(quote)
    assert isinstance(missed, Missed)
    assert missed.near is not None
    assert missed.near.differences == differences


def test_a_near_miss_shows_the_passage_and_its_place() -> None:
    missed = looked_up("The bridge was closed for four weeks, and nobody told us")
    assert isinstance(missed, Missed)
    assert missed.near is not None
    assert missed.near.passage == "The bridge was closed for three weeks, and nobody told us"
    assert missed.place == "line 3, column 18"


def test_nothing_like_it() -> None:
    missed = looked_up("Zwölf Boxkämpfer jagen Viktor quer über den Sylter Deich")
    assert isinstance(missed, Missed)
    assert missed.near is None


def test_a_quote_longer_than_the_archive() -> None:
    missed = looked_up("It was a short text, and this is all", "It was a short text and this")
    assert isinstance(missed, Missed)
    assert missed.near is not None
    missed = looked_up("Something else altogether that is longer", "short")
    assert isinstance(missed, Missed)
    assert missed.near is None


def test_japanese() -> None:
    text = "首相は「東京に連絡\n事務所を置くことは、地域の安定に役立つ」と述べた。"
    found = looked_up("東京に連絡事務所を置くことは、地域の安定に役立つ", text)
    assert found == Found(("line 1, column 5",))
    missed = looked_up("東京に連絡事務所を置くことは、世界の安定に役立つ", text)
    assert isinstance(missed, Missed)
    assert missed.near is not None
    assert missed.near.differences == ("the quote has `世界`, the archive `地域`",)


def test_a_pdf_over_lines_and_pages(pdf: Callable[..., bytes]) -> None:
    content = pdf(
        [
            ["Allies agreed on closer coop-", "eration and a long-", "term plan for 2023\x2d"],
            ["2026, which they will look at"],
        ]
    )
    extracted = extract(content, "a.pdf")
    assert isinstance(extracted, Extracted)
    quote = "closer cooperation and a long-term plan for 2023–2026, which they will look at"
    assert look_up(words_of(quote), Archived(extracted)) == Found(("page 1",))
    assert look_up(words_of("2026, which they will"), Archived(extracted)) == Found(("page 2",))
    wrong = look_up(words_of("closer co-operation and a long-term plan"), Archived(extracted))
    assert isinstance(wrong, Missed)


def test_numbers_of_notes_in_a_pdf(pdf: Callable[..., bytes]) -> None:
    lines = ["Allies asked Tokyo2 and,3 later,", "the IP4 countries in 16 areas.4 All agree-", "d."]
    extracted = extract(pdf([lines]), "a.pdf")
    assert isinstance(extracted, Extracted)
    book = Archived(extracted)
    for quote in (
        "asked Tokyo and, later, the IP4 countries",
        "the IP4 countries in 16 areas. All agreed.",
        "Allies asked Tokyo",
    ):
        assert isinstance(look_up(words_of(quote), book), Found), quote
    for quote in ("asked Tokyo3 and, later", "IP4 countries in areas", "IP4 countries in 6 areas"):
        assert isinstance(look_up(words_of(quote), book), Missed), quote
    # where numbers of notes can be told from the text, they are
    assert isinstance(looked_up("asked Tokyo and later", "asked Tokyo2 and later"), Missed)


def test_words_are_known_as_they_were_written() -> None:
    words = words_of("“Well”, she said … we’re  open\n[today] for ﬁve – no, “six” – weeks.")
    assert [part.written for part in words.parts] == [
        "Well”, she said",
        "we’re  open",
        "for ﬁve – no, “six” – weeks",
    ]


@pytest.mark.parametrize(
    ("quote", "short"),
    [
        ("twelve chars", None),
        ("eleven char", "eleven char"),
        ("It was … closed for three weeks", "It was"),
        ("[sic]", "[sic]"),
        ("…", ""),
        ("東京の事務所", None),
        ("東京事務所", "東京事務所"),
    ],
)
def test_too_short(quote: str, short: str | None) -> None:
    found = words_of(quote).short
    assert (found.text if found else None) == short


def test_the_digest_stays_when_only_typesetting_changes() -> None:
    digest = words_of("the port’s long–term plan").digest
    assert words_of("the  port's long-term plan.").digest == digest
    assert words_of("the port's long term plan").digest != digest


def test_a_book_is_searched_quickly() -> None:
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(8000)]
    lines = [" ".join(chance.choices(known, k=12)) for _ in range(12_000)]
    book = archived("-\n".join(lines))
    start = time.process_time()
    for number in range(50):
        quote = " ".join(lines[number * 200].split()[:10])
        assert isinstance(look_up(words_of(quote), book), Found)
        assert isinstance(look_up(words_of(f"{quote[:40]} changed {quote[41:]}"), book), Missed)
    assert time.process_time() - start < 6
