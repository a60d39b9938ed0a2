"""Input that nobody thought of: from fuzzers that learn, and from projects that are made up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from atheris_runs import ROOT, Fuzzed, fuzz, is_possible
from figure import Figure
from killing import environment
from seeds import SEEDS

THREAT = "Input that nobody thought of"
ANSWER = (
    "what reads YAML, front matter, Markdown, exports, dates and citations, what writes Markdown, "
    "what reads the answers of workers, manifests and finished files is fuzzed, crashes are kept "
    "as tests"
)
SECONDS = 120
"""For each target."""
MORE = 8
"""Times the made-up projects of a run of the tests."""
CONTROL = "event-date"
_PASSED = re.compile(r"(\d+) passed")
_EXAMPLES = 60 + 40 + 25
"""Projects that one run of the tests makes up, see tests/fuzz/test_whole_projects.py."""


def measure(share: float) -> Figure:
    """Return what the fuzzers found in a share of their time."""
    seconds = max(10, round(SECONDS * share))
    more = max(1, round(MORE * share))
    faults: list[str] = []
    runs, grown = 0, []
    if not is_possible():
        return Figure("atheris is not here, so nothing was fuzzed", holds=False)
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)

        def fuzzed(name: str) -> Fuzzed:
            return fuzz(name, seconds, top / name)

        def broken(name: str) -> Fuzzed:
            return fuzz(name, max(60, seconds), top / "control", is_broken=True)

        # each waits for a process of its own
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            # the control: a target that fails on dates of which no seed has one
            controlled, results = pool.submit(broken, CONTROL), pool.map(fuzzed, SEEDS)
        for name, found in zip(SEEDS, results, strict=True):
            runs += found.runs
            grown.append(f"{name} {found.first_coverage} → {found.coverage}")
            if not found.runs:
                faults.append(f"{name} did not run: {found.said[-300:]}")
            faults += [f"{name}: {path.read_bytes()[:200]!r}" for path in found.crashes]
        if not controlled.result().crashes:
            faults.append("the control finds nothing: a target that was broken did not fail")
    made_up = _made_up(more)
    faults += made_up
    text = (
        f"{runs:,} inputs in {seconds} s for each of {len(SEEDS)} targets and {_EXAMPLES * more:,} "
        f"made-up projects: {len(faults)} crashes (edges reached from the seeds on: "
        f"{', '.join(grown)}); a fault that was planted is found"
    )
    return Figure(text, not faults, tuple(faults))


def _made_up(more: int) -> list[str]:
    tests = str(ROOT / "tests/fuzz/test_whole_projects.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests],
        cwd=ROOT,
        env={**environment(), "FUZZ_MORE": str(more), "HOME": os.environ.get("HOME", "/")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not _PASSED.search(done.stdout):
        return [f"made-up projects: {done.stdout[-600:]}"]
    return []
