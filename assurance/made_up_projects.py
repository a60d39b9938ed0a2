"""Projects made up from a number, each in variants that differ only in what readers may not see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hostile import DUMP, ESCAPES
from made_up import Maker, Place
from made_up_pictures import picture
from made_up_settings import KINDS, audiences, documents
from made_up_words import OpenWords, SecretWords

from briefgen.checks import RULES
from briefgen.model.dossier import FAMILIES

__all__ = [
    "REFERRED",
    "RICH",
    "VARIANTS",
    "Project",
    "project",
    "without_budgets",
]

VARIANTS = ("present", "replaced", "removed")
"""The restricted items are there; there are others, with other words and in other numbers; there
are none but those that open items refer to, and these have other words."""

BUILT_IN = Path(__file__).resolve().parent.parent / "templates"
RICH = 1000
"""From this number on there is something restricted in every family."""
REFERRED = ("actors", "issues", "claims", "quotes", "sources", "criteria", "recommendations")
"""Families to which items can refer: each has a restricted item with words in its place."""
_OPEN = (None, None, None, "TLP:CLEAR", "TLP:GREEN", "OWN:OPEN")
_CLOSED = ("TLP:AMBER", "TLP:RED", "OWN:SECRET", ("TLP:CLEAR", "OWN:SECRET"))


@dataclass(frozen=True)
class Project:
    """A project in one of its variants."""

    files: Mapping[str, bytes]
    """By path."""
    wide: tuple[str, ...]
    """The audiences that may not know in which variant it is."""
    is_mixed: bool
    """Whether restricted items stand in the files of open ones, whose lines then move."""


def project(seed: int, variant: str) -> Project:
    """Return the project of a number in a variant, the same each time."""
    return _Writer(seed, variant).project()


class _Writer:
    def __init__(self, seed: int, variant: str) -> None:
        self.seed = seed
        self.variant = variant
        self.open = Random(f"open {seed}")
        """Decides all that every reader may know: it is the same in each variant."""
        self.closed = Random(f"{variant} {seed}")
        self.is_mixed = seed % 5 == 3
        self.is_told = seed % 5 == 4
        """Whether one audience is told how many items it may not see: the number must not change,
        and nothing can be removed."""
        self.language = self.open.choice(("en", "en", "en", "de", "ja"))
        self.words = OpenWords(self.open, self.language)
        self.secrets = SecretWords(self.closed, self.language)
        self.files: dict[str, bytes] = {}
        self.pool = {family: [f"v-{family}-{n}" for n in range(2)] for family in FAMILIES}
        self.secret_pool: dict[str, list[str]] = {family: [] for family in FAMILIES}

    def project(self) -> Project:
        readers = audiences(self.seed, self.open, is_told=self.is_told)
        rules = documents(self.seed, self.language, is_told=self.is_told)
        settings = {
            "audiences": readers,
            "marking_schemes": {"OWN": {"levels": ["OPEN", "SECRET"]}},
            "documents": rules,
            "to": ["pdf", "markdown", *(["html"] if self.seed % 3 == 0 else [])],
            # made-up words break many rules of good writing: they are told, and stop nothing
            "checks": {"severity": dict.fromkeys(RULES, "info")},
        }
        self._write("briefgen.yaml", settings)
        self._write("content/d/dossier.yaml", self._heading())
        closed = self._closed_items()
        shown = self._open_items()
        if self.is_mixed:
            Random(f"mixed {self.seed}").shuffle(shown)
            self._write_items("items", list(_merged(shown, closed)))
        else:
            self._write_items("a-closed", closed[::2])
            self._write_items("m-open", shown)
            self._write_items("z-closed", closed[1::2])
        self.files |= {path: text.encode() for path, text in DUMP.items()}
        if self.seed % 6 != 2:
            self.files |= without_budgets()
        if any("escape" in rule["templates"] for rule in rules):
            escape = ESCAPES[self.seed % len(ESCAPES)].replace("FILE", "/etc/hostname")
            self.files |= {
                "templates/escape/template.yaml": b"label: Escape\nextends: timeline\n"
                b"parts: [{part: lines, of: events}]\n",
                "templates/escape/parts/lines.html.j2": f"<p>{escape}</p>".encode(),
                "templates/escape/parts/lines.md.j2": b"nothing",
            }
        return Project(self.files, tuple(sorted(set(readers) - {"a-staff"})), self.is_mixed)

    def _heading(self) -> dict[str, Any]:
        heading: dict[str, Any] = {
            "title": self.words.text(("", "title"), False, of_heading=True),
            "as_of": "2023-07-14T09:00:00+09:00",
            "marking": self.open.choice(("TLP:CLEAR", ["TLP:CLEAR"])),
            "summary": self.words.text(("", "summary"), False, of_heading=True),
            "bottom_line": self.words.text(("", "bottom_line"), False, of_heading=True),
            "owner": "An office",
            "language": self.language,
            "url": "https://example.org/dossier",
        }
        if self.seed % 9 == 8:
            year = self.open.choice((2022, 2999))
            heading["embargo"] = f"{year}-08-01T00:00:00Z"
        if self.seed % 8 == 7:
            heading["floor_marking"] = "TLP:GREEN"
        if self.seed % 3 == 2:
            heading["yardstick"] = "phia"
        return heading

    def _open_items(self) -> list[tuple[str, str, dict[str, Any]]]:
        def refer(family: str, place: Place) -> str:
            if self.open.random() < 0.25 and place != ("recommendations", "depends_on"):
                return f"r-{family}"
            return self.open.choice(self.pool[family])

        maker = Maker(
            self.open, self.words.text, self.words.name, refer, self._picture_of_open, 0.45
        )
        items = []
        for family in FAMILIES:
            for identifier in self.pool[family]:
                fields = maker.item(family)
                if family == "sources":
                    fields = _printable(fields, self.open)
                if family == "sections" and self.open.random() < 0.6:
                    kinds = ("context", "analysis", "scope", "so-what", "why-it-matters")
                    fields["kind"] = self.open.choice(kinds)
                if family == "events":
                    fields |= {"date": self.open.choice(("2023-05-01", "2023-06", "2022"))}
                marking = self.open.choice(_OPEN[: 4 if family in REFERRED else None])
                is_first = identifier == "v-events-0"
                if is_first:  # what a timeline cannot do without
                    fields["status"] = "occurred"
                if marking is not None and not is_first:
                    fields["marking"] = marking
                fields["priority"] = self.open.choice(("high", "normal", "low"))
                depth = self.open.choice(("essential", "standard", "full"))
                fields["depth"] = "essential" if is_first else depth
                if self.open.random() < 0.15 and not is_first:
                    fields["audiences"] = self.open.choice((["public"], ["a-staff"]))
                items.append((family, identifier, fields))
        return _referring_down(items)

    def _closed_items(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return what is restricted: what open items refer to, and more."""
        number = Random(f"{self.seed}" if self.is_told else f"{self.variant} {self.seed}")
        count = 0 if self.variant == "removed" and not self.is_told else number.randint(4, 10)
        families = [number.choice(list(FAMILIES)) for _ in range(count)]
        if self.seed >= RICH and count:
            families = list(FAMILIES)
        names = [(family, f"s-{self.secrets.word()}-{n}") for n, family in enumerate(families)]
        for family, identifier in names:
            self.secret_pool[family].append(identifier)
        for family in REFERRED:
            self.secret_pool[family].append(f"r-{family}")

        def refer(family: str, place: Place) -> str:
            return self.closed.choice(self.secret_pool[family] * 2 + self.pool[family])

        full = 0.1 if self.variant == "removed" else 0.4
        maker = Maker(
            self.closed, self.secrets.text, self.secrets.name, refer, self._picture_of_closed, full
        )
        items = []
        for family in REFERRED:
            fields = maker.item(family)
            words = Random(f"{self.seed} {family}").choice(("not for print", "someone", "a paper"))
            fields["stand_in"] = {"en": words, "de": f"{words} (de)"}
            items.append((family, f"r-{family}", fields))
        items += [(family, identifier, maker.item(family)) for family, identifier in names]
        for family, _, fields in items:
            if family == "sources":
                fields.update(_printable(fields, self.closed))
            marking = self.closed.choice(_CLOSED)
            fields["marking"] = list(marking) if isinstance(marking, tuple) else marking
            fields["priority"] = self.closed.choice(("required", "high", "normal", "low"))
            fields["depth"] = self.closed.choice(("essential", "standard", "full"))
        self.closed.shuffle(items)
        return _referring_down(items)

    def _picture_of_open(self, place: Place) -> str | None:
        return self._picture(f"open-{self.open.randint(0, 99)}", self.open, place)

    def _picture_of_closed(self, place: Place) -> str | None:
        return self._picture(self.secrets.word(), self.closed, place)

    def _picture(self, name: str, chance: Random, place: Place) -> str | None:
        if place[0] != "figures":
            return None
        ending = chance.choice(("png", "jpg", "svg"))
        path = f"figures/{name}.{ending}"
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        self.files[f"content/d/{path}"] = picture(ending, colour, name)
        return path

    def _write(self, path: str, content: Any) -> None:
        # one field a line: the log shows lines of the files, and must not show two items in one
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100_000)
        self.files[path] = text.encode()

    def _write_items(self, name: str, items: list[tuple[str, str, dict[str, Any]]]) -> None:
        # in an order that does not depend on what is restricted
        families: dict[str, dict[str, Any]] = {family: {} for family in FAMILIES}
        for family, identifier, fields in items:
            # Markdown files stand one by one: every second section is one
            if family == "sections" and hash_of(identifier) % 2 and isinstance(fields["body"], str):
                front = {key: value for key, value in fields.items() if key != "body"}
                self._write(f"content/d/{identifier}.md", front)
                path = f"content/d/{identifier}.md"
                self.files[path] = b"---\n%s---\n%s\n" % (
                    self.files[path],
                    fields["body"].encode(),
                )
            else:
                families[family][identifier] = fields
        there = {family: members for family, members in families.items() if members}
        self._write(f"content/d/{name}.yaml", there)


def without_budgets() -> dict[str, bytes]:
    """Return the built-in kinds without a page budget: no document is left out for its length."""
    files = {}
    for kind in KINDS:
        text = (BUILT_IN / kind / "template.yaml").read_text("utf-8")
        text = re.sub(r"(?m)^pages:.*", "pages: {max: 99}", text)
        files[f"templates/{kind}/template.yaml"] = text.encode()
    return files


def hash_of(text: str) -> int:
    """Return a number that is the same in every run."""
    return sum(text.encode())


_SOURCE_FIELDS = frozenset(
    ["title", "author", "issued", "URL", "publisher", "container-title", "stand_in"]
)


def _printable(fields: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Return a source as sources mostly are: few of its hundred fields."""
    kept = {key: value for key, value in fields.items() if key in _SOURCE_FIELDS}
    kept["type"] = chance.choice(("report", "webpage", "article-newspaper", "book"))
    return kept


def _referring_down(
    items: list[tuple[str, str, dict[str, Any]]],
) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the items without references of an item to itself."""
    for family, identifier, fields in items:
        for key, value in list(fields.items()):
            if value == identifier and family in ("actors", "recommendations"):
                del fields[key]
            elif isinstance(value, list):
                fields[key] = [one for one in value if one != identifier]
    return items


def _merged(first: list[Any], second: list[Any]) -> Iterator[Any]:
    """Yield the elements of both lists in turn."""
    for index in range(max(len(first), len(second))):
        yield from first[index : index + 1]
        yield from second[index : index + 1]
