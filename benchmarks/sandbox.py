#!/usr/bin/env python3
"""What the sandbox costs: `build` and `check` of the example with it, without, and before.

    python benchmarks/sandbox.py [--rounds 5] [--keep] [--against OTHER-CHECKOUT]

Each run is a process of its own. They take turns within a round, so that a busy machine slows all
of them alike; the figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from measuring import ROOT, Cost, keep, medians, run_cold

COMMANDS = {"build": ("build", "--quiet", "-o", "out"), "check": ("check", "--quiet")}


def main() -> None:
    """Measure, print and keep what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure what the sandbox costs.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", type=Path, nargs="*", default=[], metavar="TREE")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/*.json")
    given = parser.parse_args()
    ways: dict[str, tuple[Path, tuple[str, ...]]] = {
        "with": (ROOT, ()),
        "without": (ROOT, ("--no-sandbox",)),
        **{str(tree): (tree.resolve(), ()) for tree in given.against},
    }
    costs: defaultdict[tuple[str, str], list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copy(ROOT / "briefgen.yaml", project)
        shutil.copytree(ROOT / "content", project / "content")
        for _ in range(given.rounds):
            for command, words in COMMANDS.items():
                for way, (tree, more) in ways.items():
                    arguments = ("-P", "-m", "briefgen", *words, *more)
                    cost, status = run_cold(arguments, project, tree)
                    if status:
                        raise SystemExit(f"{command} {way} ended with {status}")
                    costs[command, way].append(cost)
    results = {f"{command} {way}": asdict(medians(rows)) for (command, way), rows in costs.items()}
    for name, row in results.items():
        print(f"{name:40} {row['wall_s']:6.2f} s wall {row['user_s']:6.2f} s user")
    if given.keep:
        print(f"kept in {keep('sandbox', {'rounds': given.rounds, 'medians': results})}")


if __name__ == "__main__":
    main()
