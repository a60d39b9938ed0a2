"""Invented words, names, sentences and dates, drawn from one stream of chance."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TypeVar

__all__ = ["AS_OF", "GIVEN", "KINDS", "LEVELS", "LIKELIHOODS", "OUTLETS", "PLACES", "Words"]

T = TypeVar("T")


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


FIRST_DAY = date(2019, 1, 7)
AS_OF = date(2024, 3, 1)

SYLLABLES = listed(
    """ar bel cor dun el fen gar hol is kel lor mar nor or pel rud sel tor ul var wen yar
    zel"""
)
GIVEN = listed(
    """Ana Bruno Clara David Elif Farid Greta Hana Ivo Jana Karim Lena Mirko Nadia Oskar Petra
    Rui Sara Tomas Vera"""
)
NOUNS = listed(
    """agreement authority commission concession corridor link patrol permit quota round schedule
    scheme survey treaty waiver"""
)
FIELDS = listed(
    """customs ferry grain harbour labour licence pipeline rail river seabed tariff transit
    visa water wind"""
)
ADJECTIVES = listed(
    """amended annual disputed draft first interim northern regional revised second southern
    temporary trilateral"""
)
VERBS = listed(
    """adopts announces defers extends opens presents publishes ratifies rejects reviews signs
    suspends"""
)
PREPOSITIONS = listed("about against before beside for in of with without")
CONJUNCTIONS = listed("although and because before but once since so unless until when where while")
PLACES = {
    "Lisbon": "Europe/Lisbon",
    "Nairobi": "Africa/Nairobi",
    "Oslo": "Europe/Oslo",
    "Quito": "America/Guayaquil",
    "Seoul": "Asia/Seoul",
    "Tunis": "Africa/Tunis",
}
"""Place → time zone."""
LEVELS = ("low", "moderate", "high")
LIKELIHOODS = ("very unlikely", "unlikely", "likely", "very likely")

KINDS = listed(
    """background context analysis analysis implications outlook history about scope so-what
    why-it-matters"""
)
OUTLETS = listed("Courier Gazette Herald Ledger Observer Post Review Tribune")


class Words:
    """Says something new at each call."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def share(self, part: float) -> bool:
        """Return True in that share of all calls."""
        return self.chance.random() < part

    def pick(self, values: list[T] | tuple[T, ...]) -> T:
        """Return one of these."""
        return self.chance.choice(values)

    def word(self) -> str:
        """Return a word of two to four syllables."""
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def name(self) -> str:
        """Return a proper name."""
        return self.word().capitalize()

    def verb(self) -> str:
        """Return what a body does with a paper."""
        return self.pick(VERBS)

    def topic(self) -> str:
        """Return what something is about, without an article."""
        return f"{self.pick(ADJECTIVES)} {self.pick(FIELDS)} {self.pick(NOUNS)}"

    def identifier(self, number: int) -> str:
        """Return an id as people write them."""
        return f"{self.word()}-{self.pick(NOUNS)}-{number}"

    def sentence(self) -> str:
        """Return a sentence of some 20 words, no three of which stand together in all sentences."""
        number = self.chance.randint(3, 97)
        end = self.pick(("", f", {number} to {number // 2}", f" after {number} days"))
        return f"{self.clause()} {self.pick(CONJUNCTIONS)} {self.clause()}{end}."

    def clause(self) -> str:
        """Return who does what to what."""
        what = f"the {self.topic()} {self.pick(PREPOSITIONS)} {self.name()}"
        return f"{self.name()} {self.verb()} {what}"

    def locator(self) -> str:
        """Return a place in a source."""
        page = self.chance.randint(2, 90)
        return self.pick((f"para. {page}", f"p. {page}", f"pp. {page}–{page + 2}"))

    def past_day(self) -> str:
        """Return a day before the dossier's date."""
        return str(FIRST_DAY + timedelta(self.chance.randrange((AS_OF - FIRST_DAY).days - 40)))

    def coming_day(self) -> str:
        """Return a day after the dossier's date."""
        return str(AS_OF + timedelta(self.chance.randrange(9, 600)))
