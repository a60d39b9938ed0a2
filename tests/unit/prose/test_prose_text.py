"""Text is a plain value: equal by content, false when blank."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from briefgen.model.text import Text


def test_a_text_is_a_hashable_picklable_value() -> None:
    text = Text("Tokyo *office*", "en")
    assert {text, Text("Tokyo *office*", "en")} == {text}
    assert pickle.loads(pickle.dumps(text)) == text
    assert str(text) == "Tokyo *office*"


@pytest.mark.parametrize("blank", ["", " ", "\n\t\n"])
def test_a_blank_text_is_false(blank: str) -> None:
    assert not Text(blank, "en")
    assert Text("x", "en")


def test_a_text_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Text("x", "en").source = "y"  # type: ignore[misc]
