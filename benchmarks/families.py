"""Items of every family of a dossier, invented: sound, and about as long as people write them."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import islice
from typing import Any

from words import AS_OF, GIVEN, KINDS, LEVELS, LIKELIHOODS, OUTLETS, PLACES, Words

__all__ = ["AT_SCALE_1", "Family", "Item", "invented_families"]

Item = dict[str, Any]
"""The fields of one item, as YAML has them."""
Family = dict[str, Item]
"""id → item."""

AT_SCALE_1 = {
    "sources": 500,
    "actors": 150,
    "quotes": 300,
    "events": 1000,
    "claims": 2000,
    "issues": 8,
    "criteria": 4,
    "positions": 150,
    "discrepancies": 100,
    "options": 5,
    "recommendations": 12,
    "risks": 24,
    "terms": 60,
    "talking_points": 30,
    "questions": 40,
    "sections": 60,
}
"""Items of each family, those first that others refer to."""
NOT_SCALED = ("criteria", "issues", "options")
"""Families that do not grow with the subject: each position and each score names one of them."""


def invented_families(seed: int, scale: float) -> dict[str, Family]:
    """Return the items of every family: the same for the same seed and scale."""
    inventor = _Inventor(Words(random.Random(seed)))
    for name, number in AT_SCALE_1.items():
        make: Callable[[], Item] = getattr(inventor, f"one_of_{name}")
        family = inventor.made[name] = {}
        inventor.wanted = number if name in NOT_SCALED else max(2, round(number * scale))
        for index in range(inventor.wanted):
            inventor.number = index
            family[inventor.words.identifier(index)] = make()
    return inventor.made


class _Inventor:
    """Makes items one after the other; each may refer to those that were made before it."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.made: dict[str, Family] = {}
        self.wanted = 0
        """How many items the family will have that is being made."""
        self.number = 0
        """How many it has."""

    def any_of(self, family: str) -> str:
        return self.words.pick(list(self.made[family]))

    def source(self) -> str:
        """Return the id of a source; a few are cited much more often than the rest."""
        names = list(self.made["sources"])
        return names[int(len(names) * self.words.chance.random() ** 2)]

    def place(self) -> str:
        return f"{self.source()}, {self.words.locator()}"

    def evidence(self) -> list[Any]:
        """Return two or three places in sources, a few of them in the long form."""
        found: list[Any] = [self.place() for _ in range(self.words.chance.randint(2, 3))]
        if self.words.share(0.3):
            source, locator = found[0].split(", ")
            found[0] = {"source": source, "locator": locator, "relation": "qualifies"}
        return found

    def claims(self) -> list[str]:
        """Return two claims that everybody may read."""
        family = self.made["claims"]
        return self.words.chance.sample(list(islice(family, len(family) // 5)), k=2)

    def cited(self) -> str:
        return f"{self.words.sentence()[:-1]} [@{self.place()}]."

    def selected(self, item: Item) -> Item:
        """Return an item that nothing refers to, with the fields that decide who reads it."""
        words = self.words
        if words.share(0.25):
            item["marking"] = words.pick(("TLP:GREEN", "TLP:GREEN", "TLP:AMBER"))
        if words.share(0.7):
            item["depth"] = words.pick(("essential", "full", "full"))
        if words.share(0.2):
            item["priority"] = words.pick(("high", "low"))
        return item

    def one_of_sources(self) -> Item:
        words = self.words
        title = f"{words.name()} {words.verb()} the {words.topic()} of {words.name()}"
        outlet = f"The {words.name()} {words.pick(OUTLETS)}"
        made: Item = {
            "type": words.pick(("article-newspaper", "report", "webpage", "speech")),
            "kind": words.pick(("primary", "secondary", "secondary")),
            "title": title,
            "title-short": " ".join(title.split()[:3]),
            "author": [{"family": words.name(), "given": words.pick(GIVEN)}],
            "issued": words.past_day(),
            "language": "en",
        }
        if made["type"] == "article-newspaper":
            made |= {"container-title": outlet, "page": str(self.number % 40 + 1)}
        else:
            made |= {"publisher": outlet, "publisher-place": words.pick(list(PLACES))}
        if words.share(0.6):
            made |= {"URL": f"https://example.org/{self.number}", "accessed": str(AS_OF)}
        if words.share(0.03):
            made |= {"marking": "TLP:AMBER", "stand_in": f"A paper of {words.name()}"}
        return made

    def one_of_actors(self) -> Item:
        words, name = self.words, self.words.name()
        if self.number % 3 == 0:
            return {"name": f"{name} {words.name()}", "kind": "state", "aliases": [words.name()]}
        return {
            "name": f"{words.pick(GIVEN)} {name}",
            "kind": "person",
            "short": name,
            "role": f"Head of the {words.topic()}",
            "represents": self.any_of("actors"),
        }

    def one_of_quotes(self) -> Item:
        words, source = self.words, self.source()
        return self.selected(
            {
                "text": f"we hold that {words.sentence()[0].lower()}{words.sentence()[1:]}",
                "speaker": self.any_of("actors"),
                "date": self.made["sources"][source]["issued"],
                "source": source,
                "locator": words.locator(),
                "context": f"On the {words.topic()}.",
            }
        )

    def one_of_events(self) -> Item:
        words = self.words
        is_ahead = self.number >= self.wanted * 0.985
        day = words.coming_day() if is_ahead else words.past_day()
        status = "planned" if is_ahead else words.pick(("occurred", "occurred", "reported"))
        made: Item = {
            "date": words.pick((day, day, day, day, day[:7], f"{day[:7]}~")),
            "title": f"{words.name()} {words.verb()} {words.topic()}",
            "text": words.sentence(),
            "status": status,
            "actors": list({self.any_of("actors"): None, self.any_of("actors"): None}),
            "sources": self.evidence(),
        }
        if words.share(0.5):
            made["place"], made["tz"] = words.pick(list(PLACES.items()))
        if words.share(0.5):
            made["significance"] = f"It ties the {words.topic()} to that of {words.name()}."
        return self.selected(made)

    def one_of_claims(self) -> Item:
        words = self.words
        kind = ("fact", "fact", "fact", "judgement", "forecast", "assumption")[self.number % 6]
        text = self.cited() if words.share(0.1) else words.sentence()
        made: Item = {"text": text, "kind": kind, "evidence": self.evidence()}
        if kind in ("judgement", "forecast"):
            likelihood = words.pick(LIKELIHOODS)
            reason = f"{words.name()} spoke on the record; few others did."
            meeting = f"meet {words.name()} on the {words.topic()}"
            made |= {
                "text": f"{words.name()} is {likelihood} to {meeting}.",
                "likelihood": likelihood,
                "confidence": {"level": words.pick(LEVELS), "reason": reason},
                "alternatives": [f"The {words.topic()} of {words.name()} is dropped."],
                "indicators": [f"{words.name()} speaks of the {words.topic()}.", words.sentence()],
            }
        if self.number % 100 == 0:
            made["key_fact"] = f"{self.number % 90 + 2} districts"
        if self.number % 100 == 3:
            made["key_point"] = True
        # a fifth of them can be referred to from anywhere
        return made if self.number < self.wanted / 5 else self.selected(made)

    def one_of_issues(self) -> Item:
        return {"proposition": f"{self.words.name()} should open the {self.words.topic()}."}

    def one_of_criteria(self) -> Item:
        return {"text": self.words.topic().capitalize()}

    def one_of_positions(self) -> Item:
        words = self.words
        return self.selected(
            {
                "actor": self.any_of("actors"),
                "issue": self.any_of("issues"),
                "stance": words.pick(("oppose", "lean-oppose", "unclear", "support")),
                "basis": words.pick(("on-record", "reported")),
                "as_of": words.past_day(),
                "interests": f"Trade with {words.name()}; the {words.topic()}.",
                "influence": words.pick(LEVELS),
                "salience": words.pick(LEVELS),
                "trend": words.pick(("hardening", "steady", "softening")),
                "evidence": self.evidence(),
            }
        )

    def one_of_discrepancies(self) -> Item:
        sides = self.claims()
        return {
            "title": f"One {self.words.topic()} or several",
            "claims": sides,
            "kind": self.words.pick(("date", "number", "attribution", "omission")),
            "assessment": self.cited(),
            "preferred": sides[0],
            "resolve_with": f"The text of the {self.words.topic()}.",
        }

    def one_of_options(self) -> Item:
        ratings = ("very-poor", "poor", "neutral", "good", "very-good")
        return {
            "title": self.words.topic().capitalize(),
            "text": f"Raise the {self.words.topic()} with {self.words.name()}.",
            "do_nothing": self.number == 0,
            "scores": {
                name: {"value": self.words.pick(ratings), "reason": f"{self.words.name()} agrees"}
                for name in self.made["criteria"]
            },
            "cost": "Staff and funds for two projects.",
            "feasibility": "Needs people and dates.",
            "supporters": [self.any_of("actors")],
        }

    def one_of_recommendations(self) -> Item:
        return {
            "action": f"Agree with {self.words.name()} on the {self.words.topic()}.",
            "owner": "Planning Staff",
            "deadline": self.words.coming_day(),
            "decision": self.words.pick(("approve", "agree")),
            "supports": self.claims(),
        }

    def one_of_risks(self) -> Item:
        return {
            "event": f"{self.words.name()} leaves the {self.words.topic()}.",
            "cause": f"The {self.words.topic()} costs more than it brings.",
            "likelihood": self.words.pick(LIKELIHOODS),
            "impact": self.words.pick(LEVELS),
            "owner": "Planning Staff",
            "mitigation": f"Keep the {self.words.topic()} open.",
        }

    def one_of_terms(self) -> Item:
        names = [self.words.name() for _ in range(3)]
        return {
            "short": "".join(name[0] for name in names) + self.words.name()[:2].upper(),
            "expansion": " ".join(names),
            "definition": f"The body that runs the {self.words.topic()}.",
        }

    def one_of_talking_points(self) -> Item:
        return {
            "text": f"The {self.words.topic()} goes ahead, with {self.words.name()}, on time.",
            "purpose": self.words.pick(("make", "ask", "if-raised")),
            "on_record": True,
            "cleared_by": "Head of Planning",
            "expires": self.words.coming_day(),
        }

    def one_of_questions(self) -> Item:
        asked = f"Has {self.words.name()} left the {self.words.topic()}?"
        own = {"text": asked, "purpose": "if-raised", "answer": self.words.sentence()}
        return self.one_of_talking_points() | own

    def one_of_sections(self) -> Item:
        words = self.words
        paragraphs = []
        for _ in range(4):
            marked = f"**{words.name()}** and *{words.name()}* differ on “{words.topic()}”."
            paragraphs.append(f"{self.cited()} {words.sentence()} {marked} {self.cited()}")
        if self.number % 3 == 0:
            paragraphs.insert(2, "\n".join(f"- {words.sentence()}" for _ in range(4)))
        return {
            "title": f"The {words.topic()} waits for {words.name()}",
            "kind": KINDS[self.number % len(KINDS)],
            "order": self.number,
            # what a brief of a few pages prints is a small part of what is known
            "depth": "full" if self.number % 5 else "standard",
            "body": "\n\n".join(paragraphs),
        }
