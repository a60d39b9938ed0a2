#!/usr/bin/env python3
"""How long `briefgen check` takes of large dossiers, and how that grows.

    make bench ARGS='--rounds 5 --keep'
    python benchmarks/check.py [--profile] [--against OTHER-CHECKOUT]

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
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

from large_dossier import Size, write_project
from measuring import ROOT, Cost, environment, keep, machine, medians, run_cold

SCALES = (0.25, 0.5, 1.0, 2.0, 4.0)
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
    cases = [Case(*both) for both in product(trees, given.audiences, given.scales)]
    cases += [Case(tree, 1, 1.0, FAULTS) for tree in trees if given.faults]
    with tempfile.TemporaryDirectory() as scratch:
        sizes = {case.folder: written(Path(scratch, case.folder), case) for case in cases}
        costs = measured(cases, Path(scratch), given.rounds)
        stages = {
            str(tree): profile(tree, Path(scratch, Case(tree, audiences, 1.0).folder), given.rounds)
            for tree in trees
            for audiences in given.audiences[-1:]
            if given.profile
        }
    results = [asdict(case) | asdict(costs[case]) | asdict(sizes[case.folder]) for case in cases]
    for line in report(cases, costs, sizes):
        print(line)
    for tree, spent in stages.items():
        print(*stage_table(tree, spent), sep="\n")
    if given.keep:
        rows = [row | {"tree": "this" if row["tree"] == ROOT else "other"} for row in results]
        print(f"kept in {keep('check', {'rounds': given.rounds, 'runs': rows, 'stages': stages})}")


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


def written(folder: Path, case: Case) -> Size:
    """Write the project of a case, unless another checkout has had it written."""
    return write_project(folder, scale=case.scale, audiences=case.audiences, faults=case.faults)


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


def exponent(cases: list[Case], costs: dict[Case, Cost], fixed: float) -> float:
    """Return b where time = a · size^b fits best: 1 is linear. `fixed` seconds are no one's work.

    Why: at small sizes the start of Python and its imports would make any growth look slow.
    """
    points = [(math.log(c.scale), math.log(max(costs[c].user_s - fixed, 1e-3))) for c in cases]
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
            fixed = startup(key[0])
            yield f"  grows with the size to the power of {exponent(own, costs, fixed):.2f}"
            yield f"  (the time of the processor, without {fixed:.2f} s that any command takes)"


def startup(tree: Path) -> float:
    """Return the seconds of the processor that a command takes that does nothing."""
    command = ("-c", "import briefgen.build, briefgen.cli.main, briefgen.cli.check")
    return medians(run_cold(command, tree, tree)[0] for _ in range(3)).user_s


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


def stage_table(tree: str, spent: dict[str, float]) -> Iterator[str]:
    """Yield a line for each stage; rules on the dossier and on documents are parts of theirs."""
    yield f"\n{tree}: seconds of the processor by stage, scale 1"
    for stage, seconds in spent.items():
        yield f"  {seconds:7.3f}  {stage}"


if __name__ == "__main__":
    main()
