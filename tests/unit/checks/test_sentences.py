"""Plain text cut into sentences, in four languages."""

from __future__ import annotations

import pytest

from briefgen.checks.sentences import length_limit, may_be_longer, sentence_spans, sentences


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Macron met Dr. J. F. Kale at 3.5 p.m. on 12 July.",
        "See No. 5, p. 3 and Art. 2 of the U.S. Constitution, e.g. Japan's.",
        "On 12 Sept. 2023 the U.K. Parliament heard Prof. Kale.",
        "The paper speaks of “a […] President” and “ (…) Allies”.",
        "“Is it dead?” he asked.",
        "It costs 4.2 million; i.e. more than the St. James Bridge.",
    ],
)
def test_one_english_sentence(text: str) -> None:
    assert sentences(text, "en") == (text,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. Allies decide.", ("No.", "Allies decide.")),
        ("It left the U.S. The end.", ("It left the U.S.", "The end.")),
        ("Bread, fish, etc. They sold it.", ("Bread, fish, etc.", "They sold it.")),
        ("We chose plan B. It held.", ("We chose plan B.", "It held.")),
        ("In 2019. 16 areas remain.", ("In 2019.", "16 areas remain.")),
        ("He said “no.” Then he left.", ("He said “no.”", "Then he left.")),
        ("(It ended.) “So be it.”", ("(It ended.)", "“So be it.”")),
        ("Wait… The rest follows! Does it?", ("Wait…", "The rest follows!", "Does it?")),
        ("Łódź. łodzie.", ("Łódź. łodzie.",)),
        ("Wait ... The rest.", ("Wait ...", "The rest.")),
        ("One item\nanother item\n\nthe last", ("One item", "another item", "the last")),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_where_english_sentences_end(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Am 16. April 2025 kam Dr. Kale, z. B. der 2. Zeuge. Er blieb bis 3. 4. 2025.",
            ("Am 16. April 2025 kam Dr. Kale, z. B. der 2. Zeuge.", "Er blieb bis 3. 4. 2025."),
        ),
        ("Es waren 16. Der Rat ging.", ("Es waren 16.", "Der Rat ging.")),
        ("Er sagte: „Nein.“ Dann ging er.", ("Er sagte: „Nein.“", "Dann ging er.")),
        ("»Nein.« Dann ging er.", ("»Nein.«", "Dann ging er.")),
        ("Art. 5 Abs. 2 kostet rund 3 Mio. Euro.", ("Art. 5 Abs. 2 kostet rund 3 Mio. Euro.",)),
        ("Ämter, Schulen usw. Sie warten.", ("Ämter, Schulen usw.", "Sie warten.")),
        ("Das Ende. Übermorgen beginnt es.", ("Das Ende.", "Übermorgen beginnt es.")),
    ],
)
def test_german(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Macron, cf. art. 5, a dit : « Non. » Il partit.",
         ("M. Macron, cf. art. 5, a dit : « Non. »", "Il partit.")),
        ("Est-ce fini\u202f? Oui\u202f! Le 14 juillet.",
         ("Est-ce fini\u202f?", "Oui\u202f!", "Le 14 juillet.")),
        ("Depuis J.-C. Dubois, rien. État des lieux.",
         ("Depuis J.-C. Dubois, rien.", "État des lieux.")),
    ],
)  # fmt: skip
def test_french(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("彼は「行く。来る。」と述べた。次だ！本当？",
         ("彼は「行く。来る。」と述べた。", "次だ！", "本当？")),
        ("「行く。」そして帰った。", ("「行く。」", "そして帰った。")),
        ("『本（注。参照）』を読む。", ("『本（注。参照）』を読む。",)),
        ("「閉じない。次の文。", ("「閉じない。", "次の文。")),
        ("箇条\n書き。終わり", ("箇条", "書き。", "終わり")),
    ],
)  # fmt: skip
def test_japanese(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text, "ja") == expected


def test_spans_say_where_sentences_stand() -> None:
    text = "  One.  Two is\u00a0here. \n Three"
    assert [text[start:end] for start, end in sentence_spans(text, "en")] == [
        "One.",
        "Two is\u00a0here.",
        "Three",
    ]


def test_a_language_without_lists_still_has_sentences() -> None:
    assert sentences("Es así. Y es todo.", "es") == ("Es así.", "Y es todo.")


@pytest.mark.parametrize(
    ("language", "limit"), [("en", 40), ("de-AT", 40), ("ja", 120), ("zh-Hant", 120)]
)
def test_japanese_and_chinese_count_characters(language: str, limit: int) -> None:
    assert length_limit(40, language) == limit


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("one two three", False),
        ("one two three four", True),
        ("well-known but short", True),
        ("橋は一つ", True),
        ("橋は", False),
        ("a b", False),
    ],
)
def test_what_surely_is_within_three_words(text: str, longer: bool) -> None:
    assert may_be_longer(text, 3) is longer
