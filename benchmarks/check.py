#!/usr/bin/env python3
"""How long `briefgen check` takes of large dossiers, and how that grows.

    python benchmarks/check.py [--rounds 5] [--keep] [--profile] [--against OTHER-CHECKOUT]

Each run is a process of its own. Sizes, numbers of audiences and checkouts take turns within a
round, so that a busy machine slows all of them alike; the figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

from large_dossier import Size, write_project
from measuring import ROOT, Cost, environment, keep, machine, medians, run_cold

SCALES = (0.25, 0.5, 1.0, 2.0, 4.0)
NEARLY_NOTHING = 0.01
"""What a check of this size takes, a check of any size takes: imports, templates, word lists."""
FAULTS = 2000
"""References to sources that there are not, in the dossier that has faults."""
COMMAND = ("-m", "briefgen", "check", "--quiet")


@dataclass(frozen=True, slots=True)
class Case:
    """One project that one checkout checks."""

    tree: Path
    audiences: int
    scale: float
    faults: int = 0

    @property
    def folder(self) -> str:
        """The name of the project's folder."""
        return f"{self.audiences}-{self.scale}-{self.faults}"


def main() -> None:
    """Measure, print and keep what the command line asks for."""
    given = arguments()
    trees = [ROOT, *(path.resolve() for path in given.against)]
    scales = (NEARLY_NOTHING, *given.scales)
    cases = [Case(*each) for each in product(trees, given.audiences, scales)]
    cases += [Case(tree, 1, 1.0, FAULTS) for tree in trees if given.faults]
    stages: dict[Path, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        sizes = {case.folder: written(scratch, case) for case in cases}
        costs = measured(cases, scratch, given.rounds)
        if given.profile:
            project = scratch / Case(ROOT, given.audiences[-1], 1.0).folder
            stages = {tree: profile(tree, project, given.rounds) for tree in trees}
    print(*report(cases, costs, sizes), *stage_tables(stages), sep="\n")
    if given.keep:
        runs = [
            {
                "checkout": trees.index(case.tree),
                "audiences": case.audiences,
                "scale": case.scale,
                "faults": case.faults,
                **asdict(sizes[case.folder]),
                **asdict(costs[case]),
            }
            for case in cases
        ]
        kept = {"rounds": given.rounds, "runs": runs, "stages": list(stages.values())}
        print(f"\nkept in {keep('check', kept)}")


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure `briefgen check` of large dossiers.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scales", type=float, nargs="+", default=SCALES)
    parser.add_argument("--audiences", type=int, nargs="+", default=(1, 4), choices=range(1, 5))
    parser.add_argument("--faults", action="store_true", help=f"a dossier with {FAULTS:,} too")
    parser.add_argument("--profile", action="store_true", help="the stages at scale 1 too")
    parser.add_argument("--against", type=Path, nargs="+", default=(), help="other checkouts")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/*.json")
    given = parser.parse_args()
    if given.profile and 1.0 not in given.scales:
        parser.error("--profile needs scale 1 among --scales")
    return given


def written(scratch: Path, case: Case) -> Size:
    """Write the project of a case, the same for every checkout."""
    return write_project(
        scratch / case.folder, scale=case.scale, audiences=case.audiences, faults=case.faults
    )


def measured(cases: list[Case], scratch: Path, rounds: int) -> dict[Case, Cost]:
    """Return the medians over the rounds; a first run of each checkout, for its bytecode, is extra.

    Raises: SystemExit when a check did not end as it should.
    """
    costs: dict[Case, list[Cost]] = {case: [] for case in cases}
    for case in {case.tree: case for case in cases}.values():
        run_cold(COMMAND, scratch / case.folder, case.tree)
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for case in cases:
            cost, status = run_cold(COMMAND, scratch / case.folder, case.tree)
            if status != bool(case.faults):
                sys.exit(f"`briefgen check` ended with {status} for {case}")
            costs[case].append(cost)
    return {case: medians(found) for case, found in costs.items()}


def exponent(cases: list[Case], costs: dict[Case, Cost]) -> float:
    """Return b where time = a · size^b fits best, above what the smallest case takes: 1 is linear.

    Why above it: at small sizes the start of Python would make any growth look slow.
    """
    smallest, *larger = cases
    fixed = costs[smallest].user_s
    points = [(math.log(c.scale), math.log(max(costs[c].user_s - fixed, 1e-3))) for c in larger]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def report(cases: list[Case], costs: dict[Case, Cost], sizes: dict[str, Size]) -> Iterator[str]:
    """Yield a table for each checkout and number of audiences."""
    about = machine()
    yield f"{about['processor']}, {about['cores']} cores, Python {about['python']}"
    for key in dict.fromkeys((case.tree, case.audiences, case.faults) for case in cases):
        own = [case for case in cases if (case.tree, case.audiences, case.faults) == key]
        plural = "s" * (key[1] != 1)
        faults = f", {key[2]:,} faults" if key[2] else ""
        yield f"\n{key[0]}: {key[1]} audience{plural}, {3 * key[1]} documents{faults}"
        yield "  scale   items     wall     user   per 1,000 items     peak"
        for case in own:
            cost, items = costs[case], sizes[case.folder].items
            yield (
                f"  {case.scale:5} {items:7,} {cost.wall_s:6.2f} s {cost.user_s:6.2f} s"
                f" {cost.user_s / items * 1000:13.3f} s {cost.peak_mib:7.0f} MiB"
            )
        if len(own) > 2:
            yield f"  user time above the first line grows as size^{exponent(own, costs):.2f}"


def profile(tree: Path, project: Path, rounds: int) -> dict[str, float]:
    """Return the seconds of each stage at scale 1: medians over the rounds."""
    runs: list[dict[str, Any]] = []
    command = [sys.executable, str(ROOT / "benchmarks" / "stages.py")]
    for _ in range(rounds):
        done = subprocess.run(
            command, cwd=project, env=environment(tree), capture_output=True, text=True, check=True
        )
        runs.append(json.loads(done.stdout))
    return {stage: sorted(run[stage] for run in runs)[len(runs) // 2] for stage in runs[0]}


def stage_tables(stages: Mapping[Path, Mapping[str, float]]) -> Iterator[str]:
    """Yield a line for each stage; rules on the dossier and on documents are parts of theirs."""
    for tree, spent in stages.items():
        yield f"\n{tree}: seconds of the processor by stage, scale 1"
        yield from (f"  {seconds:7.3f}  {stage}" for stage, seconds in spent.items())


if __name__ == "__main__":
    main()
