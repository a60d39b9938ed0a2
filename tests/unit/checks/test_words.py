"""Word lists, and how their phrases are found."""

from __future__ import annotations

import pytest

from briefgen.words import LANGUAGES, find_phrases, folded, may_hold, phrase_pattern, wordlist

LISTS = [
    "abbreviations",
    "abbreviations_at_ends",
    "abbreviations_before_numbers",
    "confidence",
    "confidence_exempt",
    "currencies",
    "estimative",
    "estimative_exempt",
    "known_acronyms",
    "modals",
    "modals_exempt",
    "multipliers",
    "negations",
    "negations_after",
    "numbered",
    "ordinals",
    "per_cent",
    "probability",
    "probability_joints",
    "relative_dates",
    "relative_dates_contrasted",
    "relative_dates_exempt",
    "sentence_starts",
    "small_words",
    "stated",
    "stated_exempt",
    "time_units",
    "topic_endings",
    "topic_headings",
    "topic_openings",
    "topic_verbs",
]
MAY_BE_EMPTY = {
    "abbreviations_before_numbers",
    "confidence_exempt",
    "modals_exempt",
    "negations",
    "negations_after",
    "sentence_starts",
    "topic_endings",
    "topic_openings",
    "topic_verbs",
}


def found(phrases: tuple[str, ...], text: str) -> list[str]:
    return [match[0] for match in phrase_pattern(phrases).finditer(text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_every_language_has_every_list(name: str, language: str) -> None:
    words = wordlist(name, language)
    assert words or name in MAY_BE_EMPTY
    assert all(isinstance(word, str) and word == word.strip() and word for word in words)
    assert len(words) == len(set(words))


def test_the_region_of_a_language_does_not_count() -> None:
    assert wordlist("modals", "en-GB") == wordlist("modals", "en")


def test_a_language_without_a_file_has_empty_lists() -> None:
    assert wordlist("modals", "es") == ()
    assert list(find_phrases("perhaps", "estimative", "es")) == []


def test_a_list_that_does_not_exist() -> None:
    with pytest.raises(KeyError, match="moods"):
        wordlist("moods", "en")


def test_whole_words_whatever_their_case() -> None:
    assert found(("may", "may well"), "May dismay; mayor, MAY WELL. may-be") == [
        "May",
        "MAY WELL",
        "may",
    ]


def test_the_longest_phrase_is_found() -> None:
    assert found(("likely", "very likely", "quite"), "very  likely, quite\nlikely") == [
        "very  likely",
        "quite",
        "likely",
    ]


def test_letters_with_marks_are_letters() -> None:
    assert found(("über",), "Über überall darüber, über.") == ["Über", "über"]
    assert found(("pas",), "pas, pâs, repas, pasé") == ["pas"]


def test_japanese_phrases_stand_inside_a_line_of_characters() -> None:
    assert found(("最近", "EU", "3年"), "彼は最近3年EUにいた。EUR") == ["最近", "3年", "EU"]


def test_marks_are_found_in_any_spelling() -> None:
    assert found(("aujourd'hui", "near-certain"), "aujourd’hui aujourd'hui near\u2011certain") == [
        "aujourd’hui",
        "aujourd'hui",
        "near\u2011certain",
    ]
    assert folded("Near\u2011Certain  l’An\n2") == "near-certain l'an 2"


def test_what_stands_for_a_quotation_parts_a_phrase() -> None:
    assert found(("very likely",), "very \ufffc\ufffc likely") == []


def test_no_phrase_finds_nothing() -> None:
    assert found((), "anything") == []


def test_what_is_part_of_an_exempt_phrase_is_left_out() -> None:
    text = "It closed last month, in the last week of May."
    assert [m[0] for m in find_phrases(text, "relative_dates", "en")] == ["last month"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["confidence", "estimative", "modals", "relative_dates", "stated"])
def test_a_quick_look_never_misses_a_phrase(name: str, language: str) -> None:
    for phrase in wordlist(name, language):
        assert may_hold(f"x {phrase} y".casefold(), name, language)
        assert may_hold(f"X {phrase.upper()} Y".replace("'", "’").casefold(), name, language)


def test_a_quick_look_passes_over_most_texts() -> None:
    assert not may_hold("the office has three desks.", "relative_dates", "en")
    assert not may_hold("anything at all", "relative_dates", "es")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["estimative", "confidence", "stated", "relative_dates"])
def test_each_phrase_finds_itself(name: str, language: str) -> None:
    exempt = {folded(phrase) for phrase in wordlist(f"{name}_exempt", language)}
    for phrase in wordlist(name, language):
        if folded(phrase) not in exempt:
            assert [m[0] for m in find_phrases(phrase, name, language)] == [phrase]


def test_phrases_that_end_in_different_ways_keep_their_order() -> None:
    text = "no. one, no. ones, no. 1 §, no.1, nor no"
    expected = ["no. one", "no.", "no. 1 §", "no.", "no"]
    assert found(("no. one", "no.", "no", "no. 1 §"), text) == expected


def test_the_letters_stand_in_a_pattern_once_at_each_end() -> None:
    letters = "À-Ö"
    assert phrase_pattern(wordlist("relative_dates", "en")).pattern.count(letters) == 2
    assert phrase_pattern(("a", "bb.", "c")).pattern.count(letters) == 2
