"""Build again whenever something changes that the last build saw."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

import click

from briefgen.cli.bell import Bell
from briefgen.cli.terminal import Terminal
from briefgen.errors import BriefgenError, ContentChangedError
from briefgen.states import Signature, signature_of
from briefgen.world import DiskWorld

__all__ = ["has_changed", "wait", "watch"]

_PAUSE_S = 0.01
_SHARE, _SHARE_WHEN_TOLD = 50, 5
"""To look whether something has changed takes no more than one part in so many of the time; the
second is for when the system has told of something."""
_LONGEST_S = 1.0
"""So long a change may be missed of which the system does not tell."""
_SETTLED_S = 0.003
"""Editors write in several steps; of what takes longer the next build finds the rest."""


def watch(
    terminal: Terminal,
    world: DiskWorld,
    run: Callable[[DiskWorld], int],
    be_ready: Callable[[], object] = lambda: None,
) -> int:
    """Run, and run again with a new world after each change, until interrupted; return 0.

    `be_ready` is called while nobody waits.
    """
    while True:
        try:
            run(world)
        except click.exceptions.Exit:
            # `briefgen.yaml` has a fault, which is shown
            pass
        except ContentChangedError:
            # somebody is still writing
            time.sleep(_SETTLED_S)
            world = DiskWorld(world.root)
            continue
        except BriefgenError as error:
            terminal.complain(error)
        terminal.say("watching for changes; interrupt to end")
        try:
            be_ready()
            # or it would be looked for while somebody waits
            gc.collect()
            wait(world)
        except KeyboardInterrupt:
            return 0
        world = DiskWorld(world.root)


def wait(world: DiskWorld) -> None:
    """Return when something has changed that was read or listed through a world, and rests."""
    before = _known(world)
    is_written = False
    with Bell(_folders(world)) as bell:
        start = time.perf_counter()
        while (now := _states(before)) == before:
            taken = time.perf_counter() - start
            is_written = bell.wait(min(_LONGEST_S, max(_PAUSE_S, _SHARE * taken)))
            left = _SHARE_WHEN_TOLD * taken - (time.perf_counter() - start)
            time.sleep(min(_LONGEST_S, max(0.0, left)))
            start = time.perf_counter()
    while before != now and not is_written:
        time.sleep(_SETTLED_S)
        before, now = now, _states(now)


def has_changed(world: DiskWorld) -> bool:
    """Return whether a file or folder is not in the state in which it was read or listed."""
    known = _known(world)
    return _states(known) != known


def _known(world: DiskWorld) -> dict[str, Signature | None]:
    """Return the state in which each file or folder was read or listed, by its path on the disk."""
    known = {**world.states, **{path: state for path, (state, _) in world.listed.items()}}
    return {str(Path(world.root, path)): state for path, state in known.items()}


def _folders(world: DiskWorld) -> tuple[str, ...]:
    """Return the folders in which something was read or listed, by their paths on the disk."""
    parents = (str(PurePosixPath(path).parent) for path in world.states)
    return tuple(str(Path(world.root, path)) for path in dict.fromkeys((*world.listed, *parents)))


def _states(paths: Iterable[str]) -> dict[str, Signature | None]:
    return {path: signature_of(path) for path in paths}
