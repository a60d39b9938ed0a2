"""The words of a yardstick in a text: the longest, in its language."""

from __future__ import annotations

import pytest

from briefgen.likelihood import likelihood_words
from briefgen.model.yardsticks import Yardstick


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Very likely, almost certainly.", "en", [(80, "Very likely"), (95, "almost certainly")]),
        ("Likely\nor unlikely?", "en", [(55, "Likely"), (20, "unlikely")]),
        ("The likelihood of likely-minded states.", "en", [(55, "likely")]),
        ("Das ist sehr unwahrscheinlich.", "de", [(5, "sehr unwahrscheinlich")]),
        ("C’est peu probable.", "fr", [(20, "peu probable")]),
        ("合意の可能性は非常に低い。", "ja", [(5, "可能性は非常に低い")]),
        ("合意の可能性が高いとみられる。", "ja", [(55, "可能性が高い")]),
        ("It is likely.", "nl", []),
    ],
)  # fmt: skip
def test_words_are_found(text: str, language: str, found: list[tuple[int, str]]) -> None:
    words = list(likelihood_words(text, Yardstick.ICD203, language))
    assert [(word.rung.low, word.text) for word in words] == found
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]


def test_each_yardstick_has_words_of_its_own() -> None:
    text = "A realistic possibility, highly likely."
    assert [w.text for w in likelihood_words(text, Yardstick.PHIA, "en")] == [
        "realistic possibility",
        "highly likely",
    ]
    assert [w.text for w in likelihood_words(text, Yardstick.ICD203, "en")] == ["likely"]
