"""The fixed words of the built-in templates are complete in every language, and well set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from io import BytesIO
from typing import Any, get_args

import pytest
import yaml

from briefgen.compose.labels import Labels
from briefgen.model.analysis import Basis, Stance, Trend
from briefgen.model.base import Level
from briefgen.model.decisions import Decision, Rating
from briefgen.model.dossier import DossierStatus
from briefgen.model.events import EventStatus
from briefgen.model.evidence import DiscrepancyKind, Relation, Translation
from briefgen.model.project import TemplateFile
from briefgen.model.yardsticks import Yardstick
from briefgen.render.fonts import font_files, is_cjk, read_font
from briefgen.templates import kinds, read_files
from briefgen.view import Record
from briefgen.world import MemoryWorld, builtin_world

FILES = read_files(MemoryWorld({}), "templates", builtin_world())
SHEET = re.compile(r"_shared/labels/(\w+)\.yaml")
SHEETS: dict[str, dict[str, Any]] = {
    found[1]: yaml.load(text.text, Loader=yaml.BaseLoader)
    for key, text in FILES.items()
    if (found := SHEET.fullmatch(key))
}
LANGUAGES = sorted(SHEETS)

ENUMS: dict[str, type[StrEnum]] = {
    "basis": Basis,
    "decision_word": Decision,
    "difference": DiscrepancyKind,
    "dossier_status": DossierStatus,
    "rating": Rating,
    "stance": Stance,
    "status": EventStatus,
    "status_meaning": EventStatus,
    "translation": Translation,
    "trend": Trend,
    "yardstick_name": Yardstick,
}
WORDS: dict[str, set[str]] = {
    **{group: {member.value for member in enum} for group, enum in ENUMS.items()},
    "level": set(get_args(Level)),
    # what supports a statement needs no word
    "relation": {relation.value for relation in Relation} - {Relation.SUPPORTS.value},
}


def leaves(sheet: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in sheet.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield above + key, value


def differing_keys(sheet: Mapping[str, Any], model: Mapping[str, Any]) -> set[str]:
    return set(dict(leaves(sheet))) ^ set(dict(leaves(model)))


def words_missing(sheet: Mapping[str, Any]) -> set[str]:
    return {
        f"{group}.{word}"
        for group, words in WORDS.items()
        for word in words - set(sheet.get(group, ()))
    }


def untitled_parts(sheet: Mapping[str, Any], template: TemplateFile) -> set[str]:
    titles = sheet.get("parts", {})
    return {
        rule.id or rule.part
        for rule in template.parts
        if not (rule.title or titles.get(rule.id) or titles.get(rule.part))
    }


def labels_used(template: str) -> set[str]:
    return set(re.findall(r"\blabels\.(\w+)", template))


def built_in(kind: str) -> TemplateFile:
    return TemplateFile.model_validate(yaml.safe_load(FILES[f"{kind}/template.yaml"].text))


def characters(languages: list[str]) -> set[int]:
    return {
        ord(char)
        for language in languages
        for _, word in leaves(SHEETS[language])
        for char in word
        if char != "\n"
    }


def covered(*, cjk: bool) -> set[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    fonts = [font for font in font_files(cjk=True) if font.style == "normal"]
    tables = [
        TTFont(BytesIO(read_font(font))).getBestCmap() for font in fonts if is_cjk(font) == cjk
    ]
    return set.intersection(*(set(table) for table in tables))


def test_the_languages_that_are_shipped() -> None:
    assert LANGUAGES == ["de", "en", "fr", "ja"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_keys_of_english(language: str) -> None:
    assert differing_keys(SHEETS[language], SHEETS["en"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_empty_or_padded(language: str) -> None:
    assert [
        key for key, word in leaves(SHEETS[language]) if not word or word != word.strip(" ")
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_model_has_a_label(language: str) -> None:
    assert words_missing(SHEETS[language]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds(FILES))
def test_every_part_of_a_built_in_kind_has_a_title(kind: str, language: str) -> None:
    assert untitled_parts(SHEETS[language], built_in(kind)) == set()


@pytest.mark.parametrize("kind", kinds(FILES))
def test_every_built_in_kind_is_named_in_each_language(kind: str) -> None:
    named = {tag or "en" for tag, _ in built_in(kind).label.versions}
    assert named >= set(LANGUAGES)


def test_every_label_that_a_template_prints_is_there() -> None:
    used = {name for text in FILES.values() for name in labels_used(text.text)}
    assert len(used) > 30
    assert used - set(SHEETS["en"]) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_label_counts_both(language: str) -> None:
    found = re.findall(r"\{\w+\}", SHEETS[language]["page_of"])
    assert sorted(found) == ["{pages}", "{page}"]


def test_quotation_marks_are_those_of_the_language() -> None:
    marks = {tag: (sheet["open_quote"], sheet["close_quote"]) for tag, sheet in SHEETS.items()}
    assert marks == {
        "de": ("„", "“"),
        "en": ("“", "”"),
        "fr": ("«\u202f", "\u202f»"),
        "ja": ("「", "」"),
    }


def test_french_parts_its_colons_with_a_space_that_does_not_break() -> None:
    signs = [word for _, word in leaves(SHEETS["fr"]) if re.search("[:;?!]", word)]
    assert signs
    assert [word for word in signs if re.search("[^\u00a0\u202f][:;?!]", word)] == []


def test_the_house_fonts_have_every_character() -> None:
    assert characters(["de", "en", "fr"]) - covered(cjk=False) == set()
    assert characters(["ja"]) - covered(cjk=True) == set()


def test_what_is_missing_is_found() -> None:
    whole = SHEETS["en"]
    broken = {**whole, "stance": {"oppose": "Opposes"}, "parts": {"summary": "Summary"}}
    del broken["as_of"]
    found = differing_keys(broken, whole)
    assert {"as_of", "stance.support", "parts.notes"} <= found
    assert "stance.unclear" in words_missing(broken)
    assert "notes" in untitled_parts(broken, built_in("policy-brief"))
    assert labels_used("{{ labels.as_off }} {{ my_labels.x }}") == {"as_off"}
    assert ord("あ") not in covered(cjk=False)


def test_a_locator_that_is_no_list_of_numbers_is_told_at_once() -> None:
    labels = Labels(Record({}), ())
    for stretch in ("1-" * 5_000, "1–1" * 5_000, "1 - " * 5_000):
        assert labels.join_locators([f"{stretch}!x y"]) == f"{stretch}!x y"
