"""Measure every figure of docs/speed.md, against the other programs that are installed.

    python benchmarks                          all cases, 20 minutes or more
    python benchmarks --quick --repeats 1      smaller numbers, to try it
    python benchmarks --only cold_document     some cases
    python benchmarks --peers FOLDER           programs in this folder too, such as venv/bin

Prints tables, and keeps them with the figures, a plot and what the machine is like in results/; a
run of all cases that is not quick also writes the tables of docs/speed.md. Nothing is asserted.
Exit status: 0, or 1 when a case could not be measured.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import plots
from cases import CASES
from figures import Case, Result
from kept import PAGE, keep_results, with_figures
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

    run = Run(find_peers(tuple(folder.resolve() for folder in given.peers)), given)
    with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as scratch:
        shop = Workshop(Path(scratch), given.repeats, given.quick, run.peers, told)
        for name in given.only:
            told(f"{name}: {case_of(name).TITLE}")
            try:
                run.results[name] = case_of(name).measure(shop)
            except Exception:
                # the other cases of a long run are measured all the same
                run.failed.append(name)
                told(f"{name} could not be measured: {traceback.format_exc()}")
            run.left_out = tuple(sorted(shop.left_out))
            # after each case, so that who stops a long run has what was measured
            run.keep()
    print("\n".join(run.report()))
    if run.results.keys() == set(CASES) and not (given.quick or given.no_keep):
        text = "\n".join([f"Measured on {run.begun:%-d %B %Y}.", "", *run.report()[1:]])
        PAGE.write_text(with_figures(PAGE.read_text("utf-8"), text), "utf-8")
    for path in run.kept:
        told(f"kept in {path.relative_to(ROOT)}")
    if not plots.is_possible():
        told("no plot: matplotlib is not installed (it is in the dependency group `bench`)")
    return 1 if run.failed else 0


@dataclass
class Run:
    """What was measured so far."""

    peers: Peers
    given: argparse.Namespace
    results: dict[str, Result] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    """Cases that could not be measured."""
    left_out: tuple[str, ...] = ()
    """Peers that could not do what they were asked."""
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    kept: tuple[Path, ...] = ()

    def keep(self) -> None:
        """Write what there is, if it is to be kept."""
        if self.results and not self.given.no_keep:
            how = {"repeats": self.given.repeats, "quick": self.given.quick}
            text = "\n".join(self.report())
            self.kept = keep_results(self.results, text, {**about(self.peers), **how}, self.begun)

    def report(self) -> list[str]:
        """Return all that was found, as Markdown."""
        known, absent = about(self.peers), ", ".join(self.peers.absent)
        notes = [f"Not installed here: {absent}."] if absent else []
        notes += [f"Left out, as it failed: {way}." for way in self.left_out]
        notes += [f"Could not be measured: {name}." for name in self.failed]
        notes += ["A quick run: numbers are too small to be quoted."] * self.given.quick
        lines = [f"# Benchmarks of {self.begun:%-d %B %Y}", ""]
        lines += [*machine_lines(known["machine"], known["versions"]), ""]
        lines += [line for note in notes for line in (note, "")]
        for name, result in self.results.items():
            lines += result_lines(case_of(name).TITLE, case_of(name).WHAT, result)
        return lines


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


def about(peers: Peers) -> dict[str, Any]:
    """Return the machine, and the versions of what ran on it."""
    versions = {"briefgen": __version__}
    versions |= {name: metadata.version(name) for name in _ENGINE}
    versions |= {f"peer {name}": version for name, version in peers.versions.items()}
    return {"machine": machine(), "versions": versions}


if __name__ == "__main__":
    sys.exit(main())
