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


ALIKE = [
    ("annouced", "announced"), ("fcat", "fact"), ("headlnie", "headline"), ("ids", "id"),
    ("judgment", "judgement"), ("knid", "kind"), ("likelyhood", "likelihood"),
    ("IP5", "IP4"), ("note", "notes"), ("recomendatons", "recommendations"), ("sattus", "status"),
    ("shortTitle", "short_title"), ("sorces", "sources"), ("tlp:ambr", "TLP:AMBER"),
    # a part more, or less
    ("data_source", "source"), ("heading", "topic-heading"), ("quays.svg", "figures/quays.svg"),
    ("sankei", "sankei-2023"), ("Tokyo", "Asia/Tokyo"),
]  # fmt: skip
UNLIKE = [
    ("actor", "author"), ("caption", "action"), ("comment", "content"), ("cost", "host"),
    ("date", "state"), ("decision", "division"), ("description", "distribution"),
    ("e1", "e2"), ("format", "forecast"), ("notes", "quotes"), ("oppose", "purpose"),
    ("page", "last-page-nearly-empty"), ("person", "version"), ("scores", "sources"),
    ("stance", "state"), ("vote", "note"), ("", "a"), ("-", "_a"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "name"), ALIKE)
def test_what_is_alike_is_proposed(word: str, name: str) -> None:
    assert did_you_mean(word, [name, "something", "else"]) == f"did you mean `{name}`?"


@pytest.mark.parametrize(("word", "name"), UNLIKE)
def test_what_is_another_word_is_not_proposed(word: str, name: str) -> None:
    assert did_you_mean(word, [name, "something", "else"]) is None
    assert did_you_mean(name, [word, "something", "else"]) is None


def test_of_several_with_a_part_more_none_is_proposed() -> None:
    assert did_you_mean("sankei", ["sankei-2022", "sankei-2023"]) is None


def test_a_place_is_written_as_editors_read_it() -> None:
    assert str(Span("content/d/a.yaml", 3, 7, 3, 9)) == "content/d/a.yaml:3:7"
