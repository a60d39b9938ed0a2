"""Text in languages, and what every item has."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.model.base import Depth, Item, Line, LocalText, NativeName, Priority, Prose

LINE: TypeAdapter[LocalText] = TypeAdapter(Line)


def test_plain_text_is_in_the_dossier_s_language() -> None:
    text = LINE.validate_python("Words")
    assert text.choose("ja", "fr").language == "fr"
    assert str(text.choose("ja", "fr")) == "Words"


@pytest.mark.parametrize(
    ("language", "chosen"),
    [("ja", "は"), ("en", "Yes"), ("en-GB", "Yes"), ("ja-JP", "は"), ("de", "Yes"), ("pt", "Yes")],
)
def test_the_nearest_language_is_chosen(language: str, chosen: str) -> None:
    text = LINE.validate_python({"ja": "は", "en": "Yes"})
    assert str(text.choose(language, "en")) == chosen


def test_a_regional_form_goes_before_the_language() -> None:
    text = LINE.validate_python({"pt": "A", "pt-BR": "B"})
    assert str(text.choose("pt-BR", "en")) == "B"


def test_without_the_dossier_s_language_the_first_is_chosen() -> None:
    text = LINE.validate_python({"fr": "Oui", "ja": "は"}).choose("de", "en")
    assert (str(text), text.language) == ("Oui", "fr")


@pytest.mark.parametrize(
    "value", ["", "  \n", {}, {"en": ""}, {"en": 1}, 5, None, ["a"], {"title": "x"}, {"en": {}}]
)
def test_what_is_no_text(value: Any) -> None:
    with pytest.raises(ValidationError):
        LINE.validate_python(value)


def test_what_kind_of_text_it_is() -> None:
    prose = TypeAdapter(Prose).validate_python("a\n\nb\n")
    assert (prose.block, str(prose.choose("en", "en"))) == (True, "a\n\nb")
    assert TypeAdapter(NativeName).validate_python({"ja": "名"}).is_native
    assert not LINE.validate_python("a").is_native


@pytest.mark.parametrize("value", ["Words", {"en": "A", "ja": "B"}])
def test_texts_are_written_as_they_were_read(value: Any) -> None:
    assert LINE.dump_python(LINE.validate_python(value)) == value


def test_ranks_are_in_the_order_of_the_words() -> None:
    assert [depth.rank for depth in Depth] == [0, 1, 2]
    assert [priority.rank for priority in Priority] == [0, 1, 2, 3]


def test_items_cannot_be_changed_and_know_their_fields() -> None:
    item = Item()
    with pytest.raises(ValidationError):
        item.depth = Depth.FULL
    with pytest.raises(ValidationError):
        Item.model_validate({"markign": "TLP:RED"})
    assert (item.marking, item.audiences) == (None, None)
