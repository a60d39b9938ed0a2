"""What a page says of judgement and disagreement: yardstick, dates of positions, who differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Bench

Make = Callable[..., "Bench"]

HEADING = """\
title: A title
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary.
url: https://example.org/dossier
owner: The staff
"""


@pytest.mark.parametrize("kind", ["one-pager", "policy-brief"])
def test_the_yardstick_is_printed_where_its_words_are_used(bench: Make, kind: str) -> None:
    used = bench(
        heading=f"{HEADING}bottom_line: It is unlikely.\n".replace("A summary", "Unlikely")
    )
    page = used.page(kind).job
    assert "unlikely / improbable</em> 20–\u206045" in page.html
    assert "*unlikely / improbable* 20–45" in page.markdown
    unused = bench(heading=f"{HEADING}bottom_line: It is so.\n").page(kind).job
    assert "20–\u206045" not in unused.html
    assert "20–45" not in unused.markdown


def test_a_one_pager_prints_only_the_steps_that_it_uses(bench: Make) -> None:
    page = bench(heading=f"{HEADING}bottom_line: It is unlikely.\n").page("one-pager").job
    assert "55–\u206080" not in page.html
    brief = bench(heading=HEADING.replace("A summary", "Unlikely")).page("policy-brief").job
    assert "55–\u206080" in brief.html


def test_words_of_a_reader_s_language_count_and_are_printed(bench: Make) -> None:
    german = HEADING.replace("A title", "Ein Titel").replace("A summary", "Das ist wahrscheinlich")
    page = bench(heading=f"{german}language: de\n").page("policy-brief", language="de").job
    assert "wahrscheinlich</em> 55–\u206080" in page.html
    assert "likely" not in page.markdown


POSITIONS = """\
sources:
  record: {title: The record, kind: background}
actors:
  city: {name: The city}
  port: {name: The port}
issues:
  ferry: {proposition: The city should run a ferry.}
positions:
  city-ferry:
    actor: city
    issue: ferry
    stance: support
    basis: on-record
    as_of: "2023-05"
    evidence: [record]
  port-ferry:
    actor: port
    issue: ferry
    stance: oppose
    basis: inferred
    confidence: {level: low, reason: Nobody said so.}
    evidence: [record]
"""


@pytest.mark.parametrize("kind", ["one-pager", "policy-brief"])
def test_a_position_says_how_it_is_known_and_when(bench: Make, kind: str) -> None:
    page = bench(POSITIONS, heading=f"{HEADING}bottom_line: It is so.\n").page(kind).job
    markdown = page.markdown.replace("\N{NO-BREAK SPACE}", " ")
    assert "| Supports | on record, May 2023 |" in markdown
    assert "| Opposes | inferred, 14 Jul 2023 |" in markdown
    assert 'inferred, <span class="when">14' in page.html


DIFFERENCE = """\
sources:
  survey: {title: A survey, kind: primary}
  press: {title: A report, kind: primary}
claims:
  nine: {text: The survey counts nine thousand., kind: fact, evidence: ["survey, p. 1"]}
  twelve: {text: The press writes of twelve thousand., kind: fact, evidence: ["press, p. 2"]}
discrepancies:
  crossings:
    title: How many cross
    claims: [nine, twelve]
    kind: number
    assessment: We go by the count.
    resolve_with: A second count.
events:
  count: {date: "2023-05", text: The port counts., status: occurred, sources: ["survey, p. 1"]}
"""


@pytest.mark.parametrize("kind", ["timeline", "policy-brief"])
def test_where_sources_differ_the_page_says_who_how_and_what_would_settle_it(
    bench: Make, kind: str
) -> None:
    page = bench(DIFFERENCE, heading=HEADING).page(kind).job
    for words in (
        "How many cross (number)",
        "The survey counts nine thousand.[^",
        "The press writes of twelve thousand.[^",
        "We go by the count.",
        "What would settle it: A second count.",
    ):
        assert words in page.markdown
