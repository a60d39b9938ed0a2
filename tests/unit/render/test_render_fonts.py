"""Fonts come from packages, and are the ones that the job names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.errors import ToolMissingError
from briefgen.render.fonts import FontChangedError, font_face_css, font_files, is_cjk, read_font


def test_the_house_fonts_without_and_with_cjk() -> None:
    latin, both = font_files(cjk=False), font_files(cjk=True)
    assert {(font.family, font.style) for font in latin} == {
        ("Source Sans 3", "normal"),
        ("Source Sans 3", "italic"),
        ("Source Serif 4", "normal"),
        ("Source Serif 4", "italic"),
    }
    assert both[:4] == latin
    assert [font.weight for font in both if is_cjk(font)] == ["normal", "bold"]


def test_a_variable_font_has_no_weight_for_the_engine_and_a_range_for_a_browser() -> None:
    [variable, *_, bold] = font_files(cjk=True)
    assert "font-weight" not in font_face_css([variable])
    assert 'url("brief:///fonts/SourceSans3%5Bwght%5D.ttf")' in font_face_css([variable])
    assert "font-weight:200 900" in font_face_css([variable], address="data:x")
    assert "font-weight:bold" in font_face_css([bold])


def test_another_file_than_the_named_one_is_refused() -> None:
    font = font_files(cjk=False)[0]
    assert len(read_font(font)) > 100_000
    with pytest.raises(FontChangedError, match="not the file of version"):
        read_font(replace(font, sha256="0" * 64))


@pytest.mark.parametrize(
    "change", [{"package": "fontpkg-no-such-font"}, {"filename": "NoSuchFont.ttf"}]
)
def test_a_missing_package_or_file_names_the_command(change: dict[str, str]) -> None:
    with pytest.raises(ToolMissingError) as caught:
        read_font(replace(font_files(cjk=False)[0], **change))
    assert caught.value.status == 4
    assert "pip install" in (caught.value.help or "")
