"""Workers that die in the midst of a document."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from figure import Figure
from hostile_projects import Run, parts_of, run
from killing import Digests, digests, make_project

THREAT = "A worker that dies: a crash, a signal, no memory on the machine"
ANSWER = (
    "it costs its own document, which is named; the next one gets a new process; what ends with "
    "the process that makes the others is made again"
)
KILLS = 30
SIGNALS = (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM)


class _Killer:
    """Ends a worker, or what makes workers, once, at some moment of a build."""

    def __init__(self, chance: random.Random, *, mother: bool) -> None:
        self.wanted = chance.randint(1, 8)
        self.delay = chance.randint(0, 40)
        self.how = chance.choice(SIGNALS)
        self.mother = mother
        self.seen: set[int] = set()
        self.has_killed = False

    def __call__(self, build: subprocess.Popen) -> None:
        for zygote, child in parts_of(build.pid):
            self.seen.add(child)
            if self.has_killed or len(self.seen) < self.wanted:
                continue
            self.delay -= 1
            if self.delay < 0:
                with suppress(ProcessLookupError):
                    os.kill(zygote if self.mother else child, self.how)
                self.has_killed = True


def measure(share: float) -> Figure:
    """Return what was found after each death."""
    chance, count = random.Random(5), Counter[str]()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        project = make_project(Path(scratch, "project"), "first")
        (project / "tmp").mkdir()
        calm = run(project)
        known = digests(project / "output")
        known.pop("manifest.json", None)
        if calm.status or len(known) != 16:
            faults.append(f"without a death not all is built: {calm.said[-300:]}")
        for number in range(max(4, round(KILLS * share))):
            killer = _Killer(chance, mother=number % 4 == 3)
            ended = run(project, options=("-o", f"out-{number}"), until=killer)
            found = digests(project / f"out-{number}")
            found.pop("manifest.json", None)
            count["killed"] += killer.has_killed
            count["lost"] += ended.said.count("error[BG616]")
            faults += _faults(number, ended, found, known, most=0 if killer.mother else 1)
    if not count["lost"]:
        faults.append("no worker was ever hit while it worked: nothing was tried")
    text = (
        f"{count['killed']} × killed, every fourth time the process that makes workers: "
        f"{count['lost']} documents not written and named, all others as ever, no process and no "
        "temporary file left"
    )
    return Figure(text, not faults, tuple(faults))


def _faults(number: int, ended: Run, found: Digests, known: Digests, *, most: int) -> list[str]:
    """Return what is not as it should be after a death that may cost so many documents."""
    faults, lost = [], ended.said.count("error[BG616]")
    if ended.status != (1 if lost else 0) or lost > most:
        faults.append(f"{number}: status {ended.status} with {lost} documents lost")
    if len(found) != len(known) - 2 * lost:
        faults.append(f"{number}: {len(found)} files, with {lost} documents lost")
    faults += [
        f"{number}: {path} is another" for path, one in found.items() if known.get(path) != one
    ]
    if ended.left:
        faults.append(f"{number}: processes or temporary files are left")
    if "Traceback" in ended.said:
        faults.append(f"{number}: a traceback")
    return faults
