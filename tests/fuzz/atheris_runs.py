"""Run atheris on one target in a process of its own, and say what came of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Fuzzed", "fuzz", "is_possible"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
_GRACE = 300
"""Seconds for the start and for the last input."""
_COVERAGE = re.compile(r"#\d+\s+\S+\s+cov: (\d+)")
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)|^Done (\d+) runs", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """What came of fuzzing a target."""

    target: str
    runs: int
    first_coverage: int
    """Edges of the program that the seeds reach."""
    coverage: int
    """Edges that were reached in the end."""
    crashes: tuple[Path, ...]
    """Files with the input that makes the target fail, or take longer than 25 s."""
    said: str
    """The end of what the fuzzer printed."""

    @property
    def line(self) -> str:
        """All of it in one line."""
        return (
            f"{self.target}: {self.runs:,} runs, coverage {self.first_coverage} → {self.coverage}, "
            f"{len(self.crashes)} crashes"
        )


def is_possible() -> bool:
    """Return whether atheris is installed: there are builds of it for Linux on x86-64 only."""
    return find_spec("atheris") is not None


def fuzz(target: str, seconds: int, folder: Path, *, is_broken: bool = False) -> Fuzzed:
    """Fuzz a target for some seconds; a folder that was used before goes on where it ended."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, str(HERE / "one_target.py"), target, str(seconds), str(folder)]
    log = folder / "log"
    with log.open("wb") as out:
        try:
            subprocess.run(
                [*command, *(["broken"] if is_broken else [])],
                env={**kept, "PYTHONPATH": str(ROOT)},
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=seconds + _GRACE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            out.write(b"the fuzzer did not end by itself and was stopped\n")
    said = log.read_text(encoding="utf-8", errors="replace")
    covered = [int(number) for number in _COVERAGE.findall(said)]
    runs = [int(a or b) for a, b in _RUNS.findall(said)]
    crashes = tuple(
        sorted(
            path for path in folder.iterdir() if path.name.startswith(("crash", "timeout", "oom"))
        )
    )
    return Fuzzed(
        target,
        max(runs, default=0),
        covered[0] if covered else 0,
        covered[-1] if covered else 0,
        crashes,
        "\n".join(said.splitlines()[-40:]),
    )
