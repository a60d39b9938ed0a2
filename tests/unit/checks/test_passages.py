"""Texts with their owners: which of their words are the author's own."""

from __future__ import annotations

import pytest

from briefgen.checks.passages import BLANK, Passage, without_quotations
from briefgen.model.analysis import Section, SectionKind
from briefgen.model.base import LocalText
from briefgen.model.text import Text

SECTION = Section(
    title=LocalText((("", "A title"),)),
    kind=SectionKind.CONTEXT,
    body=LocalText((("", "A body"),), block=True),
)


def passage(source: str, language: str = "en", *, block: bool = False) -> Passage:
    return Passage(("sections", "s"), ("body",), Text(source, language, block), SECTION)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("He said “no way” today", "He said _ today"),
        ('It is "for now" open', "It is _ open"),
        ("Er sagte „nein“ und „doch” dazu", "Er sagte _ und _ dazu"),
        ("Il dit «\u202fnon\u202f» puis «oui»", "Il dit _ puis _"),
        ("»Nein«, sagte er", "_, sagte er"),
        ("‹so› und ‚so‘", "_ und _"),
        ("a ‘so-called plan’ of the allies’ own", "a _ of the allies’ own"),
        ("‘it’s done’ he said", "_ he said"),
        ("彼は「行く」と『本』に書いた", "彼は_と_に書いた"),
        ("the President’s and the allies’ words", "the President’s and the allies’ words"),
        ("an open “quotation goes on", "an open “quotation goes on"),
        ("one “line\nand” another", "one “line\nand” another"),
    ],
)
def test_quotations_are_blanked(text: str, own: str) -> None:
    blanked = without_quotations(text)
    assert len(blanked) == len(text)
    pieces = own.split("_")
    assert [piece for piece in blanked.split(BLANK) if piece] == [p for p in pieces if p]


def test_block_quotations_are_blanked_too() -> None:
    text = passage("She wrote:\n\n> Last year we *had* none.\n\nWe agree > that.", block=True)
    assert text.plain == "She wrote:\nLast year we had none.\nWe agree > that."
    assert text.own_words == f"She wrote:\n{BLANK * 22}\nWe agree > that."


def test_sentences_and_what_is_own_in_them_go_together() -> None:
    text = passage('He says: "Wait. Go on." We wait.')
    assert len(text.sentences) == len(text.own_sentences)
    assert [len(s) for s in text.sentences] == [len(s) for s in text.own_sentences]
    assert text.own_sentences[-1] == "We wait."


def test_a_place_names_the_language() -> None:
    assert passage("Ein Satz.", "de").place == ("body", "de")


def test_a_quick_look_sees_the_author_s_own_words_only() -> None:
    assert passage("It closed last month.").may_hold("relative_dates")
    assert not passage('It closed, "last month" as they say.').may_hold("relative_dates")
