"""The proofs themselves, broken on purpose one part after the other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from figure import Figure
from killing import environment

ROOT = Path(__file__).resolve().parent.parent
TESTS = "tests/unit/prove/test_prove_mutations.py"

THREAT = "A proof that no longer proves anything"
ANSWER = "each part of the proofs is broken, and something that was planted must then be missed"


def measure(share: float) -> Figure:
    """Return how many broken parts were noticed. Its control: unbroken, each case is noticed."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "-n2",
            "-rA",
            TESTS,
            "-k",
            "test_a_broken_proof_is_seen",
        ],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    seen = re.findall(
        r"^(PASSED|FAILED|ERROR) \S+::test_a_broken_proof_is_seen\[(.+?)\]", done.stdout, re.M
    )
    missed = tuple(name for verdict, name in seen if verdict != "PASSED")
    faults = missed if seen else (done.stdout[-400:] + done.stderr[-400:],)
    text = f"{len(seen) - len(missed)} of {len(seen)} broken parts noticed"
    return Figure(text, bool(seen) and not faults, faults)
