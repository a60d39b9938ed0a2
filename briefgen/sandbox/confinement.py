"""What keeps a process from the machine, in layers; each holds without the others."""

from __future__ import annotations

from briefgen.sandbox.audit import refuse_all_but
from briefgen.sandbox.landlock import restrict_files
from briefgen.sandbox.limits import Limits, impose
from briefgen.sandbox.seccomp import filter_calls, give_up_privileges

__all__ = ["LAYERS", "confine"]

LAYERS = ("limits", "no new privileges", "Landlock", "seccomp", "Python audit hook")
"""What there can be, from the outside in."""


def confine(limits: Limits, readable: tuple[str, ...], scratch: str) -> tuple[str, ...]:
    """Confine this process for good, and return the layers that hold, of LAYERS.

    It keeps the files that are open, may read those that are `readable` or below, and may write
    in `scratch`. A layer that the system does not have is left out.
    """
    held = [impose(limits), give_up_privileges()]
    # Landlock first: the filter leaves no way to ask for it
    held.append(bool(held[1] and restrict_files(readable, (scratch,))))
    held.append(held[1] and filter_calls())
    refuse_all_but(readable, (scratch,))
    return tuple(name for name, holds in zip(LAYERS, (*held, True), strict=True) if holds)
