"""Measure every figure of docs/speed.md, against the other programs that are installed.

    python benchmarks                          all cases, 20 minutes or more
    python benchmarks --quick --repeats 1      smaller numbers, to try it
    python benchmarks --only cold_document     some cases
    python benchmarks --peers FOLDER           programs in this folder too, such as venv/bin

Prints tables, and keeps them with the figures, a plot and what the machine is like in results/.
Nothing is asserted. Exit status: 0, or 1 when a case could not be measured.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path
from typing import cast

import plots
from cases import CASES
from figures import Case, Result
from kept import keep_results
from measuring import ROOT, machine
from peers import Peers, find_peers
from tables import machine_lines, result_lines
from workshop import Workshop

from briefgen import __version__

_ENGINE = ("weasyprint", "pikepdf", "pydantic", "click")


def main() -> int:
    """Measure, print and keep."""
    given = arguments()
    if given.list:
        for name in CASES:
            print(f"{name:18} {case_of(name).TITLE}")
        return 0
    begin = time.perf_counter()

    def told(text: str) -> None:
        print(f"[{time.perf_counter() - begin:5.0f} s]   {text}", file=sys.stderr, flush=True)

    peers = find_peers(tuple(folder.resolve() for folder in given.peers))
    results: dict[str, Result] = {}
    failed = []
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as scratch:
        shop = Workshop(Path(scratch), given.repeats, given.quick, peers, told)
        for name in given.only:
            told(f"{name}: {case_of(name).TITLE}")
            try:
                results[name] = case_of(name).measure(shop)
            except Exception as error:
                failed.append(name)
                told(f"{name} could not be measured: {type(error).__name__}: {error}")
    notes = [f"Not installed here: {', '.join(peers.absent)}."] if peers.absent else []
    notes += [f"Left out, as it failed: {way}." for way in shop.left_out]
    notes += [f"Could not be measured: {name}." for name in failed]
    notes += ["A quick run: numbers are too small to be quoted."] if given.quick else []
    print("\n".join(report(results, peers, notes)))
    if not given.no_keep and results:
        text = "\n".join(report(results, peers, notes))
        for path in keep_results(results, text, about(peers), given.repeats, quick=given.quick):
            told(f"kept in {path.relative_to(ROOT)}")
        if not plots.is_possible():
            told("no plot: matplotlib is not installed (it is in the dependency group `bench`)")
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python benchmarks", description="Measure briefgen.")
    parser.add_argument("--only", nargs="+", choices=CASES, default=CASES, metavar="CASE")
    parser.add_argument("--repeats", type=int, default=5, help="rounds of a comparison")
    parser.add_argument("--quick", action="store_true", help="smaller numbers, to try it")
    parser.add_argument("--list", action="store_true", help="name the cases, and end")
    parser.add_argument("--peers", type=Path, nargs="+", default=(), metavar="FOLDER")
    parser.add_argument("--no-keep", action="store_true", help="write nothing to results/")
    given = parser.parse_args()
    if given.repeats < 1:
        parser.error("--repeats must be at least 1")
    return given


def case_of(name: str) -> Case:
    """Return the module of a case."""
    return cast(Case, importlib.import_module(name))


def about(peers: Peers) -> dict[str, dict[str, str]]:
    """Return the machine, and the versions of what ran on it."""
    versions = {"briefgen": __version__}
    versions |= {name: metadata.version(name) for name in _ENGINE}
    versions |= {f"peer {name}": version for name, version in peers.versions.items()}
    return {"machine": machine(), "versions": versions}


def report(results: dict[str, Result], peers: Peers, notes: list[str]) -> list[str]:
    """Return all that was found, as Markdown."""
    known = about(peers)
    lines = ["# Benchmarks", "", *machine_lines(known["machine"], known["versions"]), ""]
    lines += [line for note in notes for line in (note, "")]
    for name, result in results.items():
        case = case_of(name)
        lines += result_lines(case.TITLE, case.WHAT, result)
    return lines


if __name__ == "__main__":
    sys.exit(main())
