#!/usr/bin/env python3
"""Build long documents, each in a process of its own: `python benchmarks/long_pages.py`.

One of 60 pages and a register of 300 events, as the tests read them aloud, and both twice as long.
Prints pages, size of the PDF, wall time, user time and the most memory held.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import pypdfium2
from measuring import ROOT, machine, medians, run_cold

sys.path.insert(0, str(ROOT / "tests" / "conformance"))

from invented_dossiers import long_project

SECTIONS, EVENTS = 46, 300


def main() -> None:
    """Print a line for each document and length."""
    parser = argparse.ArgumentParser(description="Build long documents.")
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(machine())
    for times in (1, 2):
        files = long_project(sections=SECTIONS * times, paragraphs=5, events=EVENTS * times)
        for kind in ("backgrounder", "register"):
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch)
                for path, content in files.items():
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_bytes(content)
                command = ("-m", "briefgen", "build", "-t", kind)
                runs = [run_cold(command, folder) for _ in range(rounds)]
                assert {status for _, status in runs} == {0}, "the build failed"
                (made,) = folder.glob("output/*/*.pdf")
                with pypdfium2.PdfDocument(made) as pdf:
                    pages = len(pdf)
                cost, size = medians(cost for cost, _ in runs), made.stat().st_size // 1024
                print(
                    f"{kind:<14}{pages:>5} pages{size:>7} kB{cost.wall_s:>8.1f} s"
                    f"{cost.user_s:>8.1f} s user{cost.peak_mib:>7.0f} MiB"
                )


if __name__ == "__main__":
    main()
