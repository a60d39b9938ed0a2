"""Where the program begins: a build that has nothing to do ends here."""

from __future__ import annotations

import gc
import sys

from briefgen.unchanged import answer

__all__ = ["main"]

_NEW_OBJECTS = 100_000
"""So many new objects let Python look for garbage: to load modules makes many and keeps them."""


def main() -> None:
    """Run the command line and exit with its status."""
    arguments = sys.argv[1:]
    status = answer(arguments)
    if status is not None:
        sys.exit(status)
    from briefgen import early

    gc.set_threshold(_NEW_OBJECTS)
    early.begin(arguments)
    try:
        from briefgen.cli import main as run

        run()
    finally:
        early.end()
