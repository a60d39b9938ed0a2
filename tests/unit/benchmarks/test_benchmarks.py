"""What is measured is added up and shown as it should be. How long anything took is not tested."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def module(name: str) -> Any:
    return importlib.import_module(name)


def cost(wall_s: float, user_s: float = 0.0, system_s: float = 0.0) -> Any:
    return module("measuring").Cost(wall_s, user_s, 64.0, system_s)


def row(way: str, *wall_s: float, documents: int = 0) -> Any:
    runs = tuple(cost(one, one / 2, one / 4) for one in wall_s)
    return module("figures").Row(way, runs, documents)


def result(*rows: Any, baseline: str, **more: Any) -> Any:
    figures = module("figures")
    return figures.Result((figures.Table("A table", rows, baseline),), **more)


def test_every_case_can_be_loaded_and_says_what_it_measures() -> None:
    cases = module("cases").CASES

    assert len(set(cases)) == len(cases) > 8
    for name in cases:
        case = module(name)
        assert case.TITLE
        assert case.WHAT.endswith(".")
        assert callable(case.measure)


def test_a_row_has_the_median_and_the_time_of_user_and_system() -> None:
    found = row("a", 4.0, 1.0, 2.0)

    assert found.wall == (1.0, 2.0, 4.0)
    assert found.cpu == (0.75, 1.5, 3.0)


@pytest.mark.parametrize("power", [0.5, 1.0, 1.5, 2.0])
def test_the_exponent_is_that_of_the_growth_whatever_the_start_takes(power: float) -> None:
    exponent = module("figures").exponent
    sizes = (0.0, 10.0, 100.0, 1000.0)

    assert exponent(sizes, [7.0 + 3.0 * size**power for size in sizes]) == pytest.approx(power)


def test_linear_growth_has_the_exponent_one_wherever_it_begins() -> None:
    exponent = module("figures").exponent
    sizes = (12.0, 36.0, 96.0, 300.0)

    assert exponent(sizes, [50.0 + 0.3 * size for size in sizes]) == pytest.approx(1.0)
    assert exponent(sizes, [50.0 + 0.3 * size**2 for size in sizes]) > 1.5


def test_there_is_no_exponent_of_what_does_not_grow() -> None:
    exponent = module("figures").exponent

    assert exponent((1.0, 2.0), (1.0, 2.0)) is None
    assert exponent((1.0, 2.0, 3.0), (5.0, 4.0, 3.0)) is None


def test_ways_take_turns_and_the_first_round_does_not_count() -> None:
    turns: list[str] = []

    def way(name: str) -> Any:
        def run(number: int) -> Any:
            turns.append(f"{name}{number}")
            return cost(float(number))

        return run

    rows = module("figures").rounds({"a": way("a"), "b": way("b")}, 2, lambda _: None)

    assert turns == ["a-1", "b-1", "a0", "b0", "a1", "b1"]
    assert [run.wall_s for run in rows[0].runs] == [0.0, 1.0]


def test_a_table_shows_ratios_of_medians() -> None:
    found = result(row("one", 1.0, 2.0, 9.0), row("other", 4.0, 4.0, 4.0), baseline="other")

    lines = list(module("tables").result_lines("Title", "What.", found))

    assert "| one | 2.00 | 1.00–9.00 | 1.50 | 64 | 0.50 | 0.50 |" in lines
    assert "| other | 4.00 | 4.00–4.00 | 3.00 | 64 | 1.00 | 1.00 |" in lines


def test_rows_of_different_numbers_of_documents_are_compared_by_their_rate() -> None:
    rows = row("build", 10.0, documents=20), row("loop", 10.0, documents=5)

    lines = list(module("tables").result_lines("T", "W.", result(*rows, baseline="loop")))

    assert "| build | 10.00 | 10.00–10.00 | 7.50 | 64 | 0.25 | 0.25 | 2.00 |" in lines


def test_results_are_kept_with_the_machine_and_without_its_name(tmp_path: Path) -> None:
    machine = {"processor": "AMD Ryzen(TM) 9 CPU @ 3.0GHz", "cores": 8, "python": "3.11.7"}
    about = {"machine": machine, "versions": {"briefgen": "1"}, "repeats": 3, "quick": False}
    found = {"cold_document": result(row("one", 1.0), baseline="one")}
    begun = datetime(2026, 1, 2, tzinfo=UTC)

    paths = module("kept").keep_results(found, "# Text\n", about, begun, tmp_path)

    assert {path.stem for path in paths} == {"2026-01-02-amd-ryzen-9-8-cores"}
    said = json.loads(paths[0].read_text("utf-8"))
    assert said["machine"] == machine
    assert said["results"]["cold_document"]["tables"][0]["rows"][0]["runs"][0]["wall_s"] == 1.0


def test_the_text_of_a_brief_reaches_other_programs_as_text() -> None:
    markdown = "---\ntitle: T\n---\n# Title\n\nA *word* of $5 [link](#n).\n\n- one\n- two\n\n"
    markdown += "| a | b |\n|---|---|\n| c | d |\n"
    inputs = module("peer_inputs")

    typst, cv = inputs.typst_of(markdown), inputs.rendercv_of(markdown, "T")

    assert "= Title" in typst
    assert r"A #emph[word] of \$5 #box[link]." in typst
    assert "- one\n- two\n" in typst
    assert re.search(r"#table\(columns: 2,\n  \[a\],\n  \[b\],\n  \[c\],\n  \[d\],\n\)", typst)
    assert "A word of 5 link" in cv


def test_a_quick_run_of_one_case_prints_what_it_found() -> None:
    command = [sys.executable, str(BENCHMARKS), "--quick", "--repeats", "1", "--no-keep"]

    done = subprocess.run(
        [*command, "--only", "no_op_imports"],
        cwd=ROOT,
        env=module("measuring").environment(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "| modules of other packages | 0 |" in done.stdout
    assert "`briefgen.unchanged`" in done.stdout


def test_the_page_on_speed_gets_the_tables_in_place_of_older_ones() -> None:
    page = (ROOT / "docs/speed.md").read_text("utf-8")
    with_figures = module("kept").with_figures

    once = with_figures(page, "# Benchmarks\n\n## A case\n\n| a |\n")

    assert "\n### A case\n\n| a |\n<!-- end" in once
    assert "# Benchmarks\n" not in once
    assert with_figures(with_figures(once, "other"), "# Benchmarks\n\n## A case\n\n| a |\n") == once


def test_the_page_on_speed_names_every_case() -> None:
    page = (ROOT / "docs/speed.md").read_text("utf-8")

    for name in module("cases").CASES:
        assert f"`{name}`" in page


def test_documents_that_nobody_laid_out_are_up_to_date(tmp_path: Path) -> None:
    project = module("projects").write_small_ones(tmp_path / "small", 20)
    surroundings = {**os.environ, "BRIEFGEN_CACHE_DIR": str(tmp_path / "kept")}

    def build(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command, "build"],
            cwd=project,
            env={**surroundings, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert "20 of 20 documents" in build(str(BENCHMARKS / "laid_out_by_nobody.py"))
    assert "20 documents" in build("-m", "briefgen")
    assert len(list((project / "output").rglob("*.md"))) == 20
