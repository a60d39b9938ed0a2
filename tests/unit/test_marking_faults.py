"""Words of markings that mean nothing: found at their places, with what is near."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.project import read_project
from briefgen.world import MemoryWorld

Make = Callable[..., Any]

PROJECT = """\
caveats: {COMMERCIAL: Commercial in confidence}
groups: {IP4: [AUS, JPN, KOR, NZL]}
audiences:
  public: {clearance: "TLP:CLEAR"}
  partner: {clearance: "TLP:RED", caveats: [COMMERCIAL], members: [IP4]}
"""
EVENT = 'events:\n  e: {{date: "2023", text: T, status: occurred, marking: {}}}\n'


def told(faults: Any) -> list[tuple[str, str, str]]:
    return [(fault.code, str(fault.span).split(":", 1)[1], fault.help) for fault in faults]


@pytest.mark.parametrize(
    ("marking", "expected"),
    [
        ("{caveats: [COMERCIAL]}", ("BG410", "2:68", "did you mean `COMMERCIAL`?")),
        ("{caveats: zzz}", ("BG410", "2:67", "declare it below `caveats` in briefgen.yaml")),
        ("{releasable_to: [JPN, NRO]}", ("BG411", "2:79", "did you mean `NOR`?")),
        ("{releasable_to: IP5}", ("BG411", "2:73", "did you mean `IP4`?")),
        ("{releasable_to: []}", ("BG411", "2:73", "name who may have it, or write `all`")),
        ("{level: [TLP:RED, TLP:AMBRE]}", ("BG401", "2:75", "did you mean `TLP:AMBER`?")),
        ("{level: []}", ("BG401", "2:65", "known are `TLP:CLEAR`")),
        ("{caveat: COMMERCIAL}", ("BG103", "2:58", "did you mean `caveats`?")),
        ("{embargo: 2023-08-01}", ("BG102", "2:67", "`embargo`: not to be read before this")),
    ],
)
def test_an_item(bench: Make, marking: str, expected: tuple[str, str, str]) -> None:
    ((code, place, help_text),) = told(bench(EVENT.format(marking), project=PROJECT).faults)
    assert (code, place) == expected[:2]
    assert help_text.startswith(expected[2])


def test_all_at_once(bench: Make) -> None:
    made = bench(EVENT.format("{level: X:Y, caveats: [A, B], releasable_to: [C]}"), project=PROJECT)
    assert [fault.code for fault in made.faults] == ["BG401", "BG410", "BG410", "BG411"]


@pytest.mark.parametrize("name", ["marking", "floor_marking"])
def test_the_dossier_s_own(bench: Make, heading: str, name: str) -> None:
    text = heading.replace("marking: TLP:CLEAR\n", "") + (
        f"{name}: {{level: TLP:CLEAR, caveats: [COMERCIAL]}}\n"
    )
    if name == "floor_marking":
        text += "marking: TLP:CLEAR\n"
    codes = [fault.code for fault in bench(heading=text, project=PROJECT).faults]
    assert codes == ["BG410"]


def test_the_dossier_needs_a_level_and_its_floor_does_not(bench: Make, heading: str) -> None:
    axes = "{releasable_to: JPN}"
    without = heading.replace("marking: TLP:CLEAR", f"marking: {axes}")
    assert told(bench(heading=without, project=PROJECT).faults)[0][:2] == ("BG401", "3:10")
    made = bench(heading=heading + f"floor_marking: {axes}\n", project=PROJECT)
    assert made.faults == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  a: {clearance: TLP:RED, caveats: [COMMERCIALS]}", ("BG410", "did you mean `COMM")),
        ("  a: {clearance: TLP:RED, members: [JPN, IP9]}", ("BG411", "did you mean `IP4`?")),
        ("  a: {clearance: TLP:RED, members: []}", ("BG102", "`members`: who reads")),
    ],
)  # fmt: skip
def test_an_audience(line: str, expected: tuple[str, str]) -> None:
    _, faults = read_project(MemoryWorld({"briefgen.yaml": f"{PROJECT}{line}\n"}))
    ((code, place, help_text),) = told(faults)
    assert (code, place.split(":")[0]) == (expected[0], "6")
    assert help_text.startswith(expected[1])


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ("groups: {NORDIC: [NOR, SWD]}", "BG411", "unknown community `SWD`"),
        ("groups: {IP4: [AUS, JPN], MORE: [IP4, NOR]}", "BG411", "unknown community `IP4`"),
        ("groups: {JPN: [KOR]}", "BG412", "the group `JPN` has the code of a country"),
        ("marking_schemes: {A: {levels: [X, Y], abbreviations: [S, S]}}", "BG412",
         "`S` stands for `A:X` and for `A:Y`"),
        ("marking_schemes: {A: {levels: [X], abbreviations: [S]}, "
         "B: {levels: [X], abbreviations: [S]}}", "BG412", "`S` stands for `A:X` and for `B:X`"),
        ("marking_schemes: {A: {levels: [X], abbreviations: ['TLP:RED']}}", "BG412",
         "`TLP:RED` stands for `TLP:RED` and for `A:X`"),
    ],
)  # fmt: skip
def test_names_that_cannot_be_told_apart(more: str, code: str, words: str) -> None:
    project, faults = read_project(MemoryWorld({"briefgen.yaml": more + "\n"}))
    assert project is None
    assert (faults[0].code, faults[0].message) == (code, words)
    assert faults[0].span is not None
