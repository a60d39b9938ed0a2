"""Faults as values."""

from __future__ import annotations

import pytest

from briefgen.codes import CODES
from briefgen.diagnostics import Diagnostic, Severity, Span, did_you_mean, sort_key


def test_a_code_brings_its_severity() -> None:
    assert Diagnostic("BG401", "m").severity is Severity.ERROR
    assert Diagnostic("BG405", "m").severity is Severity.WARNING
    assert Diagnostic("BG405", "m", severity=Severity.ERROR).severity is Severity.ERROR


def test_an_undocumented_code_cannot_be_reported() -> None:
    with pytest.raises(KeyError):
        Diagnostic("BG999", "m")


def test_codes_are_unique_sorted_and_named() -> None:
    assert list(CODES) == sorted(CODES)
    assert len({code.name for code in CODES.values()}) == len(CODES)
    for code in CODES.values():
        assert {text[-1] for text in (code.what, code.why, code.instead)} == {"."}, code.code


def test_order_by_place_with_the_placeless_last() -> None:
    ordered = [
        Diagnostic("BG103", "m", Span("a.yaml", 2, 9)),
        Diagnostic("BG101", "m", Span("a.yaml", 10, 1)),
        Diagnostic("BG102", "m", Span("a.yaml", 10, 1)),
        Diagnostic("BG101", "m", Span("b.yaml", 1, 1)),
        Diagnostic("BG101", "m"),
    ]
    shuffled = [ordered[index] for index in (4, 2, 0, 3, 1)]
    assert sorted(shuffled, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("word", "known", "answer"),
    [
        ("ocurred", ["occurred", "announced"], "did you mean `occurred`?"),
        ("AS_OF", ["as-of"], "did you mean `as-of`?"),
        ("TLP:RED", ["tlp:red"], "did you mean `tlp:red`?"),
        ("xyz", ["occurred"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_word(word: str, known: list[str], answer: str | None) -> None:
    assert did_you_mean(word, known) == answer


def test_a_place_is_written_as_editors_read_it() -> None:
    assert str(Span("content/d/a.yaml", 3, 7, 3, 9)) == "content/d/a.yaml:3:7"
