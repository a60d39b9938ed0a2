from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from briefgen.cli.main import cli
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.json_schema import ROOTS, json_schema, schema_text
from briefgen.load import yaml
from briefgen.load.tree import load
from briefgen.located import plain
from briefgen.model.dossier import FAMILIES, Heading
from briefgen.model.markings import Schemes
from briefgen.project import read_project
from briefgen.scaffold import dossier_files, project_files
from briefgen.template_files import read_template
from briefgen.templates import TemplateText, read_files
from briefgen.validate import validate
from briefgen.world import MemoryWorld, builtin_world

REPOSITORY = Path(__file__).parents[2]
HEADING = 'title: T\nas_of: "2023-07-14T09:00:00+09:00"\nmarking: TLP:CLEAR\n'
ACTOR = "actors: {a: {name: A}}\n"
SOURCE = "sources: {s: {title: S}}\n"
PARTS = "parts: [{part: summary}]\n"
VALIDATORS = {root: Draft202012Validator(json_schema(root)) for root in ROOTS}


def schema_accepts(root: str, text: str) -> bool:
    node, _ = yaml.parse(text, "file.yaml")
    assert node is not None
    return VALIDATORS[root].is_valid(plain(node))


def loader_accepts(root: str, text: str) -> bool:
    return not any(fault.severity is Severity.ERROR for fault in _faults(root, text))


def _faults(root: str, text: str) -> Iterator[Diagnostic]:
    if root == "project":
        yield from read_project(MemoryWorld({"briefgen.yaml": text}))[1]
        return
    if root == "template":
        files = read_files(MemoryWorld({}), "templates", builtin_world())
        files["k/template.yaml"] = TemplateText("templates/k/template.yaml", text)
        yield from read_template("k", files)[1]
        return
    contents = {"d/dossier.yaml": text} if root == "dossier" else {"d/dossier.yaml": HEADING}
    if root == "content":
        contents["d/items.yaml"] = text
    tree, faults = load(MemoryWorld(contents), "d", tuple(FAMILIES), tuple(Heading.model_fields))
    yield from faults
    if tree is not None:
        yield from validate(tree, Schemes(), ("public",), ("figures/f.png",))[1]


def event(fields: str) -> str:
    return f"events: {{e: {{text: T, status: occurred, {fields}}}}}\n"


ACCEPTED = [
    ("dossier", HEADING),
    ("dossier", HEADING + "format: 1\n"),
    ("dossier", HEADING + 'format: "1"\n'),
    ("dossier", HEADING + "number: 7\nversion: 1.10\n"),
    ("dossier", HEADING + "subtitle: 2023\n"),
    ("dossier", HEADING + "subtitle:\n"),
    ("dossier", HEADING + "subtitle: {en: A, ja: 甲, zh-Hant: 甲}\n"),
    ("dossier", HEADING + "embargo: 2023-07-15T06:00:00Z\n"),
    ("dossier", HEADING.replace("09:00:00+", "09:00+")),
    ("dossier", HEADING.replace("TLP:CLEAR", "[TLP:CLEAR]")),
    ("dossier", HEADING + ACTOR),
    ("dossier", HEADING + "events:\n"),
    ("content", ""),
    ("content", "events:\n"),
    ("content", "events: {}\n"),
    ("content", ACTOR + "positions: {}\n"),
    ("content", event("date: 2023")),
    ("content", event("date: 2023-07-11")),
    ("content", event("date: '2023-07-11T09:30:00+09:00'")),
    ("content", event("date: 2023-07~")),
    ("content", event("date: 202X")),
    ("content", event("date: XXXX")),
    ("content", event("date: 2023-09/..")),
    ("content", event("date: /2023-09")),
    ("content", event('date: "[2023-09..]"')),
    ("content", event('date: "[..2023-09]"')),
    ("content", SOURCE + event("date: 2023, sources: [s, 's, para. 2', {source: s, locator: 3}]")),
    ("content", SOURCE + event("date: 2023, sources: [{source: s, relation: qualifies}]")),
    ("content", ACTOR + event("date: 2023, actors: [a], depth: full, priority: low")),
    ("content", event("date: 2023, marking: TLP:RED, audiences: [public]")),
    ("content", event("date: 2023, marking: [TLP:RED]")),
    ("content", event("date: 2023, marking: ")),
    ("content", event("date: 2023, marking: {level: [TLP:RED], caveats: [], embargo: none}")),
    ("content", event("date: 2023, marking: {releasable_to: [JPN, NOR], level: }")),
    ("content", event("date: 2023, marking: {releasable_to: all, caveats: [], level: TLP:RED}")),
    ("content", event("date: 2023, marking: {embargo: '2023-07-14T09:00:00+09:00'}")),
    ("dossier", HEADING.replace("TLP:CLEAR", "{level: TLP:CLEAR, releasable_to: JPN}")),
    ("content", "actors: {a: {name: A, iso3166: JP, member_of: [{actor: a, since: 1999}]}}\n"),
    ("content", "actors: {2023: {name: 7}}\n"),
    ("content", "claims: {c: {text: T, kind: fact, key_fact: 16, key_point: true}}\n"),
    ("content", "claims: {c: {text: T, kind: judgement, likelihood: likely}}\n"),
    ("content", "sections: {s: {title: T, kind: outlook, body: B, order: 3}}\n"),
    ("content", "sections: {s: {title: T, kind: outlook, body: B, order: '-3'}}\n"),
    ("content", "sources: {s: {title: 1984, volume: 12, issue: 3a, author: Body}}\n"),
    ("content", "sources: {s: {title: T, author: [{family: F, given: G}, Body]}}\n"),
    ("content", "sources: {s: {title: T, issued: 2023, accessed: 2023-07-14}}\n"),
    ("content", "sources: {s: {title: T, issued: {date-parts: [['2023', 7, 14]], circa: 1}}}\n"),
    ("content", "sources: {s: {title: T, custom: {a: [1]}, captured: 2023-07-14}}\n"),
    ("content", "figures: {f: {file: figures/f.png, alt: A, credit: C, licence: L}}\n"),
    ("project", ""),
    ("project", "format: 1\n"),
    ("project", "audiences: {public: {clearance: TLP:CLEAR, depth: essential}}\n"),
    ("project", "documents: [{templates: [my-note], to: [html], paper: Letter}]\n"),
    ("project", "marking_schemes: {UK: {levels: [OFFICIAL], colours: ['#FFFFFF']}}\n"),
    ("project", "caveats: {LIMDIS: {en: Limited}}\ngroups: {IP4: [AUS, JPN]}\n"),
    ("project", "audiences: {a: {clearance: TLP:RED, members: [JPN], caveats: []}}\n"),
    ("project", "marking_schemes: {UK: {levels: [OFFICIAL], abbreviations: [O]}}\n"),
    ("project", "documents: [{portion_marks: true}]\n"),
    ("template", "label: L\n" + PARTS),
    ("template", "label: {en: L}\npages: {min: 1, max: 2}\n" + PARTS),
    ("template", "label: L\nparts: [{part: options, of: options, where: {title: true}}]\n"),
    ("template", "label: L\nparts: [{part: risks, of: risks, where: {impact: [high]}, limit: 3}]"),
]
REFUSED = [
    ("dossier", ""),
    ("dossier", HEADING.replace("title: T\n", "")),
    ("dossier", HEADING.replace("title: T", "title:")),
    ("dossier", HEADING.replace("title: T", 'title: " "')),
    ("dossier", HEADING.replace("title: T", "title: true")),
    ("dossier", HEADING.replace("title: T", "title: [T]")),
    ("dossier", HEADING.replace("title: T", "title: {}")),
    ("dossier", HEADING.replace("title: T", "title: {English: T}")),
    ("dossier", HEADING.replace("title: T", "title: {en: }")),
    ("dossier", HEADING.replace("+09:00", "")),
    ("dossier", HEADING.replace("T09:00:00+09:00", "")),
    ("dossier", HEADING.replace("marking", "markings")),
    ("dossier", HEADING + "format: 2\n"),
    ("dossier", HEADING + "status: final\n"),
    ("dossier", HEADING + "language: English\n"),
    ("dossier", HEADING + "number: [7]\n"),
    ("dossier", HEADING + "number: true\n"),
    ("content", "title: T\n"),
    ("content", "event: {}\n"),
    ("content", "events: []\n"),
    ("content", "- events\n"),
    ("content", "events: {e: }\n"),
    ("content", "actors: {'a b': {name: A}}\n"),
    ("content", "actors: {a: {}}\n"),
    ("content", "actors: {a: {name: A, iso3166: JPN}}\n"),
    ("content", "actors: {a: {name: A, aliases: B}}\n"),
    ("content", event("place: P")),
    ("content", event("date: 11 July 2023")),
    ("content", event("date: 2023/07/11")),
    ("content", event("date: 2023-7")),
    ("content", event("date: 20230")),
    ("content", event("date: [2023]")),
    ("content", event('date: "2023-07-11T09:30"')),
    ("content", event("date: 2023, sources: s")),
    ("content", event("date: 2023, sources: [{locator: p. 2}]")),
    ("content", event("date: 2023, sources: [[s]]")),
    ("content", event("date: 2023, depth: deep")),
    ("content", event("date: 2023, notes: N")),
    ("content", event("date: 2023, audiences: public")),
    ("content", event("date: 2023, marking: {TLP: RED}")),
    ("content", event("date: 2023, marking: {embargo: 2023-07-14}")),
    ("content", event("date: 2023, marking: {releasable_to: []}")),
    ("content", event("date: 2023, marking: {level: {TLP: RED}}")),
    ("content", "claims: {c: {text: T, kind: fact, key_point: perhaps}}\n"),
    ("content", "claims: {c: {text: T, kind: fact, confidence: high}}\n"),
    ("content", "claims: {c: {text: T, kind: fact, confidence: {level: some, reason: R}}}\n"),
    ("content", "sections: {s: {title: T, kind: outlook, body: B, order: first}}\n"),
    ("content", "sections: {s: {title: T, kind: outlook}}\n"),
    ("content", "sources: {s: {}}\n"),
    ("content", "sources: {s: {title: T, pages: 3}}\n"),
    ("content", "sources: {s: {title: T, type: article-blog}}\n"),
    ("content", "sources: {s: {title: T, sha256: abc}}\n"),
    ("content", "sources: {s: {title: T, author: [{first: F}]}}\n"),
    ("content", "sources: {s: {title: T, issued: {date-parts: [[x]]}}}\n"),
    ("project", "- a\n"),
    ("project", "audience: {}\n"),
    ("project", "audiences: {public: {}}\n"),
    ("project", "audiences: {Public: {clearance: TLP:CLEAR}}\n"),
    ("project", "documents: [{to: [docx]}]\n"),
    ("project", "documents: [{templates: timeline}]\n"),
    ("project", "paper: A3\n"),
    ("project", "marking_schemes: {UK: {levels: []}}\n"),
    ("project", "marking_schemes: {UK: {levels: [A], colours: [red]}}\n"),
    ("project", "groups: {ip4: [JPN]}\n"),
    ("project", "groups: {IP4: []}\n"),
    ("project", "caveats: {LIMDIS: ''}\n"),
    ("project", "audiences: {a: {clearance: TLP:RED, members: []}}\n"),
    ("template", ""),
    ("template", "label: L\n"),
    ("template", "label: L\nparts: []\n"),
    ("template", "label: L\npages: {min: 0}\n" + PARTS),
    ("template", "label: L\nparts: [{part: Summary}]\n"),
    ("template", "label: L\nparts: [{part: summary, limit: 0}]\n"),
    ("template", "label: L\nparts: [{part: summary, place: left}]\n"),
]


@pytest.mark.parametrize(("root", "text"), ACCEPTED)
def test_what_the_loader_reads_the_schema_accepts(root: str, text: str) -> None:
    assert loader_accepts(root, text), [str(fault) for fault in _faults(root, text)]
    assert schema_accepts(root, text)


@pytest.mark.parametrize(("root", "text"), REFUSED)
def test_what_the_schema_refuses_the_loader_refuses(root: str, text: str) -> None:
    assert not loader_accepts(root, text)
    assert not schema_accepts(root, text)


@pytest.mark.parametrize(
    ("root", "text"),
    [
        ("template", "label: L\npages: {max: '2'}\n" + PARTS),
        ("project", "documents: [{templates: [2023]}]\n"),
    ],
)
def test_where_the_schema_asks_for_the_plain_way_of_writing(root: str, text: str) -> None:
    assert loader_accepts(root, text)
    assert not schema_accepts(root, text)


@pytest.mark.parametrize(
    "text",
    [
        event("date: 2023-13"),
        event("date: 2023-02-30"),
        event("date: 2023, actors: [nobody]"),
        event("date: 2023, marking: TLP:PINK"),
        event("date: 2023, audiences: [nobody]"),
        "claims: {c: {text: T, kind: judgement, likelihood: sure}}\n",
        "sources: {s: {title: T, issued: last week}}\n",
    ],
)
def test_what_only_the_loader_can_know(text: str) -> None:
    assert not loader_accepts("content", text)
    assert schema_accepts("content", text)


def yaml_files() -> list[tuple[str, str, str]]:
    """Return (root, name, text) of the example's files, the starter's and the built-in kinds'."""
    found = [("project", "briefgen.yaml", (REPOSITORY / "briefgen.yaml").read_text("utf-8"))]
    found.append(("project", "starter", project_files("p")["briefgen.yaml"]))
    for path in sorted((REPOSITORY / "content").rglob("*.yaml")):
        root = "dossier" if path.name == "dossier.yaml" else "content"
        found.append((root, str(path.relative_to(REPOSITORY)), path.read_text("utf-8")))
    for name, text in dossier_files().items():
        if name.endswith(".yaml"):
            root = "dossier" if name == "dossier.yaml" else "content"
            found.append((root, f"starter {name}", text))
    for path in sorted((REPOSITORY / "templates").glob("*/template.yaml")):
        found.append(("template", path.parent.name, path.read_text("utf-8")))
    return found


@pytest.mark.parametrize(("root", "name", "text"), yaml_files(), ids=lambda value: value[:40])
def test_the_files_of_the_repository_conform(root: str, name: str, text: str) -> None:
    node, faults = yaml.parse(text, name)
    assert not faults
    assert node is not None
    assert [error.message for error in VALIDATORS[root].iter_errors(plain(node))] == []


def test_there_are_files_of_every_kind() -> None:
    assert {root for root, _, _ in yaml_files()} == set(ROOTS)
    assert len(yaml_files()) > 20


@pytest.mark.parametrize("root", ROOTS)
def test_each_schema_is_valid_and_holds_all_types(root: str) -> None:
    schema = json_schema(root)

    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]) == set(json_schema("dossier")["$defs"])
    assert schema["$ref"] == f"#/$defs/{ROOTS[root].__name__}"
    assert schema["$id"].endswith(f":{root}")


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from nodes(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from nodes(inner)


def test_every_reference_leads_somewhere_and_every_type_is_used() -> None:
    schema = json_schema("dossier")
    references = {node["$ref"] for node in nodes(schema) if isinstance(node.get("$ref"), str)}
    roots = {f"#/$defs/{model.__name__}" for model in ROOTS.values()}

    assert references | roots == {f"#/$defs/{name}" for name in schema["$defs"]}


def test_every_field_and_type_is_described() -> None:
    definitions = json_schema("dossier")["$defs"]
    for name, schema in definitions.items():
        assert schema.get("description"), name
        for field, inner in schema.get("properties", {}).items():
            # One that says the same as its type is not said twice.
            named = definitions[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else {}
            description = inner.get("description") or named.get("description")
            assert description, f"{name}.{field}"
            assert "\n" not in description, f"{name}.{field}"


@pytest.mark.parametrize("root", ROOTS)
def test_the_command_prints_the_schema_and_nothing_else(root: str) -> None:
    result = CliRunner().invoke(cli, ["schema", root], standalone_mode=False)

    assert result.return_value == 0
    assert result.stdout == schema_text(root)
    assert json.loads(result.stdout) == json_schema(root)
    assert result.stderr == ""


def test_the_command_prints_the_schema_of_a_dossier_unless_told_otherwise() -> None:
    assert CliRunner().invoke(cli, ["schema"]).stdout == schema_text("dossier")
    assert CliRunner().invoke(cli, ["schema", "book"]).exit_code == 2
