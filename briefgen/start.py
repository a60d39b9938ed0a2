"""Where the program begins and ends: a build that has nothing to do ends here, all others leave."""

from __future__ import annotations

import gc
import sys

from briefgen.unchanged import answer

__all__ = ["main"]

_NEW_OBJECTS = 100_000
"""So many new objects let Python look for garbage: to load modules makes many and keeps them."""


def main() -> None:
    """Run the command line and exit with its status: this process ends here."""
    arguments = sys.argv[1:]
    status = answer(arguments)
    if status is not None:
        sys.exit(status)
    from briefgen import early

    gc.set_threshold(_NEW_OBJECTS)
    early.begin(arguments)
    try:
        try:
            from briefgen.cli import main as run

            run()
        finally:
            early.end()
    except SystemExit as ending:
        _leave(ending.code)
        raise


def _leave(status: object) -> None:
    """End this process as the interpreter would, but for taking itself apart.

    Why: to free each object of each module takes longer than to lay out a page, and nothing of ours
    waits for that. Returns where the end is the interpreter's: a thread is to be waited for,
    somebody looks on, or what was printed cannot be written, of which it knows what to say.
    """
    import atexit
    import os
    import threading

    others = (each for each in threading.enumerate() if each is not threading.main_thread())
    is_watched = sys.gettrace() or sys.getprofile() or sys.flags.inspect or sys.flags.dev_mode
    if is_watched or not all(each.daemon for each in others):
        return
    if not isinstance(status, int | None):
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit((status or 0) & 0xFF)
