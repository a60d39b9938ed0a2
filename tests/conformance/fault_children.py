"""Processes that write to an output folder until something stops them. Run by test_faults.py.

python fault_children.py kill FOLDER     one child an event: it dies at its n-th event
python fault_children.py crowd FOLDER    eight children at once, each with documents of its own
python fault_children.py turn FOLDER     two versions of a document by turns, until `stop` is there
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from briefgen.output_lock import locked
from briefgen.record import described, record_document, tidy_manifest
from briefgen.whole_files import remove_leftovers

EVENTS = ("open", "os.mkdir", "os.rename", "os.remove")
"""What Python tells its audit hooks of whatever changes a folder."""
CROWD, EACH = 8, 5


def content(version: str, path: str) -> bytes:
    """Return what a version of a file holds: enough for several blocks."""
    return hashlib.sha256(f"{version} {path}".encode()).digest() * 1000


def write(folder: Path, version: str, name: str = "d") -> None:
    """Write a document as a build does, with a Markdown file in the first version only."""
    endings = ("pdf", "html", "md") if version == "old" else ("pdf", "html")
    files = {f"public/{name}.{ending}": content(version, f"{name}.{ending}") for ending in endings}
    outputs = [described(path, path[-3:], data).as_json() for path, data in files.items()]
    outdated = () if version == "old" else (f"public/{name}.md",)
    with locked(folder):
        remove_leftovers(folder)
        items = {"events": {version: "digest"}}
        entry = {"name": name, "inputs": {"items": items}, "outputs": outputs}
        record_document(folder, {}, entry, files, outdated)
    with locked(folder):
        tidy_manifest(folder, {"finished": version})


def die_at(number: int, folder: Path) -> None:
    """Have the system kill this process at the n-th event in a folder."""
    left = number

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in EVENTS and str(arguments[0]).startswith(str(folder)):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def kill(top: Path) -> None:
    """Let one child after another write and die one event later, until one lives."""
    for number in range(1000):
        folder = top / f"{number:03}"
        write(folder, "old")
        child = os.fork()
        if child == 0:
            die_at(number, folder)
            write(folder, "new")
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return


def crowd(folder: Path) -> None:
    """Let children write documents of their own at once."""
    children = []
    for one in range(CROWD):
        child = os.fork()
        if child == 0:
            for number in range(EACH):
                write(folder, "old", f"{one}-{number}")
            os._exit(0)
        children.append(child)
    if any(os.waitpid(child, 0)[1] for child in children):
        sys.exit("a child failed")


def turn(folder: Path) -> None:
    """Write one version and the other until somebody says stop."""
    for number in count():
        write(folder, ("old", "new")[number % 2])
        # as a build, which holds the lock for a small part of its time only
        hashlib.pbkdf2_hmac("sha256", b"", b"", 60_000)
        if (folder.parent / "stop").exists():
            return


if __name__ == "__main__":
    {"kill": kill, "crowd": crowd, "turn": turn}[sys.argv[1]](Path(sys.argv[2]))
