"""A project with a word of its own in each field and channel of what is restricted."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import yaml
from hostile import DUMP
from made_up import Maker, Place
from made_up_pictures import picture
from made_up_projects import REFERRED, without_budgets
from made_up_settings import KINDS

from briefgen.checks import RULES
from briefgen.model.dossier import FAMILIES

__all__ = ["CLEARED", "LANGUAGES", "WIDE", "Planted", "planted"]

LANGUAGES = ("en", "ja", "de")
WIDE = ("partner", "public")
CLEARED = "staff"
_OPEN_SOURCE = "open-sources"


@dataclass
class Planted:
    """The project, and where each word was put."""

    files: dict[str, bytes] = field(default_factory=dict)
    printable: dict[str, str] = field(default_factory=dict)
    """Word → where it stands, of those that a template can print for who is cleared."""
    others: dict[str, str] = field(default_factory=dict)
    """Word → where it stands, of those that must be in no document at all."""

    numbers: Iterator[int] = field(default_factory=itertools.count)

    def word(self, place: str, *, printable: bool = True) -> str:
        """Return a new word for a place."""
        words = self.printable if printable else self.others
        made = f"zq7{next(self.numbers):05d}x"
        words[made] = place
        return made


def planted() -> Planted:
    """Return the project; all of its words are as `foreign_tools.WORD` says."""
    made = Planted()
    chance = Random("planted")
    ids = {family: made.word(f"{family}, id") for family in FAMILIES}
    referred = {family: made.word(f"{family}, id that is referred to") for family in REFERRED}
    items: dict[str, dict[str, Any]] = {family: {} for family in FAMILIES}
    for family in FAMILIES:
        items[family][ids[family]] = _restricted(made, chance, family, ids, referred)
        if family == "sections":  # a Markdown file has its text in one language
            for language in LANGUAGES[1:]:
                del made.printable[items[family][ids[family]]["body"][language]]
        if family in REFERRED:
            item = _restricted(made, chance, family, ids, referred)
            item["stand_in"] = "someone"
            items[family][referred[family]] = item
    # a glossary has only words that stand on the page
    text, short = items["events"][ids["events"]]["text"], items["terms"][ids["terms"]]["short"]
    items["events"][ids["events"]]["text"] = {tag: f"{text[tag]} {short[tag]}" for tag in text}
    for ending in ("png", "jpg", "svg"):
        fields = {"alt": "A", "credit": "B", "licence": "C", "marking": "TLP:RED"}
        name = f"figures/{made.word(f'name of a restricted {ending}')}.{ending}"
        # what it carries beside its pixels must reach nobody
        words = made.word(f"metadata of a restricted {ending}", printable=False)
        made.files[f"content/d/{name}"] = picture(ending, (9, 90, 190), words)
        items["figures"][made.word(f"id of the {ending}")] = {**fields, "file": name}
    shown = _open(made, chance, referred)
    section = items["sections"].pop(ids["sections"])
    _write(made, "a-restricted", items)
    _write(made, "m-open", shown)
    comment = made.word("comment in a file", printable=False)
    front = {key: value for key, value in section.items() if key != "body"}
    body = section["body"]["en"]
    made.files[f"content/d/{ids['sections']}.md"] = (
        f"---\n# {comment}\n{yaml.safe_dump(front, sort_keys=False, width=9999)}---\n{body}\n"
    ).encode()
    _write_project(made, referred)
    return made


def _restricted(
    made: Planted,
    chance: Random,
    family: str,
    ids: Mapping[str, str],
    referred: Mapping[str, str],
) -> dict[str, Any]:
    """Return an item with every field, each with words of its own, in every language."""

    def text(place: Place, is_block: bool) -> Any:
        where = ", ".join(place)
        # what stands in for an item that nothing refers to is printed nowhere
        is_printed = place[-1] != "stand_in"
        return {
            language: made.word(f"{where}, {language}", printable=is_printed)
            for language in LANGUAGES
        }

    def word(place: Place) -> str:
        # an item has its own id, whatever the program that exported it called it
        return made.word(", ".join(place), printable=place != ("sources", "id"))

    def refer(other: str, place: Place) -> str:
        return chance.choice([ids[other], *([referred[other]] if other in referred else [])])

    def file(place: Place) -> str:
        name = made.word(", ".join(place))
        path = f"figures/{name}.png" if place[0] == "figures" else f"sources/{name}.txt"
        content = made.word(f"content of the {place[-1]} of {place[0]}", printable=False)
        made.files[f"content/d/{path}"] = (
            picture("png", (1, 2, 3), content) if path.endswith("png") else content.encode()
        )
        return path

    item = Maker(chance, text, word, refer, file, 1.0, numbers=True).item(family)
    for name in ("parse-names", "season"):
        item.pop(name, None)
    item["marking"] = "TLP:RED"
    item["depth"] = "essential"
    reason = made.word(f"{family}, reason of an allowance", printable=False)
    item["allow"] = {"BG342": reason}
    return item


def _open(made: Planted, chance: Random, referred: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return items for everybody that refer, wherever they can, to what is restricted."""
    cited = f"[@{_OPEN_SOURCE}, p. 2; see @{referred['sources']}, p. 7, for more]"

    def text(place: Place, is_block: bool) -> Any:
        is_name = place[0] in ("actors", "terms", "figures") or place[-1] == "title"
        return "Some words" if is_name else f"Some words {cited}."

    def refer(other: str, place: Place) -> str:
        return referred[other]

    def file(place: Place) -> str | None:
        if place[0] != "figures":
            return None
        name = "figures/open.jpg"
        words = made.word("metadata of an open picture", printable=False)
        made.files[f"content/d/{name}"] = picture("jpg", (9, 9, 9), words)
        return name

    maker = Maker(chance, text, lambda place: "Words", refer, file, 1.0)
    shown: dict[str, dict[str, Any]] = {family: {} for family in FAMILIES}
    for family in FAMILIES:
        item = maker.item(family)
        if family == "sources":
            item = {"title": "An open source", "URL": "https://open.example/"}
        if family == "events":
            item |= {"date": "2023-05-01", "status": "occurred"}
        if family == "discrepancies":
            item |= {"claims": ["open-claims", referred["claims"]]}
        shown[family][f"open-{family}"] = {**item, "depth": "essential"}
    return shown


def _write(made: Planted, name: str, items: Mapping[str, Any]) -> None:
    comment = made.word(f"comment in {name}", printable=False)
    text = yaml.safe_dump(dict(items), allow_unicode=True, sort_keys=False, width=9999)
    made.files[f"content/d/{name}.yaml"] = f"# {comment}\n{text}".encode()


def _write_project(made: Planted, referred: Mapping[str, str]) -> None:
    settings = {
        "audiences": {
            "public": {"clearance": "TLP:CLEAR", "depth": "full"},
            "partner": {"clearance": "TLP:GREEN", "depth": "full"},
            CLEARED: {"clearance": "TLP:RED", "depth": "full"},
        },
        "documents": [{"templates": [*KINDS, "dump"], "languages": list(LANGUAGES)}],
        "to": ["pdf", "markdown", "html"],
        "checks": {"severity": dict.fromkeys(RULES, "off")},
    }
    heading = {
        "title": "A title",
        "as_of": "2023-07-14T09:00:00+09:00",
        "marking": "TLP:CLEAR",
        "summary": f"A summary [@{referred['sources']}, p. 7].",
        "bottom_line": "A bottom line.",
        "allow": {"BG329": made.word("dossier, reason of an allowance", printable=False)},
    }
    for path, content in (("briefgen.yaml", settings), ("content/d/dossier.yaml", heading)):
        made.files[path] = yaml.safe_dump(content, sort_keys=False, width=9999).encode()
    made.files |= without_budgets() | {path: text.encode() for path, text in DUMP.items()}
