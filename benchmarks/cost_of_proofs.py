"""What part of a build the proofs of finished documents are."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

from figures import Fact, Result
from measuring import ROOT, environment
from workshop import Workshop

TITLE = "What proofs cost"
WHAT = (
    "The example's documents, each proved once it is made: nothing restricted in it, nothing "
    "lost from it. Seconds of the processor, by `prove.py`, which makes and proves in one "
    "process."
)
_CODE = "import json, prove; print(json.dumps(prove.measured()))"


def measure(shop: Workshop) -> Result:
    """Return the milliseconds of proofs and of builds, and the share."""
    spent: list[tuple[float, float]] = []
    number = 0
    for _ in range(1 if shop.is_quick else min(shop.repeats, 2)):
        done = subprocess.run(
            [sys.executable, "-c", _CODE],
            cwd=ROOT / "benchmarks",
            env=environment(ROOT),
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout.splitlines()[-1])
        number = len(found)
        spent.append((sum(p for p, _ in found.values()), sum(w for _, w in found.values())))
        shop.told(f"{number} documents: proofs are {spent[-1][0] / spent[-1][1]:.0%}")
    proof, whole = (statistics.median(one[at] for one in spent) for at in (0, 1))
    return Result(
        facts=(
            Fact("proofs, a document", 1000 * proof / number, "ms"),
            Fact("all, a document", 1000 * whole / number, "ms"),
            Fact("share of the proofs", 100 * proof / whole, "%"),
        )
    )
