"""Each fault in prose is found, with the words to point at."""

from __future__ import annotations

import pytest

from briefgen.codes import CODES
from briefgen.model.text import Text
from briefgen.prose.faults import prose_faults


def found(source: str, *, block: bool = False) -> list[tuple[str, str, int]]:
    faults = prose_faults(Text(source, "en", block=block))
    return [(fault.code, fault.token, fault.offset) for fault in faults]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Plain *text* [@a, p. 2] and @b, press@nato.int, [x](https://a.b), [岸]{lang=ja} a < b.",
        "\\[@] \\<b> `<b>` `[@]` [@a; see @b, {x}]",
        "[some @a words]{lang=ja} [@office](https://a.b)",
        "1986\\. A year",
    ],
)
def test_sound_prose_has_no_faults(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a <b>x</b> <b>", [("BG120", "<b>", 2), ("BG120", "<b>", 11)]),
        ("<!-- x -->", [("BG120", "<!-- x -->", 0)]),
        ("[x](javascript:y)", [("BG121", "javascript:y", 4)]),
        ("[x](files/a.pdf) <ftp://a.b>", [("BG121", "files/a.pdf", 4), ("BG121", "ftp://a.b", 18)]),
        ("[x](<a b.pdf>)", [("BG121", "a b.pdf", 5)]),
        ("[x]()", [("BG121", "](", 2)]),
        ("see ![the *map*](a.png)", [("BG122", "![the *map*]", 4)]),
        ("[@]", [("BG123", "[@", 0)]),
        ("a [@ key]", [("BG123", "[@", 2)]),
        ("a [@key para. 2", [("BG123", "@key", 3)]),
        ("[@a; p. 3] [@b]", [("BG123", "@a", 1)]),
        ("x[^1]", [("BG123", "[^1]", 1)]),
        ("[x]{.small}", [("BG125", "]{.small}", 2)]),
        ("- a\n- b", [("BG124", "- a", 0)]),
        ("1986. A year", [("BG124", "1986. A year", 0)]),
        ("a\n\nb\n\nc\n\n# d", [("BG124", "b", 3), ("BG124", "# d", 9)]),
    ],
)
def test_faults_are_found_where_they_stand(
    source: str, expected: list[tuple[str, str, int]]
) -> None:
    assert found(source) == expected


def test_blocks_may_stand_in_a_block_text() -> None:
    assert found("# a\n\n- b\n\n| c |\n|---|\n\nd\n\ne", block=True) == []
    assert found("- a <i>", block=True) == [("BG120", "<i>", 4)]


def test_what_is_too_deep_to_be_read_is_told() -> None:
    assert [code for code, _, _ in found("> " * 80 + "x", block=True)] == ["BG126"]
    assert found("> " * 20 + "x", block=True) == []


def test_the_help_says_how_to_write_a_number_that_is_no_list() -> None:
    (fault,) = prose_faults(Text("1986. A year", "en"))
    assert "1986\\." in fault.help
    assert fault.message == "a list in a field that holds one paragraph"


def test_each_code_is_documented_under_its_kind() -> None:
    kinds = {fault.kind for fault in prose_faults(Text("<b> [@] ![x](y)", "en"))}
    assert kinds == {"raw-html", "malformed-citation", "image-in-prose"}
    assert {f"BG12{digit}" for digit in range(7)} <= set(CODES)
