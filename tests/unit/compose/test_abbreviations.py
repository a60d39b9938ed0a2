"""An abbreviation is told where it first stands, and a bare address what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from briefgen.compose.abbreviations import Abbreviations
from briefgen.model.text import Text
from briefgen.prose import inline_html
from briefgen.view import Record


class Glossary:
    """What of a view is looked at."""

    language = "en"

    def __init__(self, **terms: str) -> None:
        self.terms = [
            Record({"short": Text(short, "en"), "expansion": Text(long, "en")})
            for short, long in terms.items()
        ]

    def items(self, _family: str) -> list[Record]:
        return self.terms


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("the EU’s aim", [("the ", None), ("EU", "European Union"), ("’s aim", None)]),
        ("EU and EU", [("EU", "European Union"), (" and EU", None)]),
        ("EUs or NEU", [("EUs or NEU", None)]),
        ("EUMS, EU", [("EUMS", "Military Staff"), (", ", None), ("EU", "European Union")]),
        ("", []),
    ],
)
def test_the_first_place_of_a_word_by_itself_is_told(
    words: str, pieces: list[tuple[str, str | None]]
) -> None:
    glossary = Glossary(EU="European Union", EUMS="Military Staff")

    assert list(Abbreviations(glossary).pieces(words)) == pieces  # type: ignore[arg-type]


def test_a_page_written_anew_tells_it_anew() -> None:
    abbreviations = Abbreviations(Glossary(EU="European Union"))  # type: ignore[arg-type]
    once = list(abbreviations.pieces("EU"))
    assert list(abbreviations.pieces("EU")) == [("EU", None)]
    assert list(abbreviations.told) == ["EU"]

    abbreviations.forget()
    assert list(abbreviations.pieces("EU")) == once


def test_nothing_is_told_where_the_expansion_is_in_another_language() -> None:
    glossary = Glossary(EU="European Union")
    glossary.language = "de"

    assert list(Abbreviations(glossary).pieces("EU")) == [("EU", None)]  # type: ignore[arg-type]


def test_what_is_told_is_escaped() -> None:
    abbreviations = Abbreviations(Glossary(EU="a & <c>"))  # type: ignore[arg-type]
    made = inline_html(Text("*EU*", "en"), cite=lambda _: "", expand=abbreviations.pieces)

    assert made == '<em><abbr title="a &amp; &lt;c&gt;">EU</abbr></em>'


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("<https://a.org/x>", '<a href="https://a.org/x" aria-label="A title">https://a.org/x</a>'),
        ("[the page](https://a.org/x)", '<a href="https://a.org/x">the page</a>'),
    ],
)
def test_a_bare_address_says_the_title_of_what_it_leads_to(source: str, made: str) -> None:
    html = inline_html(Text(source, "en"), cite=lambda _: "", address_of="A title")

    assert html == Markup(made)


@pytest.mark.parametrize(
    ("contact", "made"),
    [
        ("a.b@c.org, room 4", '<a href="mailto:a.b@c.org">a.b@c.org</a>, room 4'),
        ("[Desk](mailto:a@b.org)", '<a href="mailto:a@b.org">Desk</a>'),
        ("Room <4>", "Room &lt;4&gt;"),
    ],
)
def test_an_address_of_a_contact_is_a_link(
    bench: Callable[..., Any], heading: str, contact: str, made: str
) -> None:
    events = 'events: {e: {date: "2023", text: T, status: occurred}}\n'
    page = bench(events, f'{heading}contact: "{contact}"\n').page()

    assert f"Contact: {made}</p>" in page.job.html
