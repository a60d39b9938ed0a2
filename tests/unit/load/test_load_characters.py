"""Encodings, and characters that must not pass."""

from __future__ import annotations

import time

import pytest

from briefgen.diagnostics import Severity, Span
from briefgen.load import characters


def found(text: str) -> list[tuple[str, int, int]]:
    return [
        (one.code, one.span.line, one.span.column)
        for one in characters.check(text, "f.md")
        if one.span
    ]


@pytest.mark.parametrize(
    "number",
    [
        *(0, 1, 8, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x85, 0x9F),
        *(0xD800, 0xDFFF, 0xFFFE, 0xFFFF, 0x2028, 0x2029),
    ],
)
def test_invalid_characters_are_errors_with_their_place(number: int) -> None:
    (fault,) = characters.check(f"one\ntwo 日{chr(number)}x", "f.md")
    assert fault.code == "BG011"
    assert fault.severity is Severity.ERROR
    assert fault.span == Span("f.md", 2, 6, 2, 7)
    assert f"U+{number:04X}" in fault.message


def test_ordinary_text_has_no_fault() -> None:
    text = (
        "tab\there, a\u00a0space, soft\u00adhyphen, 東京、 naïve “quotes” – 😀\n\n﷽ 𝔘\U0010fffd\n"
    )
    assert characters.check(text, "f.md") == ()
    assert characters.invalid(text, "f.md") == ()


@pytest.mark.parametrize("number", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
@pytest.mark.parametrize("around", ["level", "שלום"])
def test_bidi_controls_are_errors_in_any_text(number: int, around: str) -> None:
    assert found(f"{around}\n{around}{chr(number)}") == [("BG012", 2, len(around) + 1)]


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
def test_direction_marks_need_right_to_left_text_on_their_line(mark: str) -> None:
    assert found(f"שלום{mark} x\nسلام{mark}") == []
    assert found(f"שלום\nlatin{mark}\nשלום {mark}") == [("BG012", 2, 6)]
    assert found(mark) == [("BG012", 1, 1)]


@pytest.mark.parametrize(
    "number", [0x200B, 0x2060, 0xFEFF, 0x180E, 0x2063, 0xFFF9, 0xE0001, 0xE0041, 0x200C, 0x200D]
)
def test_invisible_characters_are_warnings(number: int) -> None:
    (fault,) = characters.check(f"pass{chr(number)}word", "f.md")
    assert (fault.code, fault.severity) == ("BG013", Severity.WARNING)
    assert fault.span == Span("f.md", 1, 5, 1, 6)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian
        "क्\u200dष and ക്\u200c",  # Devanagari, Malayalam
        "ශ්\u200dරී",  # Sinhala
        "👩\u200d🚀 👩🏽\u200d⚖️ 🏳️\u200d🌈 ❤️\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # flag of Scotland
    ],
)
def test_joiners_and_tags_that_writing_needs_are_allowed(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a\u200db", 2),
        ("\u200d👩", 1),
        ("👩\u200d", 2),
        ("👩\u200d\u200d🚀", 2),
        ("می\u200c\u200cخواهم", 3),
        ("x\U000e0067\U000e007f", 2),
    ],
)
def test_other_joiners_and_tags_are_reported(text: str, column: int) -> None:
    assert found(text)[0] == ("BG013", 1, column)


def test_a_run_is_one_finding_with_its_length() -> None:
    (fault,) = characters.check("a\x00\x00\x00b", "f.md")
    assert fault.span == Span("f.md", 1, 2, 1, 5)
    assert "3 times" in fault.message


def test_many_findings_hide_no_other_kind_and_are_counted() -> None:
    faults = characters.check("x\u200b" * 250 + "\x00\u202e", "f.md")
    codes = [one.code for one in faults]
    assert codes.count("BG013") == characters.MAX_REPORTED
    assert codes[-2:] == ["BG011", "BG012"]
    assert faults[characters.MAX_REPORTED - 1].notes == ("150 more places like this are not shown",)


def test_a_long_line_of_marks_takes_linear_time() -> None:
    started = time.monotonic()
    characters.check("x\u200e" * 300_000, "f.md")
    characters.check("\u05d0\u200e\u200d" * 200_000, "f.md")
    assert time.monotonic() - started < 5


def test_check_value_finds_what_came_from_escapes() -> None:
    span = Span("f.yaml", 3, 4, 3, 9)
    faults = characters.check_value("a\x00b\x00\u202e\u200b", span)
    assert [one.code for one in faults] == ["BG011", "BG012", "BG013"]
    assert {one.span for one in faults} == {span}
    assert "2 times" in faults[0].message


def test_check_value_passes_over_what_stands_in_the_file_itself() -> None:
    assert characters.check_value("a\u200b", Span("f"), written='"\\x61\u200b"') == ()
    assert len(characters.check_value("a\u200b", Span("f"), written='"a\\u200b"')) == 1


def test_invalid_and_blank_invalid_agree() -> None:
    text = "a\x00b\ud800c\u2028\u200b"
    assert [one.code for one in characters.invalid(text, "f")] == ["BG011"] * 3
    assert characters.blank_invalid(text) == "a\ufffdb\ufffdc\ufffd\u200b"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 NULL"),
        ("\x01", "U+0001 (control character)"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\ud800", "U+D800 (half of a surrogate pair)"),
        ("\uffff", "U+FFFF (no character)"),
    ],
)
def test_describe(character: str, name: str) -> None:
    assert characters.describe(character) == name


def test_decode_drops_the_mark_and_ends_lines_with_line_feeds() -> None:
    data = b"\xef\xbb\xbfone\r\ntwo\rthr\xc3\xa9e\n"
    assert characters.decode(data, "f") == ("one\ntwo\nthrée\n", ())
    assert characters.decode(b"", "f") == ("", ())


@pytest.mark.parametrize(
    ("data", "guess", "place"),
    [
        ("a: é".encode("utf-16"), "UTF-16", (1, 1)),
        (b"\xfe\xff" + "a: é".encode("utf-16-be"), "UTF-16", (1, 1)),
        ("a: é".encode("utf-32"), "UTF-32", (1, 1)),
        ("title: text".encode("utf-16-le"), "UTF-16", (1, 1)),
        ("one\naé: caf\u00e9".encode("latin-1"), "Latin-1", (2, 2)),
        ("a “quoted” word".encode("cp1252"), "Windows-1252", (1, 3)),
        ("題: 日本のことについて".encode("cp932"), "Shift_JIS", (1, 1)),
        ("題: 日本のことについて".encode("euc_jp"), "EUC-JP", (1, 1)),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "no text", (1, 1)),
        ("日本".encode() + b"\n" + "日本".encode()[:-1], "", (2, 2)),
    ],
)
def test_other_encodings_are_named_with_their_place(
    data: bytes, guess: str, place: tuple[int, int]
) -> None:
    text, (fault,) = characters.decode(data, "f")
    assert text is None
    assert fault.code == "BG010"
    assert guess in fault.notes[0]
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == place


def test_decode_names_the_byte_and_its_offset() -> None:
    _, (fault,) = characters.decode(b"abc\xe9", "f")
    assert "0xE9" in fault.message
    assert "offset 3" in fault.message


def test_a_null_or_two_is_still_utf8() -> None:
    text, faults = characters.decode(b"some text\x00 here", "f")
    assert text == "some text\x00 here"
    assert not faults
