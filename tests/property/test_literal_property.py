"""A text that is taken for literal reads as Markdown reads it, whatever stands in it."""

from __future__ import annotations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from briefgen.model.text import Text
from briefgen.prose.faults import prose_faults
from briefgen.prose.literal import is_literal, literal_tokens
from briefgen.prose.parse import QUOTES, ProseParser, find_citations, parse, parse_leniently
from briefgen.prose.plain import plain_text, visible_text

MARKS = "#+-=|!\\:;.,$^\"'/(){}1234567890 \t\u00a0\u3000\u2028ab東é~*"
texts = st.text(st.sampled_from(MARKS), max_size=12) | st.text(max_size=12)
PARSERS = [ProseParser(quotes=quotes) for quotes in (None, *QUOTES.values())]


@given(texts)
@example("1986. A year")
@example("- a")
@example("+")
@example("1)")
@example("=")
@example("a | b")
@example("a: b #")
@example('NATO\'s "no"')
@example("3.5 million (16%)")
@example("a\u2028b")
@example("\u3000a")
@example("a\u00a0")
def test_literal_tokens_are_those_of_the_parser(source: str) -> None:
    assume(is_literal(source))
    for parser in PARSERS:
        assert parser.literal(source) == parser.parse(source)
    assert literal_tokens(source) == parse_leniently(source)


@given(texts)
def test_a_literal_text_has_no_faults_and_no_citations(source: str) -> None:
    assume(is_literal(source))
    assert parse_leniently(source)[1].content == source
    assert prose_faults(Text(source, "en")) == ()
    assert find_citations(Text(source, "en")) == ()


@given(texts)
def test_a_literal_text_is_as_plain_as_its_tree(source: str) -> None:
    assume(is_literal(source))
    text = Text(source, "en")
    assert plain_text(text) == " ".join(visible_text(parse(text)).split())


def test_most_sentences_are_literal_and_markup_is_not() -> None:
    for plain in ("Japan's office, 2023–26: “on hold” (for now)!", "16 areas", "日本", "a - b = c"):
        assert is_literal(plain), plain
    for marked in (
        "",
        " a",
        "a ",
        "a\nb",
        "1. a",
        "# a",
        "R&D",
        "a_b",
        "2 * 3",
        "[a]",
        "a@b",
        "<b",
    ):
        assert not is_literal(marked), marked
