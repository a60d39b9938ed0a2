"""Builds that are killed, and builds at once: whether every file is whole, and the manifest true.

Half of the kills come at any moment of a build, half when a temporary file has just been seen. Two
contents are built in turn, so that an old file can be told from a new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AUDIENCES = ("a", "b", "c", "d")
KINDS = ("timeline", "one-pager")
FILES = len(AUDIENCES) * len(KINDS) * 2

Digests = dict[str, str]


def environment() -> dict[str, str]:
    """Return the environment in which this checkout runs, as users have it.

    But nothing that was made before is used again: what is tried is how it is made.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "BRIEFGEN_CACHE_DIR": "none"}


def projects_known(top: Path) -> tuple[list[Path], list[Digests], float]:
    """Return two projects, what a whole build makes of each, and how long that takes in seconds."""
    projects = [make_project(top / word, word) for word in ("first", "second")]
    known: list[Digests] = []
    lasts = 0.0
    for project in projects:
        begun = time.perf_counter()
        finish(start(project, project / "output"))
        lasts = time.perf_counter() - begun
        known.append(digests(project / "output"))
        del known[-1]["manifest.json"]
    return projects, known, lasts


def make_project(folder: Path, word: str) -> Path:
    """Return a project of eight documents in which a word stands."""
    (folder / "content/d").mkdir(parents=True)
    clearances = "".join(f"  {name}: {{clearance: TLP:CLEAR}}\n" for name in AUDIENCES)
    (folder / "briefgen.yaml").write_text(
        f"audiences:\n{clearances}documents: [{{templates: [{', '.join(KINDS)}]}}]\n"
        "checks: {severity: {BG329: off}}\n"
    )
    (folder / "content/d/dossier.yaml").write_text(
        f"title: A {word} title\nas_of: 2024-01-01T00:00:00Z\nmarking: TLP:CLEAR\n"
        f"summary: A {word} summary.\nbottom_line: A {word} line.\n"
        "events: {e: {date: 2023-05-01, text: It happened, status: occurred, sources: [s]}}\n"
        "sources: {s: {title: A source}}\n"
    )
    return folder


def start(project: Path, output: Path, *choice: str) -> subprocess.Popen[bytes]:
    """Return a running build."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", "-o", str(output), *choice],
        cwd=project,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def finish(build: subprocess.Popen[bytes]) -> None:
    """Wait for a build, which must end well."""
    _, said = build.communicate()
    if build.returncode:
        sys.exit(f"a build ended with {build.returncode}:\n{said.decode()}")


def digests(output: Path) -> Digests:
    """Return the digest of every file below a folder, by path, but for the lock's."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def faults_after_a_kill(output: Path, allowed: list[Digests]) -> list[str]:
    """Return which files are neither old nor new, and which the manifest does not know."""
    found = digests(output) if output.is_dir() else {}
    faults = [
        f"{path} is neither old nor new"
        for path, digest in found.items()
        if not path.endswith((".tmp", "manifest.json"))
        and digest not in [version.get(path) for version in allowed]
    ]
    if "manifest.json" in found:
        try:
            documents = json.loads((output / "manifest.json").read_bytes())["documents"]
        except ValueError:
            return [*faults, "the manifest is torn"]
    else:
        documents = []
    # an entry that was being written has those of the builds before beside it
    versions = [v for document in documents for v in (document, *document.get("earlier", ()))]
    known = {(one["path"], one["sha256"]) for version in versions for one in version["outputs"]}
    return faults + [
        f"the manifest does not know {path}"
        for path, digest in found.items()
        if not path.endswith((".tmp", "manifest.json")) and (path, digest) not in known
    ]


def untrue(output: Path) -> int:
    """Return the number of files that are not as the manifest says."""
    manifest = output / "manifest.json"
    documents = json.loads(manifest.read_bytes())["documents"] if manifest.is_file() else []
    found = digests(output)
    listed = [one for document in documents for one in document["outputs"]]
    return sum(found.get(one["path"]) != one["sha256"] for one in listed)


def faults_at_the_end(output: Path, expected: Digests) -> list[str]:
    """Return what is wrong after a build that was not disturbed."""
    found = digests(output)
    manifest = found.pop("manifest.json", None)
    faults = [] if found == expected else [f"{sorted(found)} are not as expected"]
    if manifest is None or untrue(output):
        faults.append("the manifest is not true")
    listed = json.loads((output / "manifest.json").read_bytes())["documents"]
    if sum(len(document["outputs"]) for document in listed) != FILES:
        faults.append("the manifest has lost entries")
    return faults


def kill(build: subprocess.Popen[bytes], output: Path, chance: random.Random, lasts: float) -> bool:
    """Kill a build at some moment, and return whether it was still running."""
    at_a_file = chance.random() < 0.5
    wanted, seen = chance.randint(1, 3 * 8), set[Path]()
    end = time.perf_counter() + (2 * lasts if at_a_file else chance.uniform(0, lasts))
    while build.poll() is None and time.perf_counter() < end and len(seen) < wanted:
        if at_a_file:
            seen |= set(output.rglob("*.tmp"))
        else:
            time.sleep(0.001)
    is_running = build.poll() is None
    build.send_signal(signal.SIGKILL)
    build.communicate()
    return is_running


def killed(projects: list[Path], known: list[Digests], top: Path, times: int, lasts: float) -> dict:
    """Return what was found when builds were killed; every fifth is followed by a whole one."""
    output, chance, count = top / "killed", random.Random(4), Counter[str]()
    faults: list[str] = []
    for number in range(times):
        which = number % 2
        is_running = kill(start(projects[which], output), output, chance, lasts)
        count["killed while running"] += is_running
        faults += faults_after_a_kill(output, known)
        count["left temporary files"] += any(output.rglob("*.tmp"))
        count["in the midst of a document"] += untrue(output) > 0
        if number % 5 == 4:
            finish(start(projects[which], output))
            count["whole builds afterwards"] += 1
            faults += faults_at_the_end(output, known[which])
    faults += overlooked(projects[0], known, output)
    return {"kills": times, **count, "faults": faults}


def overlooked(project: Path, known: list[Digests], output: Path) -> list[str]:
    """Return which planted faults are not seen: a torn file, and one that the manifest forgot."""
    finish(start(project, output))
    path = next(path for path in known[0] if path.endswith(".pdf"))
    whole, manifest = (output / path).read_bytes(), (output / "manifest.json").read_bytes()
    (output / path).write_bytes(whole[: len(whole) // 2])
    torn = any("neither old nor new" in fault for fault in faults_after_a_kill(output, known))
    (output / path).write_bytes(whole)
    forgetful = json.loads(manifest) | {"documents": []}
    (output / "manifest.json").write_text(json.dumps(forgetful), encoding="utf-8")
    unknown = any("does not know" in fault for fault in faults_after_a_kill(output, known))
    (output / "manifest.json").write_bytes(manifest)
    seen = {"a planted torn file": torn, "a planted unknown file": unknown}
    return [f"{what} is overlooked" for what, is_seen in seen.items() if not is_seen]


def at_once(project: Path, known: Digests, top: Path, times: int) -> dict:
    """Return what was found when eight builds ran at once: of the same, and each of its own."""
    faults: list[str] = []
    for number in range(times):
        output = top / f"at-once-{number}"
        own = [("-a", audience, "-t", kind) for audience in AUDIENCES for kind in KINDS]
        choices = own if number % 2 else [()] * 8
        for build in [start(project, output, *choice) for choice in choices]:
            finish(build)
        faults += faults_at_the_end(output, known)
    return {"times": times, "builds": 8 * times, "faults": faults}
