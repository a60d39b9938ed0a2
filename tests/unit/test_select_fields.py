"""Every field that can refer or cite: none of them lets anything through."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from made_up import Maker, Place
from made_up_projects import REFERRED

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.model.base import Item
from briefgen.model.dossier import FAMILIES, Heading
from briefgen.model.walk import references

Make = Callable[..., Any]
LANGUAGES = ("en", "de", "ja")
WORDS = dict.fromkeys(LANGUAGES, "Words")
SECRET = 'marking: "TLP:RED"'


def base(family: str) -> dict[str, Any]:
    """Return an item of a family that refers to nothing that is not there."""
    minimal: dict[str, dict[str, Any]] = {
        "actors": {"name": "A"},
        "issues": {"proposition": "P"},
        "claims": {"text": "T", "kind": "fact"},
        "quotes": {
            "text": "T", "speaker": "open-actors", "date": "2023", "source": "open-sources",
            "locator": "p. 1",
        },
        "sources": {"title": "S"},
        "criteria": {"text": "T"},
        "recommendations": {"action": "A", "owner": "O", "deadline": "2024", "decision": "note"},
    }  # fmt: skip
    return minimal[family]


def dossier(family: str, item: dict[str, Any], stand_in: str | None) -> str:
    """Return a dossier with an item, and of each family something open and something restricted."""
    items: dict[str, dict[str, Any]] = {name: {} for name in FAMILIES}
    for name in REFERRED:
        items[name]["open-" + name] = base(name)
        secret = {**base(name), "marking": "TLP:RED"}
        items[name]["secret-" + name] = secret | ({"stand_in": stand_in} if stand_in else {})
    items["claims"]["other-claims"] = base("claims")
    items[family]["it"] = item
    return json.dumps(items, ensure_ascii=False, indent=1)


def full(family: str, refer: Callable[[str, Place], str], text: Callable[..., Any]) -> Any:
    """Return an item with every field."""
    maker = Maker(Random(1), text, lambda place: "Words", refer, lambda place: None, 1.0)
    item = maker.item(family)
    item.pop("archive", None)
    return item | ({"file": "figures/a.png"} if family == "figures" else {})


def named(kind: str) -> Callable[[str], str]:
    """Return what gives the id of an item of a family, in turn with another one of claims."""
    turns = itertools.cycle((f"{kind}-claims", "other-claims"))
    return lambda family: next(turns) if family == "claims" else f"{kind}-{family}"


def no_text(place: Place, is_block: bool) -> Any:
    return WORDS


def referring_places(family: str) -> list[Place]:
    """Return each field of a family that refers, and of those that take several only one."""
    places: list[Place] = []
    is_open = named("open")

    def refer(other: str, place: Place) -> str:
        places.append(place)
        return is_open(other)

    full(family, refer, no_text)
    return list(dict.fromkeys(places))


def refer_openly() -> Callable[[str, Place], str]:
    """Return what refers to what everybody may see."""
    is_open = named("open")
    return lambda family, place: is_open(family)


def refer_to_secret(wanted: Place) -> Callable[[str, Place], str]:
    """Return what refers from one place to what is restricted, else to what everybody may see."""
    is_open, is_secret = named("open"), named("secret")
    return lambda family, place: (is_secret if place == wanted else is_open)(family)


def texts(family: str) -> Iterator[Place]:
    found: list[Place] = []

    def text(place: Place, is_block: bool) -> Any:
        found.append(place)
        return WORDS

    full(family, refer_openly(), text)
    return iter(dict.fromkeys(found))


def assert_both_places(faults: tuple[Diagnostic, ...]) -> None:
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    assert {fault.code for fault in errors} == {"BG403"}
    assert all(fault.span and len(fault.related) == 1 for fault in errors)


def made(make: Make, source: str, heading: str | None = None) -> Any:
    files = {"content/d/figures/a.png": b"x"}
    return make(source, files=files, **({"heading": heading} if heading else {}))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_reference_to_what_is_withheld_is_an_error_with_both_places(
    bench: Make, family: str
) -> None:
    for wanted in referring_places(family):
        item = full(family, refer_to_secret(wanted), no_text)
        view, faults = made(bench, dossier(family, item, None)).look()
        assert view is None, wanted
        assert_both_places(faults)
        view, faults = made(bench, dossier(family, item, "someone")).look()
        assert view is not None, wanted
        assert "secret-" not in repr(view), wanted
        assert "someone" in repr(view), wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_citation_of_what_is_withheld_is_an_error_in_every_text(
    bench: Make, family: str, language: str
) -> None:
    for wanted in texts(family):
        if wanted[-1] == "stand_in":  # printed where something refers to it, and tested there
            continue

        def text(place: Place, is_block: bool, wanted: Place = wanted) -> Any:
            cited = {language: "Words [@secret-sources, p. 4711]"} if place == wanted else {}
            return WORDS | cited

        item = full(family, refer_openly(), text)
        view, faults = made(bench, dossier(family, item, None)).look(language=language)
        assert view is None, wanted
        assert_both_places(faults)
        for other in LANGUAGES:
            view, _ = made(bench, dossier(family, item, "someone")).look(language=other)
            assert view is not None, wanted
            assert "secret-" not in repr(view), wanted
            assert "4711" not in repr(view), wanted


@pytest.mark.parametrize(
    "name", [name for name, field in Heading.model_fields.items() if "LocalText" in repr(field)]
)
def test_a_citation_in_the_heading_too(bench: Make, heading: str, name: str) -> None:
    kept = "".join(
        line for line in heading.splitlines(keepends=True) if not line.startswith(f"{name}:")
    )
    again = f"{kept}{name}: Words [@secret-sources]\n"
    item = base("claims")
    view, faults = made(bench, dossier("claims", item, None), again).look()
    assert view is None
    assert [fault.code for fault in faults] == ["BG403"]
    view, faults = made(bench, dossier("claims", item, "someone"), again).look()
    assert view is not None
    assert "secret-" not in repr(view)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_fields_are_those_that_the_model_has(bench: Make, family: str) -> None:
    """What is made up here has all that the model can hold: no field is forgotten."""
    item = full(family, refer_openly(), no_text)
    whole = made(bench, dossier(family, item, None)).session.dossier("d").dossier
    kept: Item = getattr(whole, family)["it"]
    names = {name for name in type(kept).model_fields if getattr(kept, name) not in (None, (), {})}
    steering = {"marking", "audiences", "depth", "priority", "allow", "public_words"}
    steering |= {"archive", "sha256"}
    missing = set(type(kept).model_fields) - names - steering
    assert missing <= {"parse_names", "custom"}, missing
    found = {path[0] for path, _, _ in references(kept)}
    assert {place[1] for place in referring_places(family)} == found
