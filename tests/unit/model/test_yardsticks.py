"""The yardsticks: every step in every language, no word on two steps, ranges in order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefgen.model.yardsticks import YARDSTICKS, Yardstick, rung

LANGUAGES = ("en", "de", "fr", "ja")


@pytest.mark.parametrize("yardstick", list(Yardstick))
def test_the_steps_rise(yardstick: Yardstick) -> None:
    steps = YARDSTICKS[yardstick]
    assert all(step.low < step.high for step in steps)
    assert all(lower.high <= higher.low for lower, higher in pairwise(steps))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("yardstick", list(Yardstick))
def test_each_step_has_words_and_none_is_on_two(yardstick: Yardstick, language: str) -> None:
    words = [word for step in YARDSTICKS[yardstick] for word in step.all_words(language)]
    assert all(step.words[language] for step in YARDSTICKS[yardstick])
    assert len(words) == len(set(words))


@pytest.mark.parametrize("yardstick", list(Yardstick))
def test_a_word_of_any_language_is_found(yardstick: Yardstick) -> None:
    for step in YARDSTICKS[yardstick]:
        for language in LANGUAGES:
            for word in step.labels(language):
                assert rung(yardstick, f"  {word.upper()} ".replace(" ", "  ")) is step


@pytest.mark.parametrize("word", ["", "probably", "certain", "quite likely"])
def test_no_other_word_is(word: str) -> None:
    assert rung(Yardstick.ICD203, word) is None


def test_a_language_without_words_has_the_english_ones_as_labels_and_none_to_look_for() -> None:
    step = YARDSTICKS[Yardstick.ICD203][4]
    assert step.labels("nl") == step.labels("en-GB") == ("likely", "probable")
    assert step.all_words("nl") == ()
