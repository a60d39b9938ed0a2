"""All faults of a dossier at once, each at its own place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]

FAULTY = """\
sources:
  report: {title: A report}
actors:
  alice: {name: Alice, aliasses: [Al]}
events:
  first: {date: "2023-07-11", text: One, status: ocurred}
  second: {date: "2023-7-11", text: Two, status: occurred}
  third: {date: "2023", text: Three, status: occurred, actors: [alise]}
  fourth:
    date: "2023"
    text: >-
      A sentence that is folded, and
      what it rests on [@reprot, p. 4].
    status: occurred
  fifth: {date: "2023", text: Five, status: occurred, marking: "TLP:GREN"}
claims:
  lonely: {kind: fact}
  twice: {text: Once, kind: fact}
"""
SECOND_FILE = """\
claims:
  twice: {text: Again, kind: fact}
"""


def test_eight_kinds_of_mistakes_give_eight_located_faults_at_once(bench: Make) -> None:
    made = bench(FAULTY, files={"content/d/more.yaml": SECOND_FILE})
    found = {(f.code, str(f.span)): f for f in made.faults}
    items = "content/d/items.yaml"
    helps = {
        ("BG103", f"{items}:4:24"): "did you mean `aliases`?",
        ("BG105", f"{items}:6:50"): "did you mean `occurred`?",
        ("BG102", f"{items}:7:18"): None,
        ("BG110", f"{items}:8:65"): "did you mean `alice`?",
        ("BG201", f"{items}:13:25"): "did you mean `report`?",
        ("BG401", f"{items}:15:64"): "did you mean `TLP:GREEN`?",
        ("BG101", f"{items}:17:3"): None,
        ("BG104", "content/d/more.yaml:2:3"): None,
    }
    assert set(found) == set(helps)
    assert len(made.faults) == 8
    for key, words in helps.items():
        assert words is None or (found[key].help or "").startswith(words), key
    assert [str(r.span) for r in found["BG104", "content/d/more.yaml:2:3"].related] == [
        f"{items}:18:3"
    ]
    assert "2023-07-11" in found["BG102", f"{items}:7:18"].message
    assert not made.session.dossier("d").is_sound


def test_without_the_mistakes_there_is_no_fault(bench: Make) -> None:
    right = FAULTY
    for wrong, correct in (
        ("aliasses", "aliases"),
        ("ocurred", "occurred"),
        ("2023-7-11", "2023-07-11"),
        ("alise", "alice"),
        ("reprot", "report"),
        ("GREN", "GREEN"),
        ("lonely: {", "lonely: {text: T, "),
    ):
        assert wrong in right
        right = right.replace(wrong, correct)
    assert bench(right, files={"content/d/more.yaml": "claims: {}\n"}).faults == ()


@pytest.mark.parametrize(
    "text", ['"see [@nope]"', "'it''s in [@nope]'", "see @nope", "|\n    [@nope]"]
)
def test_a_citation_is_found_inside_any_scalar(bench: Make, text: str) -> None:
    items = f"events:\n e:\n  date: XXXX\n  status: occurred\n  text: {text}\n"
    place = items.index("@nope")
    line, column = items.count("\n", 0, place) + 1, place - items.rindex("\n", 0, place)
    found = [(f.code, f.span.line, f.span.column) for f in bench(items).faults]
    assert found == [("BG201", line, column)]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("marking: []", "BG401"),
        ('marking: ""', "BG401"),
        ('marking: "tlp:clear"', "BG401"),
        ('marking: "TLP: CLEAR"', "BG401"),
        ('marking: ["TLP:CLEAR", "TLP:WHITE"]', "BG401"),
        ("audiences: [publik]", "BG402"),
        ("audiences: public", "BG102"),
        ("priority: urgent", "BG105"),
    ],
)
def test_what_steers_the_selection_is_never_guessed(bench: Make, item: str, code: str) -> None:
    made = bench(f"actors: {{a: {{name: A, {item}}}}}")
    assert [fault.code for fault in made.faults] == [code]


@pytest.mark.parametrize(
    ("marking", "column"), [("[]", 0), ("TLP:CLAER", 0), ("[TLP:CLEAR, US:SECRET]", 12)]
)
@pytest.mark.parametrize("name", ["marking", "floor_marking"])
def test_the_dossier_s_own_markings_are_checked(
    bench: Make, name: str, marking: str, column: int
) -> None:
    lines = ["title: T", 'as_of: "2023-07-14T09:00:00Z"', "marking: TLP:CLEAR"]
    lines = [line for line in lines if not line.startswith(f"{name}:")] + [f"{name}: {marking}"]
    made = bench(heading="\n".join(lines))
    assert [(f.code, str(f.span)) for f in made.faults] == [
        ("BG401", f"content/d/dossier.yaml:{len(lines)}:{len(name) + 3 + column}")
    ]


def test_a_file_that_is_not_there_or_not_in_the_folder(bench: Make) -> None:
    figure = "alt: A, credit: C, licence: L"
    made = bench(
        f"""\
figures:
  a: {{file: figures/mpa.png, {figure}}}
  b: {{file: ../../secret.png, {figure}}}
  c: {{file: /etc/passwd, {figure}}}
  d: {{file: figures/map.png, {figure}}}
""",
        files={"content/d/figures/map.png": b"", "secret.png": b""},
    )
    assert [(f.code, str(f.span)) for f in made.faults] == [
        ("BG107", f"content/d/items.yaml:{line}:13") for line in (2, 3, 4)
    ]
    assert made.faults[0].help == "did you mean `figures/map.png`?"


def test_a_discrepancy_has_two_sides_and_a_likelihood_a_word(bench: Make) -> None:
    made = bench(
        """\
claims:
  one: {text: It is probable, kind: forecast, likelihood: probabel}
  two: {text: B, kind: fact, likelihood: quite likely}
discrepancies: {d: {claims: [one], kind: date}}
"""
    )
    assert [f.code for f in made.faults] == ["BG301", "BG301", "BG303"]
    steps = "the yardstick has, from low to high: almost no chance, very unlikely, unlikely, "
    steps += "roughly even chance, likely, very likely, almost certain"
    assert [fault.help for fault in made.faults[:2]] == [f"did you mean `probable`? {steps}", steps]


@pytest.mark.parametrize("identifier", ["a b", "-a", "é", "a/b"])
def test_an_id_of_signs_that_make_no_anchor(bench: Make, identifier: str) -> None:
    made = bench(f'actors:\n  "{identifier}": {{name: A}}\n')
    assert [(f.code, str(f.span)) for f in made.faults] == [("BG106", "content/d/items.yaml:2:3")]


def test_prose_faults_stand_at_their_words(bench: Make) -> None:
    section = "---\ntitle: T\nkind: context\n---\nFine.\n\nBut <b>this</b> is not.\n"
    made = bench(files={"content/d/s.md": section})
    assert [(f.code, str(f.span)) for f in made.faults] == [("BG120", "content/d/s.md:7:5")]


def test_references_are_checked_at_any_depth(bench: Make) -> None:
    made = bench(
        """\
criteria: {cost: {text: Cost}}
options:
  o:
    text: O
    scores: {cots: {value: good, reason: R}, cost: {value: good, reason: R}}
    supporters: [nobody]
claims:
  c: {text: T, kind: fact, evidence: [{source: gone, quote: lost}]}
"""
    )
    assert {(f.code, str(f.span).removeprefix("content/d/items.yaml:")) for f in made.faults} == {
        ("BG110", "5:14"),
        ("BG110", "6:18"),
        ("BG201", "8:48"),
        ("BG110", "8:61"),
    }


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("a &#8238; b", "BG012", 8),
        ("a &#x200B;b", "BG013", 8),
        ("a &lrm; b", "BG012", 8),
        ("a &#12; b", "BG011", 8),
    ],
)
def test_a_reference_hides_no_character(bench: Make, text: str, code: str, column: int) -> None:
    items = f"terms:\n  t:\n    short: T\n    expansion: >-\n     {text}\n"
    found = [fault for fault in bench(items).faults if fault.code == code]
    assert [str(fault.span) for fault in found] == [f"content/d/items.yaml:5:{column}"]


def test_a_mark_of_direction_may_stand_in_right_to_left_text(bench: Make) -> None:
    items = "terms:\n  t: {short: T, expansion: 'שלום&rlm; (שלום)'}\n"
    assert not {"BG012", "BG013"} & {fault.code for fault in bench(items).faults}


def test_of_thousands_of_faults_a_hundred_are_shown(bench: Make) -> None:
    cited = "\n".join(f"[@a{number}]\n" for number in range(2_000))
    section = {"content/d/sections/x.md": f"---\ntitle: T\nkind: context\n---\n{cited}"}
    unknown = [fault for fault in bench(files=section).faults if fault.code == "BG201"]
    assert len(unknown) == 100
    fields = "".join(f"  f{number}: 1\n" for number in range(2_000))
    misspelt = [f for f in bench(f"terms:\n t:\n{fields}").faults if f.code == "BG103"]
    assert len(misspelt) <= 100
