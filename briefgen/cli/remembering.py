"""What is noted of a build, for the next one that is asked the same."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from briefgen.cli.build_lines import noun
from briefgen.cli.terminal import Terminal
from briefgen.diagnostics import Diagnostic
from briefgen.ledger import MANIFEST
from briefgen.report import summary
from briefgen.session import Session
from briefgen.shelf import Built
from briefgen.stores import Means
from briefgen.unchanged import remember
from briefgen.world import DiskWorld

__all__ = ["remember_build"]


def remember_build(
    terminal: Terminal,
    session: Session,
    folder: Path,
    done: list[Built],
    found: tuple[Diagnostic, ...],
    git: str,
    means: Means,
    status: int,
) -> None:
    """Note what was told, for a build that is asked the same and finds nothing changed.

    `git` is its state before anything was read.
    """
    world = session.world
    if not isinstance(world, DiskWorld) or (not means.libraries and sys.platform == "linux"):
        # on a cluster, where nobody looked at the libraries of this machine
        return
    until = min(known.until for known in session.dossiers)
    written = {
        str((folder / output.path).absolute()): output.sha256
        for built in done
        for output in built.outputs
    }
    manifest = (folder / MANIFEST).absolute()
    written[str(manifest)] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    counts = summary(found)
    text = f"{len(done)} {noun(len(done))}, and nothing to do: all are up to date"
    last = [] if terminal.quiet else [f"{text}; {counts}" if counts else text]
    remember(
        str(world.root),
        terminal.arguments,
        started=world.started,
        until=until.timestamp(),
        git=git,
        libraries=means.libraries,
        made_with=means.surroundings,
        reads={path: (state, world.reads.get(path, "")) for path, state in world.states.items()},
        listed=world.listed,
        written=written,
        lines=[*terminal.shown, *last],
        status=status,
    )
