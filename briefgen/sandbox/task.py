"""What a child does: the `TASK` of a module, which also serves it when `python -m` runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

__all__ = ["Task"]


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Task:
    """What children do. None of it but `work` ever sees what a child is given."""

    work: Callable[[bytes], bytes]
    """What makes an answer of an order."""
    steps: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    """What can be done before any order is known, by name, in order: load libraries, for one."""
    begin: Callable[[], None] = _nothing
    """Called in each child before it is confined."""
    facts: Callable[[], Mapping[str, str]] = dict
    """What the parent wants to know of the child's libraries; asked before the order is sent."""
