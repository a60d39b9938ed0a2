"""Prose as HTML."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from briefgen.model.text import Text
from briefgen.prose.citations import Citation
from briefgen.prose.html import block_html, inline_html


def marker(citations: tuple[Citation, ...]) -> Markup:
    return Markup("<sup>{}</sup>").format(",".join(citation.key for citation in citations))


def inline(source: str, language: str = "en", **options: str) -> str:
    return inline_html(Text(source, language), cite=marker, **options)


def block(source: str, *, heading_offset: int = 0) -> str:
    text = Text(source, "en", block=True)
    return block_html(text, cite=marker, heading_offset=heading_offset)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*a* **b** ~~c~~ `d<`", "<em>a</em> <strong>b</strong> <s>c</s> <code>d&lt;</code>"),
        ('<script>x</script> & "q"', "&lt;script&gt;x&lt;/script&gt; &amp; “q”"),
        ("text [@a; @b].", "text.<sup>a,b</sup>"),
        (
            "[x](https://a.b/?c=1&d=2 'say \"y\"')",
            '<a href="https://a.b/?c=1&amp;d=2" title="say &#34;y&#34;">x</a>',
        ),
        ("![the *map*](map.png) shows", "the map shows"),
        ("one\ntwo\\\nthree", "one\ntwo<br>\nthree"),
        ("one\n\ntwo", "one<br>\ntwo"),
        ("[x]()", "x"),
        ("", ""),
    ],
)
def test_inline_html(source: str, expected: str) -> None:
    assert inline(source) == expected


def test_what_a_cite_callback_gives_as_a_string_is_escaped() -> None:
    assert inline_html(Text("a [@b]", "en"), cite=lambda _: "<1>") == "a&lt;1&gt;"


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        ("Kishida (岸田文雄)", "en", 'Kishida (<span lang="zh">岸田文雄</span>)'),
        ("[岸田文雄]{lang=ja}", "en", '<span lang="ja">岸田文雄</span>'),
        ("[*岸田*文雄]{lang=ja}", "en", '<span lang="ja"><em>岸田</em>文雄</span>'),
        ("[Tokyo 東京]{lang=de}", "en", '<span lang="de">Tokyo <span lang="zh">東京</span></span>'),
        ("岸田文雄", "ja", "岸田文雄"),
        ("[岸田]{lang=ja}文雄", "ja", "岸田文雄"),
    ],
)
def test_languages_are_marked(source: str, language: str, expected: str) -> None:
    assert inline(source, language) == expected


def test_han_alone_is_in_the_language_given() -> None:
    assert inline("岸田", han_language="ja") == '<span lang="ja">岸田</span>'


def test_a_text_in_another_language_than_the_document_says_so() -> None:
    assert inline("Bonjour", "fr", document_language="en") == '<span lang="fr">Bonjour</span>'
    assert inline("Hello", "en", document_language="en") == "Hello"
    french = block_html(Text("Bonjour", "fr", block=True), cite=marker, document_language="en")
    assert french == '<div lang="fr"><p>Bonjour</p></div>'


def test_headings_are_shifted_and_clipped() -> None:
    assert block("# a", heading_offset=2) == "<h3>a</h3>"
    assert block("##### a", heading_offset=4) == "<h6>a</h6>"


def test_tables_name_their_columns() -> None:
    assert block("| a | b |\n|---|--:|\n| [@k] | 1 |") == (
        '<table>\n<thead>\n<tr><th scope="col">a</th>'
        '<th scope="col" style="text-align:right">b</th></tr>\n</thead>\n<tbody>\n'
        '<tr><td><sup>k</sup></td><td style="text-align:right">1</td></tr>\n</tbody>\n</table>'
    )


def test_lists_quotes_and_code() -> None:
    assert block("3. a\n   - b\n4. c") == (
        '<ol start="3">\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n<li>c</li>\n</ol>'
    )
    assert block("- a\n\n- b") == "<ul>\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>"
    assert block("> a") == "<blockquote>\n<p>a</p>\n</blockquote>"
    assert block('```py"\n<x>\n```') == (
        '<pre><code class="language-py&#34;">&lt;x&gt;\n</code></pre>'
    )
    assert block("    x") == "<pre><code>x\n</code></pre>"
    assert block("---") == "<hr>"
