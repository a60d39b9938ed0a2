"""A page's texts are set in their own languages; tags, code, quotations and addresses stay."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from briefgen.compose.page import upfirst
from briefgen.compose.style import running_words
from briefgen.compose.typeset import typeset

NB, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>Vrai ?</p>", f"<p>Vrai{NARROW}?</p>"),
        ("<p>un <em>mot</em> ?</p>", f"<p>un <em>mot</em>{NARROW}?</p>"),
        ("<p>un <em>mot</em>?</p>", f"<p>un <em>mot{NARROW}</em>?</p>"),
        ("<p>un</p><p>: deux</p>", "<p>un</p><p>: deux</p>"),
        ("<li>un<br>? deux</li>", "<li>un<br>? deux</li>"),
        ("<p><strong>12</strong> km</p>", f"<p><strong>12</strong>{NB}km</p>"),
        ('<p>mot<sup class="notes"><a>1</a></sup> ?</p>',
         f'<p>mot<sup class="notes"><a>1</a></sup>{NARROW}?</p>'),
        ("<p>voir <code>a ?</code> : oui</p>", f"<p>voir <code>a ?</code>{NB}: oui</p>"),
        ("<pre>a ? b...</pre>", "<pre>a ? b...</pre>"),
        ("<blockquote><p>Vrai ? Non...</p></blockquote>",) * 2,
        ('<p lang="en">Right ? 12 km</p>', f'<p lang="en">Right ? 12{NB}km</p>'),
        ('<p><span lang="ja">出典: 文書</span> ?</p>',
         f'<p><span lang="ja">出典：文書</span>{NARROW}?</p>'),
        ('<a title="Vrai ?" href="https://e.org/?a=1;b">https://e.org/?a=1;b ?</a>',
         f'<a title="Vrai ?" href="https://e.org/?a=1;b">https://e.org/?a=1;b{NARROW}?</a>'),
        ("<p>A &amp; B; C &lt;D&gt; ?</p>", f"<p>A &amp; B{NARROW}; C &lt;D&gt;{NARROW}?</p>"),
        ("<p>&amp;&amp;</p><!-- a ? -->", "<p>&amp;&amp;</p><!-- a ? -->"),
        ("<head><title>Vrai ?</title></head>",) * 2,
        ("<script>a ? b : c</script>",) * 2,
        ("<p>a < b ?</p>",) * 2,
    ],
)  # fmt: skip
def test_a_french_page(html: str, made: str) -> None:
    assert typeset(html, "fr") == made


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<h1>What the port is to do now</h1>", f"<h1>What the port is to do{NB}now</h1>"),
        (
            "<h2>What <em>we</em> can try to do now</h2>",
            f"<h2>What <em>we</em> can try to do{NB}now</h2>",
        ),
        ("<h2>Who stands where</h2>",) * 2,
        ("<h2>Allies weigh the extraordinarily</h2>",) * 2,
        ("<p>What the port is to do now</p>",) * 2,
    ],
)
def test_a_heading_leaves_no_short_word_alone(html: str, made: str) -> None:
    assert typeset(html, "en") == made


def test_a_page_of_another_language_is_the_same_text() -> None:
    page = "<p>¿Vale ? 12 km &amp; mas...</p>"
    assert typeset(page, "es") == page


def test_a_language_ends_with_its_element() -> None:
    page = '<div lang="de"><p>z. B.</p></div><p>12 Mio. z. B.</p>'
    assert typeset(page, "en") == page.replace("<p>z. B.", f"<p>z.{NARROW}B.", 1)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A short title", "A short title"),
        ("word " * 30, "word " * 11 + "…"),
        ("x" * 100, "x" * 59 + " …"),
        ("港" * 50, "港" * 29 + " …"),
    ],
)
def test_a_title_is_cut_to_the_room_of_a_running_line(title: str, shown: str) -> None:
    assert running_words(title.strip()) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("autumn or later", "Autumn or later"),
        (Markup('<span lang="en">autumn</span> or'), Markup('<span lang="en">Autumn</span> or')),
        (Markup("&lt;b"), Markup("&lt;b")),
        ("", ""),
    ],
)
def test_the_first_letter_is_made_a_capital_and_no_tag(text: str, shown: str) -> None:
    assert upfirst(text) == shown
