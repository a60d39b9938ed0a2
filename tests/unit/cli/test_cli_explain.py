"""`briefgen explain`: every code, by number or name, for people and for programs."""

from __future__ import annotations

import json
import re

import pytest
from cli_shell import Shell

from briefgen.catalogue import ALL_CODES
from briefgen.checks import RULES
from briefgen.codes import TOPICS, Code


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: code.code)
def test_every_code_is_explained(shell: Shell, code: Code) -> None:
    run = shell("explain", code.code)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith(f"{code.severity}[{code.code}]: {code.name}\n")
    for text in (code.what, code.why, code.instead):
        assert words(text) in words(run.out)
    for line in code.example.splitlines():
        assert f"      {line}".rstrip() in run.out.splitlines()
    assert ("cannot be allowed" in run.out) is (code.code not in RULES)
    assert (f"allow: {{{code.code}: " in run.out) is (code.code in RULES)


def test_the_place_of_an_example_is_named(shell: Shell) -> None:
    assert "Example, in sections/context.md\n" in shell("explain", "BG014").out
    assert re.search(r"Example$", shell("explain", "BG612").out, re.MULTILINE)


def test_several_in_the_order_asked_for_each_once(shell: Shell) -> None:
    run = shell("explain", "unknown-source", "bg104", "BG201")
    heads = [line for line in run.out.splitlines() if re.match(r"\w+\[", line)]
    assert heads == ["error[BG201]: unknown-source", "error[BG104]: duplicate-id"]


def test_it_works_outside_a_project(shell: Shell) -> None:
    (shell.folder / "briefgen.yaml").unlink()
    assert shell("explain", "BG201").status == 0


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        (("BG2O1",), "` for `BG2O1`"),
        (("bg2010",), "did you mean `BG2"),
        (("unknwon-source",), "`unknown-source` for `unknwon-source`"),
        (("BG104", "unknwon-source"), "`unknown-source` for `unknwon-source`"),
        (("zzzz",), "`briefgen explain` lists all"),
    ],
)
def test_what_is_unknown_is_said_with_the_nearest(
    shell: Shell, asked: tuple[str, ...], near: str
) -> None:
    run = shell("explain", *asked)
    assert (run.status, run.out) == (2, "")
    assert f"there is no code `{asked[-1]}`" in run.err
    assert near in run.err


def test_all_that_are_unknown_are_said_at_once(shell: Shell) -> None:
    assert "there is no code `x`, `y`" in shell("explain", "x", "BG104", "y").err


def test_the_list_has_every_code_below_its_topic(shell: Shell) -> None:
    run = shell("explain")
    assert (run.status, run.err) == (0, "")
    listed = re.findall(r"^  (BG\d{3})  (\S+) +(\w+) +(.+)$", run.out, re.MULTILINE)
    assert listed == [(c.code, c.name, c.severity, c.what) for c in ALL_CODES.values()]
    titles = re.findall(r"^(BG\d)xx  (.+)$", run.out, re.MULTILINE)
    assert titles == list(TOPICS.items())


def test_as_json(shell: Shell) -> None:
    (rule,) = json.loads(shell("explain", "--json", "fact-without-evidence").out)
    known = RULES["BG202"]
    assert rule == {
        "code": "BG202",
        "name": "fact-without-evidence",
        "severity": "warning",
        "rule": True,
        "what": known.what,
        "why": known.why,
        "instead": known.instead,
        "file": "items.yaml",
        "example": known.example,
    }
    every = json.loads(shell("explain", "--json").out)
    assert [entry["code"] for entry in every] == list(ALL_CODES)
    assert {entry["code"] for entry in every if entry["rule"]} == set(RULES)
    (machine,) = json.loads(shell("explain", "--json", "BG612").out)
    assert machine["file"] is None


def test_a_narrow_terminal_gets_narrow_lines(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    before_example = shell("explain", "BG403").out.split("Example")[0]
    assert max(len(line) for line in before_example.splitlines()) <= 50
    monkeypatch.setenv("COLUMNS", "300")
    before_example = shell("explain", "BG403").out.split("Example")[0]
    assert max(len(line) for line in before_example.splitlines()) <= 100


def test_colours_are_for_terminals(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in shell("explain", "BG201").out
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b[31m" in shell("explain", "--color", "BG201").out
    assert "\x1b" not in shell("explain", "--no-color", "BG201").out
