"""Invented projects that strain a structure: long tables, lists in lists, notes, pictures.

Why invented: what the example has is known to be right; here every kind of thing stands in every
language, and one table goes over dozens of pages.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from briefgen.diagnostics import Severity
from briefgen.job import Job
from briefgen.making import make_document
from briefgen.model.project import PdfStandard
from briefgen.project import Choice
from briefgen.render.pdf import render
from briefgen.session import open_session
from briefgen.world import MemoryWorld, builtin_world

__all__ = [
    "FLAVOURS",
    "INVENTED",
    "LANGUAGES",
    "LONG",
    "Drawn",
    "Judged",
    "drawn",
    "judged_projects",
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
        self, folder: str, *, sections: int, paragraphs: int, events: int
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the dossier by path."""
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


def long_project(*, sections: int, paragraphs: int, events: int) -> Mapping[str, bytes]:
    """Return a project with one long dossier, for a `backgrounder` and a `register` of events."""
    files = dict(
        _Author("en").files("long", sections=sections, paragraphs=paragraphs, events=events)
    )
    rule = {"dossiers": ["long"], "templates": ["backgrounder", "register"], "audiences": ["*"]}
    return {**files, **_project([rule])}


def _project(rules: list[dict[str, Any]]) -> dict[str, bytes]:
    settings = {
        "format": 1,
        "audiences": {"readers": {"clearance": "TLP:GREEN", "depth": "full"}},
        "documents": rules,
        "to": ["pdf"],
    }
    return {
        "briefgen.yaml": _dumped(settings),
        "templates/backgrounder/template.yaml": _dumped(_BACKGROUNDER),
        "templates/register/template.yaml": _dumped(_REGISTER),
    }


@dataclass(frozen=True)
class Drawn:
    """One document of an invented project."""

    job: Job
    pages: int
    content: Mapping[str, bytes]
    """The PDF by the name of the standard."""


def drawn(
    files: Mapping[str, bytes],
    standards: tuple[str, ...] = tuple(PdfStandard),
    templates: tuple[str, ...] = (),
) -> dict[str, Drawn]:
    """Return the documents of a project by name, each by every standard asked for."""
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    found = {}
    for document in session.documents(Choice(templates=templates)):
        made = make_document(session, document)
        errors = [one for one in made.diagnostics if one.severity is Severity.ERROR]
        assert not errors, errors
        assert made.composition is not None, made.diagnostics
        job = made.composition.job
        content = {"ua1-a3a": made.rendered["pdf"].content}
        for standard in standards:
            if standard not in content:
                content[standard] = render(replace(job, standard=standard)).content
        found[f"{document.template}-{document.language}"] = Drawn(job, made.pages, content)
    return found


@dataclass(frozen=True)
class Judged:
    """One invented document by one standard."""

    job: Job
    pages: int
    content: bytes
    verdict: Mapping[str, tuple[str, ...]]
    """The rules that it breaks, by flavour."""


FLAVOURS = {"ua1-a3a": ("3a", "ua1"), "ua2-a4f": ("4f", "ua2")}
LONG = ("backgrounder-long", "register-long")
INVENTED = [
    *(f"{kind}-{language}" for language, words in LANGUAGES.items() for kind in words.kinds),
    *LONG,
]
"""The names of the invented documents."""


def judged_projects(verapdf: Callable[..., Any], scratch: Path) -> dict[str, Judged]:
    """Return each invented document by name and standard: `timeline-en ua1-a3a`."""
    documents = drawn(languages_project())
    long = drawn(long_project(sections=46, paragraphs=5, events=300), ("ua1-a3a",))
    documents |= {name.replace("-en", "-long"): made for name, made in long.items()}
    judged = {}
    for standard, flavours in FLAVOURS.items():
        chosen = {n: made for n, made in documents.items() if standard in made.content}
        contents = {name: made.content[standard] for name, made in chosen.items()}
        verdicts = verapdf(contents, scratch, flavours)
        for name, made in chosen.items():
            content, verdict = made.content[standard], dict(verdicts[name])
            judged[f"{name} {standard}"] = Judged(made.job, made.pages, content, verdict)
    return judged


def _dumped(value: Mapping[str, Any]) -> bytes:
    return yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False).encode()
