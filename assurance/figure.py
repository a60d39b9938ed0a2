"""What a row of the table of promises is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Figure", "Row"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured of one promise."""

    text: str
    """For the table, one line of Markdown without `|`: what was tried, how often, what came out."""
    holds: bool
    """Whether it is as promised."""
    details: tuple[str, ...] = ()
    """What went wrong, one line each; printed, not put in the table."""


class Row(Protocol):
    """A module of this folder: one threat or fault, and what shows that it is met."""

    THREAT: str
    """What can go wrong: a few words of Markdown."""

    ANSWER: str
    """What briefgen does about it: one sentence without a full stop."""

    def measure(self, share: float) -> Figure:
        """Return what is found now.

        `share`, above 0 to 1, says how much of the whole number of attempts is made; each kind of
        attempt is made at least once.
        """
