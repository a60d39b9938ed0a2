"""What pydantic finds, in words for authors and at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from briefgen.diagnostics import Diagnostic, Span
from briefgen.load import yaml
from briefgen.model.decisions import Option
from briefgen.model.dossier import FAMILIES, Content, Heading
from briefgen.model.events import Actor, Event
from briefgen.model.evidence import Claim
from briefgen.model.project import ProjectFile, TemplateFile
from briefgen.model.shapes import DIGEST, SHAPES
from briefgen.model.sources import Source
from briefgen.schema_faults import check

OWNER = Span("a.yaml", 99, 1)


def faults(model: type[BaseModel], text: str) -> list[Diagnostic]:
    node, syntax = yaml.parse(text, "a.yaml")
    assert syntax == ()
    assert node is not None
    return list(check(model, node, owner="the thing", owner_span=OWNER)[1])


def only(model: type[BaseModel], text: str) -> Diagnostic:
    found = faults(model, text)
    assert len(found) == 1, found
    return found[0]


def place(fault: Diagnostic) -> tuple[str, int, int]:
    assert fault.span is not None
    return fault.code, fault.span.line, fault.span.column


HEADING = 'title: T\nas_of: "2023-07-14T09:00:00Z"\nmarking: TLP:CLEAR\n'


def test_a_sound_node_is_its_model() -> None:
    node, _ = yaml.parse(HEADING + "version: 1.10\n", "a.yaml")
    assert node is not None
    heading, found = check(Heading, node, owner="o", owner_span=OWNER)
    assert found == ()
    assert heading is not None
    assert heading.version == "1.10"


def test_a_sound_node_is_checked_once_and_another_one_anew() -> None:
    def checked(node: Any) -> Heading | None:
        return check(Heading, node, owner="o", owner_span=OWNER)[0]

    one, same, other = (
        yaml.parse(HEADING + f"version: {text}\n", "a.yaml")[0] for text in ("1", "1", "2")
    )
    assert checked(one) is checked(one)
    assert checked(same) == checked(one)
    assert checked(other) != checked(one)
    broken, _ = yaml.parse(HEADING + "version: [1]\n", "a.yaml")
    assert checked(broken) is None
    assert checked(broken) is None


@pytest.mark.parametrize(
    ("model", "text", "expected", "message"),
    [
        (Heading, HEADING + "sumary: S\n", ("BG103", 4, 1), "unknown field `sumary`"),
        (Heading, HEADING + "status: drafted\n", ("BG105", 4, 9), "`drafted` is no status"),
        (Heading, HEADING + "format: 2\n", ("BG105", 4, 9), "`2` is no format"),
        (Heading, HEADING + "version: [1]\n", ("BG102", 4, 10), "text is expected"),
        (Heading, HEADING + "title_: 1\n", ("BG103", 4, 1), "unknown field"),
        (Heading, HEADING + "summary: [a]\n", ("BG102", 4, 10), "text is expected"),
        (Heading, HEADING + "summary:\n  title: x\n", ("BG102", 5, 3), "is not a language tag"),
        (Heading, HEADING + "summary: ''\n", ("BG102", 4, 10), "this text is empty"),
        (Heading, HEADING + "language: English\n", ("BG102", 4, 11), "not written as"),
        (Heading, HEADING + "embargo: 2023-07-14T09:00:00\n", ("BG102", 4, 10), "has no zone"),
        (Heading, HEADING + "embargo: soon\n", ("BG102", 4, 10), "a date, time and zone"),
        (Claim, "text: T\n", ("BG101", 99, 1), "the thing lacks `kind`"),
        (Claim, "text: T\nkind: fact\nconfidence: {level: low}\n", ("BG101", 3, 1), "reason"),
        (Claim, "text: T\nkind: fact\nkey_point: maybe\n", ("BG102", 3, 12), "`true` or `false`"),
        (Claim, "text: T\nkind: fact\nevidence: s\n", ("BG102", 3, 11), "a list is expected"),
        (Claim, "text: T\nkind: fact\nevidence: [[s]]\n", ("BG102", 3, 12), "mapping"),
        (Event, "text: T\nstatus: occurred\ndate: 2023-13\n", ("BG102", 3, 7), "no month 13"),
        (Option, "text: T\nscores: [a]\n", ("BG102", 2, 9), "a mapping is expected"),
        (Option, "text: T\nscores: {c: {value: fine, reason: R}}\n", ("BG105", 2, 21), "fine"),
        (TemplateFile, "label: L\nparts: []\n", ("BG102", 2, 8), "at least one entry"),
        (
            TemplateFile,
            "label: L\npages: {max: 0}\nparts: [{part: notes}]\n",
            ("BG102", 2, 14),
            "`max`: input should be",
        ),
        (ProjectFile, "paper: A5\n", ("BG105", 1, 8), "`A5` is no paper"),
        (ProjectFile, "- a\n", ("BG102", 99, 1), "a mapping of fields is expected"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place_and_words(
    model: Any, text: str, expected: tuple[str, int, int], message: str
) -> None:
    fault = only(model, text)
    assert place(fault) == expected
    assert message in fault.message
    assert re.match(r"[^A-Z]", fault.message)
    assert not fault.message.endswith(".")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("yes", "true"),
        ("on", "true"),
        ("y", "true"),
        ("True", "true"),
        ("'true'", "true"),
        ("1", "true"),
        ("no", "false"),
        ("off", "false"),
        ("OFF", "false"),
        ("0", "false"),
    ],
)
def test_only_true_and_false_are_flags(word: str, meant: str) -> None:
    part = "label: L\nparts:\n  - {part: notes, required: %s}\n"
    fault = only(TemplateFile, part % word)
    assert place(fault) == ("BG102", 3, 29)
    assert (fault.help or "").startswith(f"write `{meant}`")
    assert faults(TemplateFile, part % meant) == []


@pytest.mark.parametrize(
    "text",
    [
        "audiences: {a: {clearance: TLP:RED, %s: yes}}",
        "documents: [{%s: yes}]",
    ],
)
@pytest.mark.parametrize("name", ["twin", "portion_marks"])
def test_flags_that_may_be_left_out_are_as_strict(text: str, name: str) -> None:
    assert "write `true`" in (only(ProjectFile, text % name).help or "")


@pytest.mark.parametrize(
    ("word", "codes"), [("yes", ["BG102"]), ("no", ["BG102"]), ("ca.", []), ("1", [])]
)
def test_flags_of_csl_may_be_any_words_but_yes_and_no(word: str, codes: list[str]) -> None:
    text = f"title: T\nissued: {{literal: around 1900, circa: {word}}}\n"
    assert [fault.code for fault in faults(Source, text)] == codes


def test_an_entry_with_a_fault_is_an_entry() -> None:
    assert place(only(TemplateFile, "label: L\nparts: [{prat: notes}]\n")) == ("BG103", 2, 10)


def lax(schema: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    """Yield what takes any word that Pydantic knows for values of some kinds.

    Not what is strict, nor what a function of ours looks at first.
    """
    if isinstance(schema, dict):
        kind = schema.get("type")
        if kind in kinds and not schema.get("strict"):
            yield schema
        if kind != "function-before" or schema["schema"]["type"] not in kinds:
            yield from (found for value in schema.values() for found in lax(value, kinds))
    elif isinstance(schema, list | tuple):
        yield from (found for value in schema for found in lax(value, kinds))


FLAGS, NUMBERS = ("bool",), ("int", "float")


@pytest.mark.parametrize(
    "model", [*FAMILIES.values(), Heading, ProjectFile, TemplateFile], ids=lambda m: m.__name__
)
def test_no_field_takes_other_words_for_flags(model: type[BaseModel]) -> None:
    assert list(lax(model.__pydantic_core_schema__, FLAGS)) == []


def test_a_lax_flag_is_noticed() -> None:
    class Lax(BaseModel):
        wanted: bool | None = None

    assert len(list(lax(Lax.__pydantic_core_schema__, FLAGS))) == 1


# what reference software exports is taken as it comes
@pytest.mark.parametrize(
    "model",
    [*(m for m in FAMILIES.values() if m is not Source), Heading, ProjectFile, TemplateFile],
    ids=lambda m: m.__name__,
)
def test_no_number_may_be_a_flag(model: type[BaseModel]) -> None:
    assert list(lax(model.__pydantic_core_schema__, NUMBERS)) == []


def test_a_number_that_may_be_a_flag_is_noticed() -> None:
    class Lax(BaseModel):
        limit: int | None = None

    assert len(list(lax(Lax.__pydantic_core_schema__, NUMBERS))) == 1


@pytest.mark.parametrize(
    ("model", "text", "place_of_fault"),
    [
        (ProjectFile, "limits: {cpu_seconds: true}", (1, 23)),
        (ProjectFile, "checks: {min_body_points: false}", (1, 27)),
        (TemplateFile, "label: L\nparts: [{part: notes, limit: true}]", (2, 30)),
    ],
)
def test_a_flag_is_no_number(
    model: type[BaseModel], text: str, place_of_fault: tuple[int, int]
) -> None:
    fault = only(model, text)
    assert place(fault) == ("BG102", *place_of_fault)
    assert "this is a flag" in fault.message


@pytest.mark.parametrize(
    ("model", "text", "words"),
    [
        (ProjectFile, "house: {colours: {ink: navy}}", "write `#` and six hexadecimal digits"),
        (ProjectFile, "house: {colours: {ink: '#123'}}", 'such as `"#0E2A47"`'),
        (ProjectFile, "house: {fonts: {text: Garamond}}", "such as `fontpkg-ibm-plex-sans`"),
        (ProjectFile, "marking_schemes: {A1: {levels: [X]}}", "letters only, such as"),
        (ProjectFile, "marking_schemes: {A: {levels: [X], colours: [red]}}", "write `#` and six"),
        (ProjectFile, "caveats: {1A: Words}", "a letter first, such as `EYES ONLY`"),
        (ProjectFile, "groups: {ip4: [JPN]}", "capitals, digits and"),
        (ProjectFile, "documents: [{templates: [One Pager]}]", "such as `policy-brief`"),
        (Heading, HEADING + "language: English", "the tag of a language, such as `en`"),
        (Heading, HEADING + "url: example.org", "such as `https://example.org/dossier`"),
        (Actor, "name: N\niso3166: jp", "such as `JP`"),
        (Source, "title: T\nsha256: AB", "that `sha256sum` prints"),
    ],
)
def test_a_form_is_said_in_words(model: type[BaseModel], text: str, words: str) -> None:
    fault = only(model, text + "\n")
    assert words in (fault.help or "")
    assert not re.search(r"[$^]|\[A-Z", f"{fault.message} {fault.help}")


def test_every_form_is_said_in_words_and_its_example_has_it() -> None:
    models = (*FAMILIES.values(), Heading, ProjectFile, TemplateFile, Content)
    for model in models:  # each is built when it is first used
        model.model_rebuild()
    wanted = {p for model in models for p in patterns(model.__pydantic_core_schema__)}
    assert wanted == SHAPES.keys()
    for pattern, words in SHAPES.items():
        examples = [one.strip('"') for one in re.findall(r"`([^`]+)`", words)]
        assert any(re.search(pattern, one) for one in examples) or pattern == DIGEST, pattern


def patterns(schema: Any) -> Iterator[str]:
    """Yield each pattern that texts are held against."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from (found for value in schema.values() for found in patterns(value))
    elif isinstance(schema, list | tuple):
        yield from (found for value in schema for found in patterns(value))


def test_all_faults_of_a_node_at_once() -> None:
    found = faults(Heading, "tilte: T\nas_of: today\nmarking: {level: {}}\nstatus: done\nfoo: 1\n")
    assert {place(fault)[:2] for fault in found} >= {
        ("BG103", 1),
        ("BG102", 2),
        ("BG102", 3),
        ("BG105", 4),
        ("BG103", 5),
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sumary: S\n", "did you mean `summary`?"),
        ("zzzz: S\n", "known are `allow`, `as_of`"),
        ("status: drafft\n", "did you mean `draft`? write one of `draft`, `cleared`"),
        ("yardstick: zzz\n", "write one of `icd203`, `phia`"),
        ("version: [1]\n", "`version`: edition."),
    ],
)
def test_the_help_says_what_to_write(text: str, words: str) -> None:
    assert (only(Heading, HEADING + text).help or "").startswith(words)


def test_known_fields_are_those_of_the_model_at_the_place() -> None:
    fault = only(Claim, "text: T\nkind: fact\nevidence: [{source: s, loctor: p. 1}]\n")
    assert (place(fault), fault.help) == (("BG103", 3, 24), "did you mean `locator`?")
