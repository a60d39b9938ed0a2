"""An abbreviation is told where it first stands, and a bare address what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from briefgen.compose.abbreviations import Abbreviations, long_forms
from briefgen.model.text import Text
from briefgen.prose import inline_html


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
    glossary = {"EU": "European Union", "EUMS": "Military Staff"}

    assert list(Abbreviations(glossary).pieces(words)) == pieces


def test_each_is_told_once() -> None:
    abbreviations = Abbreviations({"EU": "European Union"})

    assert list(abbreviations.pieces("EU")) == [("EU", "European Union")]
    assert list(abbreviations.pieces("EU")) == [("EU", None)]


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ("", True),
        (", marking: TLP:CLEAR", True),
        (", marking: TLP:GREEN", False),
        (", marking: {embargo: 2024-01-01T00:00:00Z}", False),
        (", lang: fr", False),
    ],
)
def test_what_whoever_reads_the_dossier_may_know_is_told_in_its_language(
    bench: Callable[..., Any], more: str, is_told: bool
) -> None:
    terms = f"terms: {{t: {{short: EU, expansion: European Union{more}}}}}\n"
    view = bench(terms).view("staff")

    assert dict(long_forms(view)) == ({"EU": "European Union"} if is_told else {})


def test_what_is_told_is_escaped() -> None:
    abbreviations = Abbreviations({"EU": "a & <c>"})
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


def test_an_address_of_a_contact_is_a_link_in_another_language_too(
    bench: Callable[..., Any], heading: str
) -> None:
    events = 'events: {e: {date: "2023", text: T, status: occurred}}\n'
    contact = 'contact: "Desk, a@b.org"\n'
    composition, _ = bench(events, f"{heading}{contact}").write(language="de")

    made = '<span lang="en">Desk, <a href="mailto:a@b.org">a@b.org</a></span>'
    assert made in " ".join(composition.job.html.split())
