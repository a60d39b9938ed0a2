"""Runs of Chinese, Japanese and Korean script."""

from __future__ import annotations

import pytest

from briefgen.prose.languages import is_cjk_language, joins_without_space, language_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", (("plain", None),)),
        ("", ()),
        ("é", (("é", None),)),
        ("a 岸田 b", (("a ", None), ("岸田", "zh"), (" b", None))),
        ("「きしだ」、岸田", (("「きしだ」、岸田", "ja"),)),
        ("국가 안보, x", (("국가 안보", "ko"), (", x", None))),
        ("きしだ 국가", (("きしだ", "ja"), (" ", None), ("국가", "ko"))),
        ("ﾃｽﾄ", (("ﾃｽﾄ", "ja"),)),
        ("𠮷野", (("𠮷野", "zh"),)),
        ("end。", (("end。", None),)),
    ],
)
def test_runs(text: str, runs: tuple[tuple[str, str | None], ...]) -> None:
    assert language_runs(text, "en") == runs


def test_a_cjk_text_is_one_piece_and_han_follows_the_argument() -> None:
    assert language_runs("岸田 x", "ja") == (("岸田 x", None),)
    assert language_runs("岸田", "en", "ja") == (("岸田", "ja"),)


def test_cjk_languages_are_known_by_their_first_subtag() -> None:
    assert is_cjk_language("zh-Hant-TW")
    assert is_cjk_language("JA")
    assert not is_cjk_language("jam")


def test_only_wide_scripts_join_lines_without_a_space() -> None:
    assert joins_without_space("東京、", "大阪")
    assert not joins_without_space("국가", "안보")
    assert not joins_without_space("東京", "Tokyo")
    assert not joins_without_space("", "東京")
