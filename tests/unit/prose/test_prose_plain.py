"""Plain text and word counts."""

from __future__ import annotations

import pytest

from briefgen.model.text import Text
from briefgen.prose.plain import plain_text, word_count


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a *b*  `c`\nd [@e], [f](https://g.h) ![i](j)", "a b c d, f i"),
        ("# a\n\n- b\n- c\n\n| d | e |\n|---|---|\n| f | g |", "a\nb\nc\nd e\nf g"),
        ("```\nx\n  y\n```", "x\ny"),
        ("&amp; \\*", "& *"),
        ("<b>x</b>", "<b>x</b>"),
        ("", ""),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert plain_text(Text(source, "en", block=True)) == expected


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("NATO's well-known 2.5 million, **and** so on [@a, p. 3]", 7),
        ("岸田文雄 met", 5),
        ("국가 안보", 2),
        ("— … !", 0),
    ],
)
def test_word_count(source: str, count: int) -> None:
    assert word_count(Text(source, "en")) == count
