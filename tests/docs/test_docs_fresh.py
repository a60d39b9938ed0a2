from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.shell_completion import get_completion_class
from pydantic import BaseModel

from briefgen import errors
from briefgen.catalogue import ALL_CODES
from briefgen.checks import RULES
from briefgen.cli.main import cli
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.load import yaml
from briefgen.model import base, sources
from briefgen.report import REPORTS, Findings

DOCS = Path(__file__).parents[2] / "docs"


def _refresh() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_refresh", DOCS / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESH = _refresh()
CONTENT = (DOCS / "content.md").read_text("utf-8")
CLI = (DOCS / "cli.md").read_text("utf-8")
CODES = (DOCS / "codes.md").read_text("utf-8")


@pytest.mark.parametrize("path", REFRESH.generated_files(), ids=lambda path: path.name)
def test_what_is_generated_is_fresh(path: Path) -> None:
    wanted = REFRESH.generated_files()[path]

    assert path.read_text("utf-8") == wanted, "run: python docs/refresh.py"


def test_the_committed_schema_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "briefgen", "schema"]
    printed = subprocess.run(command, check=True, capture_output=True).stdout

    assert printed == (DOCS / "briefgen.schema.json").read_bytes()
    assert json.loads(printed)["$ref"] == "#/$defs/Dossier"


def test_a_stale_page_is_noticed() -> None:
    stale = CONTENT.replace("| `significance` |", "| `meaning` |")

    assert stale != CONTENT
    assert REFRESH.refreshed(stale) == CONTENT


def undocumented(page: str) -> list[str]:
    """Return every field of the content format that a page lacks."""
    missing = []
    for name, model in {**REFRESH.ENTITIES, "Item": base.Item}.items():
        table = re.search(rf"<!-- begin: fields {name} -->(.*?)<!-- end -->", page, re.DOTALL)
        rows = set(re.findall(r"^\| `([^`]+)` \|", table[1] if table else "", re.MULTILINE))
        common = set(base.Item.model_fields) if issubclass(model, base.Item) else set()
        for field_name, field in model.model_fields.items():
            shown = field.alias or field_name
            is_listed = model is sources.Source and f"`{shown}`" in page
            if name != "Item" and field_name in common:
                continue
            if shown not in rows and not is_listed:
                missing.append(f"{name}.{shown}")
    return missing


def test_every_field_of_every_model_is_documented() -> None:
    assert undocumented(CONTENT) == []


def test_a_missing_field_is_noticed() -> None:
    assert undocumented(CONTENT.replace("| `red_lines` |", "| |")) == ["Position.red_lines"]
    assert undocumented(CONTENT.replace("`running-number`", "").replace("`DOI`", "")) == [
        "Source.DOI"
    ]


def _models(model: type[BaseModel]) -> set[str]:
    inner = {name for sub in model.__subclasses__() for name in _models(sub)}
    return inner | ({model.__name__} if model.__module__.startswith("briefgen.model") else set())


def test_every_model_is_among_those_that_are_documented() -> None:
    not_written = {"Model", "Item", "Content", "Dossier", "_Writable", "_Variables"}

    assert _models(base.Model) - not_written == set(REFRESH.ENTITIES)


def test_every_choice_is_documented() -> None:
    for schema in _definitions().values():
        for word in schema.get("enum", ()):
            assert f"`{word}`" in CONTENT


def _definitions() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DOCS / "briefgen.schema.json").read_text("utf-8"))
    return dict(loaded["$defs"])


def test_the_examples_are_yaml_that_can_be_read() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", CONTENT, re.DOTALL)

    assert len(examples) >= 4
    for example in examples:
        assert yaml.parse(example, "content.md")[1] == ()


def undocumented_codes(page: str) -> list[str]:
    """Return every code that a page does not list, or not say everything of."""
    links = dict(re.findall(r"^\| \[(BG\d{3})\]\(#([^)]+)\) \|", page, re.MULTILINE))
    missing = []
    for code in ALL_CODES.values():
        heading = f"{code.code} {code.name}"
        section = re.search(rf"^### {heading}\n(.*?)(?=^### |\Z)", page, re.DOTALL | re.MULTILINE)
        kind = "rule" if code.code in RULES else "always on"
        wanted = (code.what, code.why, code.instead, f"*{code.severity}, {kind}", code.example)
        is_linked = links.get(code.code) == heading.lower().replace(" ", "-")
        if not (is_linked and section and all(text in section[1] for text in wanted)):
            missing.append(code.code)
    return missing


def test_every_code_is_documented() -> None:
    assert undocumented_codes(CODES) == []


def test_a_missing_code_is_noticed() -> None:
    assert undocumented_codes(CODES.replace("### BG201 ", "### BG2o1 ")) == ["BG201"]
    assert undocumented_codes(CODES.replace("(#bg104-duplicate-id)", "")) == ["BG104"]
    assert undocumented_codes(CODES.replace(ALL_CODES["BG405"].example, "")) == ["BG405"]


def test_no_fence_in_the_codes_is_left_open() -> None:
    fences = re.findall(r"^```(\w*)$", CODES, re.MULTILINE)
    assert len(fences) == 2 * len(ALL_CODES)
    assert set(fences[1::2]) == {""}


def test_the_json_on_the_page_is_what_is_written() -> None:
    (shown,) = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", CLI, re.DOTALL))
    place = Span("content/harbour-strike/dossier.yaml", 6, 45, 6, 55)
    help_text = "did you mean `union-2025`?"
    found = Diagnostic("BG201", "unknown source `union-2052`", place, help=help_text)
    written = json.loads(REPORTS["json"](Findings((found,), ALL_CODES, shown["briefgen"])))
    assert written == shown
    related = Diagnostic("BG201", "m", place, related=(Related(place, "there"),))
    (finding,) = json.loads(REPORTS["json"](Findings((related,), ALL_CODES, "1")))["findings"]
    places = {
        name: shown["findings"][0][name] for name in finding["related"][0].keys() - {"message"}
    }
    assert finding["related"] == [{"message": "there", **places}]


def test_the_snippets_for_ci_are_yaml_and_their_commands_exist() -> None:
    snippets = re.findall(r"```yaml\n(.*?)```", CLI, re.DOTALL)
    assert len(snippets) == 3
    asked = []
    for snippet in snippets:
        assert yaml.parse(textwrap.dedent(snippet), "cli.md")[1] == ()
        for line in re.findall(r"briefgen (check .*)", snippet):
            name, *arguments = line.split()
            context = click.Context(cli)
            command = cli.get_command(context, name)
            assert command is not None
            asked.append(command.make_context(name, arguments, parent=context).params["form"])
    assert asked == ["github", "sarif", "junit"]


def test_every_format_is_documented() -> None:
    table = re.findall(
        r"^\| `(\w+)` \|", CLI.partition("## Findings for programs")[2], re.MULTILINE
    )
    assert table[: len(REPORTS)] == list(REPORTS)


def _commands(command: click.Command, words: str) -> dict[str, click.Command]:
    """Return every command by its words."""
    found = {words: command}
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            found |= _commands(inner, f"{words} {name}")
    return found


def undocumented_options(page: str) -> list[str]:
    missing = []
    for words, command in _commands(cli, "briefgen").items():
        section = re.search(rf"^##+ {words}\n(.*?)(?=^#|\Z)", page, re.DOTALL | re.MULTILINE)
        text = section[1] if section else ""
        rows = "".join(re.findall(r"^\| `.*", text, re.MULTILINE))
        for option in command.params:
            names = option.opts + option.secondary_opts
            if isinstance(option, click.Option) and not all(
                re.search(rf"(?<![\w-]){name}(?![\w-])", rows) for name in names
            ):
                missing.append(f"{words} {names[0]}")
        if not text:
            missing.append(words)
    return missing


def test_every_command_and_option_is_documented() -> None:
    assert undocumented_options(CLI) == []
    assert len(_commands(cli, "briefgen")) >= 10


def test_a_missing_option_is_noticed() -> None:
    assert undocumented_options(CLI.replace("`--from KIND`", "")) == [
        "briefgen new template --from"
    ]
    missing = undocumented_options(CLI.replace("## briefgen schema", "## schema"))
    assert missing[-1] == "briefgen schema"
    assert all(line.startswith("briefgen schema") for line in missing)


def test_every_exit_status_is_documented() -> None:
    raised = {
        error.status
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.BriefgenError)
    }
    documented = {int(status) for status in re.findall(r"^\| (\d+) \|", CLI, re.MULTILINE)}

    assert documented == raised | {0, 1, 130}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_what_the_page_says(shell: str) -> None:
    completion = get_completion_class(shell)
    assert completion is not None
    instance = completion(cli, {}, "briefgen", "_BRIEFGEN_COMPLETE")

    assert f"_BRIEFGEN_COMPLETE={shell}_source briefgen" in CLI
    assert f"_BRIEFGEN_COMPLETE={shell}_complete" in instance.source()
    assert [item.value for item in instance.get_completions([], "sch")] == ["schema"]
    assert [item.value for item in instance.get_completions(["schema"], "te")] == ["template"]


def test_the_module_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "briefgen", "nonsense"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert "nonsense" in ended.stderr
