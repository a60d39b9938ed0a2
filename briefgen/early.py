"""What a command is sure to need, begun before its own modules are loaded.

To load the layout engine takes about as long as to load the command, its project and its rules; a
machine with two processors does both at once. It is also the earliest moment, so that what is
copied for templates to work in has never held anything but a few modules of Python.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from briefgen.private_folder import FONTS, common_folder
from briefgen.sandbox.nursery import Nursery
from briefgen.unchanged import BUILDS

__all__ = ["begin", "begun", "end", "nursery"]

_MAKES = {**dict.fromkeys(BUILDS, True), "check": False, "verify": True}
"""Commands that make documents, and whether they render them."""
_ELSEWHERE = ("--help", "-h", "--no-sandbox", "--workers")
_begun: list[Nursery] = []


def begin(arguments: Sequence[str]) -> None:
    """Start what makes documents if the command line asks for some.

    A guess suffices: what is not taken is ended, and who finds nothing starts it.
    """
    command = next((word for word in arguments if not word.startswith("-")), "")
    is_elsewhere = any(word.split("=")[0] in _ELSEWHERE for word in arguments)
    if command not in _MAKES or is_elsewhere or os.environ.get("BRIEFGEN_WORKERS"):
        return
    try:
        _begun.append(nursery(prepares=_MAKES[command]))
    except OSError:
        # who needs it says so
        return


def nursery(*, prepares: bool) -> Nursery:
    """Return what makes documents, started now.

    Raises: OSError when there is no room for temporary files.
    """
    return Nursery("briefgen.workers", prepares=prepares, kept=common_folder(FONTS))


def begun() -> Nursery | None:
    """Return what was started, which is now the caller's to close; None if nothing was."""
    return _begun.pop() if _begun else None


def end() -> None:
    """End what nobody took."""
    if (left := begun()) is not None:
        left.close()
