"""What a child does: the `TASK` of a module, which also serves it when `python -m` runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["Task"]


def _nothing() -> None:
    pass


def _forget(_folder: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Task:
    """What children do. None of it but `work` ever sees what a child is given."""

    work: Callable[[bytes], bytes]
    """What makes an answer of an order."""
    steps: Mapping[str, Callable[[], Iterator[object] | None]] = field(default_factory=dict)
    """What can be done before any order is known, by name, in order: load libraries, for one.
    A long one yields after each part of it, so that an order need not wait for all of it."""
    for_many: Mapping[str, int] = field(default_factory=dict)
    """By the names of steps that are worth their time only where so many orders come, or if one
    needs it."""
    if_needed: frozenset[str] = frozenset()
    """Names of steps that are taken only when an order needs them."""
    keep_in: Callable[[str], None] = _forget
    """Told, before the first step, of a folder where steps may keep what each run works out alike.
    Children cannot reach it."""
    begin: Callable[[], None] = _nothing
    """Called in each child before it is confined."""
    facts: Callable[[], Mapping[str, str]] = dict
    """What the parent wants to know of the libraries that the steps have loaded. Of a child that is
    a copy they are those of what it was copied from."""

    def take(self, step: str) -> Iterator[object]:
        """Yield after each part of a step, which is taken when this ends."""
        yield from self.steps[step]() or ()
