"""The dialect: what is read as markup, what stays as written."""

from __future__ import annotations

import pytest

from briefgen.model.text import Text
from briefgen.prose.parse import MAX_NESTING, is_link_allowed, parse


def types(source: str) -> list[str]:
    return [node.type for node in parse(Text(source, "en")).walk(include_self=False)]


def test_equal_sources_are_parsed_once() -> None:
    assert parse(Text("one *two*", "en")) is parse(Text("one *two*", "en", block=True))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "He said “yes, ‘yes’” and it’s so"),
        ("en-GB", "He said “yes, ‘yes’” and it’s so"),
        ("de", "He said „yes, ‚yes‘“ and it’s so"),
        ("fr", "He said «\u202fyes, “yes”\u202f» and it’s so"),
        ("fi", "He said \"yes, 'yes'\" and it's so"),
    ],
)
def test_straight_quotes_are_set_as_the_language_has_them(language: str, expected: str) -> None:
    text = Text("He said \"yes, 'yes'\" and it's so", language)
    assert parse(text)[0][0][0].content == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("~~old~~", "s"),
        ("| a |\n|---|\n| b |", "table"),
        ("[岸田文雄]{lang=ja}", "span"),
        ('[岸田文雄]{ lang="ja-Latn" }', "span"),
        ("![alt](figures/map.png)", "image"),
        ("![alt](javascript:alert)", "image"),
        ("<https://nato.int>", "link"),
    ],
)
def test_markup_is_read(source: str, expected: str) -> None:
    assert expected in types(source)


@pytest.mark.parametrize(
    "source",
    [
        "<b>bold</b>",
        "[x](javascript:alert)",
        "[x](JAVASCRIPT:alert)",
        "[x](java&#10;script:alert)",
        "[x](data:text/html;base64,PHg+)",
        "[x](file:///etc/passwd)",
        "[x](figures/map.png)",
        "[x](//nato.int)",
        "<javascript:alert>",
        "[x]{.small}",
        "[x]{lang=}",
        "[x]{lang=ja onclick=y}",
    ],
)
def test_what_is_refused_stays_text(source: str) -> None:
    assert types(source) == ["paragraph", "inline", "text"]


@pytest.mark.parametrize("url", ["http://a", "HTTPS://a/b", "mailto:a@b.org", "#note-1"])
def test_links_to_the_web_mail_and_fragments_are_allowed(url: str) -> None:
    assert is_link_allowed(url)


@pytest.mark.parametrize("url", ["", "#", "https://", "ftp://a", "tel:1", "a.html", " http://a"])
def test_other_links_are_refused(url: str) -> None:
    assert not is_link_allowed(url)


def test_a_line_break_between_wide_characters_is_no_space() -> None:
    inline = parse(Text("東京の\n事務所\nin Tokyo", "ja"))[0][0]
    assert [node.content or node.type for node in inline.children] == [
        "東京の事務所",
        "softbreak",
        "in Tokyo",
    ]


def test_deep_nesting_is_cut_and_not_a_crash() -> None:
    depth = max(
        node.level
        for node in parse(Text("> " * 500 + "x", "en", block=True)).walk()
        if not node.is_root
    )
    assert depth < MAX_NESTING
