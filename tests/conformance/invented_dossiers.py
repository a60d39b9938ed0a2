"""Invented dossiers that strain a structure: long tables, lists in lists, notes, pictures.

Why invented: what the example has is known to be right; here every kind of thing stands in every
language, and one table goes over dozens of pages.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import yaml
from PIL import Image

__all__ = [
    "AUDIENCES",
    "KINDS",
    "LANGUAGES",
    "combined_project",
    "languages_project",
    "long_project",
]


@dataclass(frozen=True)
class Words:
    """Words of one language, of which sentences are made."""

    stock: str
    term: str
    """An abbreviation, what it stands for, and what that means."""
    foreign: str
    """A passage in another language, as Markdown."""
    paper: str
    kinds: tuple[str, ...]
    """The kinds of document that are made in it."""
    between: str = " "
    stop: str = ". "


LANGUAGES = {
    "en": Words(
        "office treaty river council opens before autumn while ministers weigh a longer programme "
        "and allies ask what it costs",
        "ECO|Eastern Crossing Organisation|A body of six states",
        "[l’été prochain]{lang=fr}",
        "A4",
        ("backgrounder", "policy-brief", "one-pager", "timeline"),
    ),
    "de": Words(
        "Verbindungsbüro Vertrag Hafenbehörde eröffnet vor dem Herbst während Ministerinnen ein "
        "längeres Programm abwägen und Verbündete nach Kosten fragen",
        "OQO|Ostquerungsorganisation|Ein Verband von sechs Staaten",
        "[next summer]{lang=en}",
        "Letter",
        ("backgrounder", "policy-brief"),
    ),
    "fr": Words(
        "bureau traité rivière conseil ouvre avant automne tandis que ministres pèsent un "
        "programme plus long et alliés demandent son coût",
        "OTE|Organisation de la traversée orientale|Un organisme de six États",
        "[nächsten Sommer]{lang=de}",
        "Letter",
        ("backgrounder", "one-pager"),
    ),
    "ja": Words(
        "事務所は 秋までに 開設され 閣僚は 長期計画を 検討し 同盟国は 費用を 問い 条約は "
        "河川と 港湾を 結ぶ",
        "ECO|東部横断機構|六か国の機関",
        "[next summer]{lang=en}",
        "A4",
        ("backgrounder", "timeline"),
        "",
        "。",
    ),
}
READERS = {"readers": {"clearance": "TLP:GREEN", "depth": "full"}}
KINDS = ("one-pager", "policy-brief", "timeline")
AUDIENCES = {
    "outside": {"clearance": "TLP:GREEN", "depth": "standard", "placeholder": True},
    "inside": {"clearance": "TLP:AMBER", "depth": "full", "portion_marks": True},
}
_PARTS = [
    {"part": "summary"},
    {"part": "key-facts", "of": "claims", "where": {"key_fact": True}, "place": "rail"},
    {"part": "key-points", "of": "claims", "where": {"key_point": True}},
    {"part": "event-list", "id": "what-happened", "of": "events", "limit": 8},
    {"part": "prose", "id": "context", "of": "sections"},
    {"part": "figures", "of": "figures"},
    {"part": "event-table", "id": "timeline", "of": "events"},
    {"part": "terms", "of": "terms", "place": "wide"},
    {"part": "notes"},
    {"part": "about"},
]
_BACKGROUNDER = {
    "format": 1,
    "label": "Backgrounder",
    "extends": "policy-brief",
    "pages": {"min": 1, "max": 200},
    "notes": "places",
    "parts": _PARTS,
}
_REGISTER = {
    "format": 1,
    "label": "Register",
    "extends": "timeline",
    "pages": {"min": 1, "max": 200},
    "notes": "sources",
    "parts": [
        {"part": "legend"},
        {"part": "event-table", "id": "timeline", "of": "events"},
        {"part": "notes"},
        {"part": "about"},
    ],
}


class _Author:
    """Writes a dossier in one language, the same for the same seed."""

    def __init__(self, language: str, seed: int = 5) -> None:
        self.words = LANGUAGES[language]
        self.language = language
        self.chance = random.Random(seed)

    def sentence(self, length: int = 9) -> str:
        stock = self.words.stock.split()
        text = self.words.between.join(self.chance.choice(stock) for _ in range(length))
        return text[:1].upper() + text[1:]

    def paragraph(self, sentences: int = 5) -> str:
        stop = self.words.stop
        text = stop.join(self.sentence() for _ in range(sentences)) + stop.strip()
        return f"{text} [@source-{self.chance.randrange(9)}, p. {self.chance.randrange(1, 40)}]"

    def body(self, paragraphs: int) -> str:
        """Return prose with everything that prose can hold."""
        term = self.words.term.split("|")[0]
        return "\n\n".join(
            [
                f"{self.paragraph()} **{term}** *{self.sentence(3)}* {self.words.foreign} "
                f"[{self.sentence(4)}](https://example.org/a).",
                *(self.paragraph() for _ in range(paragraphs)),
                f"- {self.sentence()}\n  - {self.sentence()}\n    1. {self.sentence()}\n"
                f"    2. {self.sentence()}\n- {self.paragraph(2)}",
                f"3. {self.sentence()}\n4. {self.sentence()}",
                f"> {self.paragraph(2)}",
                f"| {self.sentence(2)} | {self.sentence(2)} |\n|---|---|\n"
                f"| {self.sentence(3)} | {self.paragraph(1)} |\n| {self.sentence(3)} | {term} |",
            ]
        )

    def files(
        self, folder: str, *, sections: int, paragraphs: int, events: int, secrets: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the dossier by path; with `secrets`, some items are not for all."""
        short, expansion, definition = self.words.term.split("|")
        heading = {
            "title": self.sentence(6),
            "short_title": self.sentence(2),
            "as_of": "2024-06-01T09:00:00+00:00",
            "marking": "TLP:GREEN",
            "summary": f"{self.paragraph(3)} {short}",
            "bottom_line": self.sentence(12),
            "owner": "Staff (example)",
            "contact": "staff@example.org",
            "status": "cleared",
            "language": self.language,
            "url": "https://example.org/dossiers/one",
        }
        families: dict[str, dict[str, Any]] = {
            "terms": {
                "term": {"short": short, "expansion": expansion, "definition": definition},
            },
            "sources": {
                f"source-{number}": {
                    "title": self.sentence(4),
                    "type": "report",
                    "issued": "2024-01",
                    "publisher": "Example Institute",
                    "URL": f"https://example.org/reports/{number}",
                }
                for number in range(9)
            },
            "events": {
                f"event-{number}": {
                    "date": f"{1970 + number // 12}-{number % 12 + 1:02}",
                    "text": self.sentence(12),
                    "status": ("occurred", "announced", "disputed")[number % 3],
                    "sources": [f"source-{number % 9}, p. {number % 30 + 1}"],
                    "depth": "essential",
                }
                for number in range(events)
            },
            "claims": {
                f"claim-{number}": {
                    "text": self.sentence(),
                    "kind": "fact",
                    "evidence": [f"source-{number}, p. 2"],
                    "depth": "essential",
                    **({"key_fact": self.sentence(2)} if number % 2 else {"key_point": True}),
                }
                for number in range(6)
            },
            "figures": {
                "picture": {
                    "file": "picture.png",
                    "alt": self.sentence(5),
                    "caption": self.sentence(6),
                    "credit": "Staff",
                    "licence": "CC BY 4.0",
                }
            },
        }
        if secrets:
            for family in ("events", "claims", "figures"):
                list(families[family].values())[-1]["marking"] = "TLP:AMBER"
        yield f"content/{folder}/dossier.yaml", _dumped(heading)
        for name, family in families.items():
            yield f"content/{folder}/{name}.yaml", _dumped({name: family})
        for number in range(sections):
            front = _dumped({"title": self.sentence(5), "kind": "context", "order": number})
            body = self.body(paragraphs).encode()
            yield (
                f"content/{folder}/sections/section-{number}.md",
                b"---\n" + front + b"---\n" + body + b"\n",
            )
        picture = BytesIO()
        Image.new("RGB", (240, 90), "#9ab").save(picture, "PNG")
        yield f"content/{folder}/picture.png", picture.getvalue()


def languages_project() -> Mapping[str, bytes]:
    """Return a project with a dossier in each language, for each kind of document."""
    files: dict[str, bytes] = {}
    rules = []
    for language, words in LANGUAGES.items():
        author = _Author(language)
        files |= author.files(language, sections=2, paragraphs=1, events=22)
        rules.append(
            {
                "dossiers": [language],
                "templates": list(words.kinds),
                "audiences": ["readers"],
                "paper": words.paper,
            }
        )
    return {**files, **_project(rules)}


def combined_project() -> Mapping[str, bytes]:
    """Return a project with a short dossier in each language, some of it for one audience only."""
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        author = _Author(language, seed=8)
        files |= author.files(language, sections=1, paragraphs=0, events=6, secrets=True)
    return {**files, **_project([{"templates": list(KINDS), "audiences": ["*"]}], AUDIENCES)}


def long_project(*, sections: int, paragraphs: int, events: int) -> Mapping[str, bytes]:
    """Return a project with one long dossier, for a `backgrounder` and a `register` of events."""
    files = dict(
        _Author("en").files("long", sections=sections, paragraphs=paragraphs, events=events)
    )
    rule = {"dossiers": ["long"], "templates": ["backgrounder", "register"], "audiences": ["*"]}
    return {**files, **_project([rule])}


def _project(
    rules: list[dict[str, Any]], audiences: Mapping[str, Any] = READERS
) -> dict[str, bytes]:
    settings = {
        "format": 1,
        "audiences": dict(audiences),
        "documents": rules,
        "to": ["pdf"],
    }
    return {
        "briefgen.yaml": _dumped(settings),
        "templates/backgrounder/template.yaml": _dumped(_BACKGROUNDER),
        "templates/register/template.yaml": _dumped(_REGISTER),
    }


def _dumped(value: Mapping[str, Any]) -> bytes:
    return yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False).encode()
