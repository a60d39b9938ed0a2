"""What must not be found, made from a dossier and a clearance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.prove import Secrets
from briefgen.secrecy import secrets_of

ITEMS = """\
events:
  open: {date: 2023-05-01, text: The port opens its gates to all crews., status: occurred}
  closed-talks-7:
    date: 2023-05-02
    shown_as: in the early summer of that year
    text:
      en: The port opens its gates to all visitors and pays them.
      de: Der Hafen zahlt ihnen alles sofort zurück.
    status: occurred
    marking: TLP:AMBER
claims:
  short: {kind: fact, text: They pay., marking: TLP:RED}
actors:
  judge:
    {name: Honourable Judge Affini, marking: TLP:RED, stand_in: a former judge of the court here}
  office: {name: {ja: 港湾局長官房}, marking: TLP:RED}
sources:
  letter:
    title: Letter of the mayor
    URL: https://intern.example/letters/17
    author: [{literal: Office of the Harbour Mayor}]
    marking: TLP:AMBER
"""


@pytest.fixture(scope="module")
def secrets(bench: Callable[..., Any]) -> Callable[..., Secrets]:
    made = bench(items=ITEMS)
    loaded = made.session.dossier("d")
    assert made.faults == ()

    def take(clearance: str, *allowed: str, canary: tuple[str, ...] = ()) -> Secrets:
        schemes = made.session.project.schemes
        level = schemes.parse(clearance)
        return secrets_of(loaded.dossier, loaded.tree, schemes, level, allowed, canary)

    return take


def named(secrets: Secrets, text: str) -> set[str]:
    return {secret.identifier for secret in secrets.among(text)}


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("gates to all visitors and pays", "closed-talks-7"),
        ("der hafen zahlt ihnen alles sofort", "closed-talks-7"),
        ("#closed-talks-7", "closed-talks-7"),
        ("honourable judge affini", "judge"),
        ("港湾局長官房", "office"),
        ("letter of the mayor", "letter"),
        ("https://intern.example/letters/17", "letter"),
        ("the office of the harbour mayor", "letter"),
    ],
)
def test_what_is_peculiar_to_an_item_is_a_secret(
    secrets: Callable[..., Secrets], text: str, identifier: str
) -> None:
    assert named(secrets("TLP:CLEAR"), text) == {identifier}
    assert named(secrets("TLP:RED"), text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The port opens its gates to all",  # an open item says so too
        "in the early summer of that year",  # a date in words
        "They pay.",  # too short
        "a former judge of the court here",  # stands in for it
        "judge",
        "A title and a summary",
    ],
)
def test_what_all_may_read_or_is_too_short_is_none(
    secrets: Callable[..., Secrets], text: str
) -> None:
    assert named(secrets("TLP:CLEAR"), text) == set()


def test_each_clearance_has_its_own(secrets: Callable[..., Secrets]) -> None:
    found = [
        {secret.identifier for secret in secrets(level).phrases}
        for level in ("TLP:CLEAR", "TLP:AMBER", "TLP:RED")
    ]
    assert found == [{"closed-talks-7", "judge", "office", "letter"}, {"judge", "office"}, set()]


def test_words_that_are_allowed_are_no_secret(secrets: Callable[..., Secrets]) -> None:
    allowed = secrets("TLP:CLEAR", "The words “Honourable Judge Affini” stand on every page")
    assert named(allowed, "Honourable Judge Affini") == set()


def test_a_canary_is_found_whoever_may_read_the_rest(secrets: Callable[..., Secrets]) -> None:
    assert named(secrets("TLP:RED", canary=("xq-canary",)), "a xq-canary sings") == {"canary"}


def test_a_secret_says_where_its_item_stands(secrets: Callable[..., Secrets]) -> None:
    spans = {s.identifier: s.span for s in secrets("TLP:CLEAR").phrases}
    assert (spans["judge"].path, spans["judge"].line) == ("content/d/items.yaml", 14)


def test_public_words_let_pass_themselves_and_nothing_longer(bench: Callable[..., Any]) -> None:
    items = """\
events:
  plan:
    date: 2023-05-02
    text: The mayor told the Office of the Harbour Mayor of Ghent and Bruges to sell the quay.
    status: occurred
    marking: TLP:RED
    public_words:
      the Office of the Harbour Mayor of Ghent and Bruges: It stands on every letter head.
  other:
    date: 2023-05-03
    text: They wrote to the Office of the Harbour Mayor of Ghent and Bruges too.
    status: occurred
    marking: TLP:AMBER
"""

    def found(text: str, items: str) -> set[tuple[str, str]]:
        made = bench(items=items)
        loaded = made.session.dossier("d")
        assert made.faults == ()
        schemes = made.session.project.schemes
        secrets = secrets_of(loaded.dossier, loaded.tree, schemes, schemes.parse("TLP:CLEAR"))
        return {(one.identifier, one.public_words[:10]) for one in secrets.among(text)}

    words, alone = "the Office of the Harbour Mayor of Ghent and Bruges", items.split("  other:")[0]
    assert found(words, alone) == {("plan", "the Office")}
    assert ("plan", "") in found(f"{words} to", alone)
    assert ("plan", "") in found("The mayor told the Office of the Harbour", alone)
    # another item holds the words and does not call them public
    assert found(words, items) == {("other", "")}
