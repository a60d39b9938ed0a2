"""Commands run in processes of their own, and what they cost; the machine that they ran on."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

__all__ = [
    "ROOT",
    "Cost",
    "environment",
    "keep",
    "machine",
    "medians",
    "run_cold",
    "run_command",
]

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall_s: float
    user_s: float
    """Time of the processor, without that of the system."""
    peak_mib: float
    """Most memory that one of its processes held; 0 where the system does not say."""
    system_s: float = 0.0
    """Time of the processor in the system."""

    @property
    def cpu_s(self) -> float:
        """All time of the processor, of every process that was waited for."""
        return self.user_s + self.system_s


def environment(tree: Path) -> dict[str, str]:
    """Return the environment in which the checkout at `tree` runs, as users have it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(tree), "NO_COLOR": "1"}


def run_cold(arguments: Iterable[str], folder: Path, tree: Path = ROOT) -> tuple[Cost, int]:
    """Return what `python …` costs in a new process, and its exit status. Its output is dropped."""
    return run_command([sys.executable, *arguments], folder, environment(tree))


def run_command(
    command: Iterable[str],
    folder: Path,
    surroundings: Mapping[str, str],
    started: Callable[[int], object] = lambda _: None,
) -> tuple[Cost, int]:
    """Return what a command costs in a new process, and its exit status. Its output is dropped.

    `started` is given the number of the process.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        list(command),
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    started(process.pid)
    if sys.platform == "win32":
        # Windows keeps no account of a process that has ended.
        process.wait()
        return Cost(time.perf_counter() - start, 0.0, 0.0), process.returncode
    import resource

    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    # kibibytes on Linux, bytes on macOS
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    # a new process begins with what this one holds, which is then taken for its own
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = usage.ru_maxrss / unit if usage.ru_maxrss > own else 0.0
    cost = Cost(wall, usage.ru_utime, peak, usage.ru_stime)
    return cost, process.returncode


def medians(costs: Iterable[Cost]) -> Cost:
    """Return the median of each figure."""
    rows = [asdict(cost) for cost in costs]
    return Cost(**{name: statistics.median(row[name] for row in rows) for name in rows[0]})


def machine() -> dict[str, Any]:
    """Return what has a bearing on the figures."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        processor = models[0].partition(":")[2].strip() if models else processor
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "distribution": _distribution(),
        "processor": processor,
        "cores": os.cpu_count(),
        "memory_gib": _memory_gib(),
        "python": platform.python_version(),
    }


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return platform.platform(terse=True)


def _memory_gib() -> float:
    """Return how much memory there is; 0 where the system does not say."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30), 1)
    except (AttributeError, ValueError, OSError):
        return 0.0


def keep(name: str, results: Mapping[str, Any]) -> Path:
    """Write results beside those of earlier runs, and return where."""
    folder = ROOT / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    when = time.strftime("%Y-%m-%dT%H%M%SZ", time.gmtime())
    path = folder / f"{name}-{when}.json"
    whole = {"measured": when, "machine": machine(), **results}
    path.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
    return path
