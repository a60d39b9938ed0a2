"""Where the program begins: a build that has nothing to do ends here."""

from __future__ import annotations

import sys

from briefgen.unchanged import answer

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its status."""
    status = answer(sys.argv[1:])
    if status is not None:
        sys.exit(status)
    from briefgen.cli import main as run

    run()
