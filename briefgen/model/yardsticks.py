"""Likelihood words and the ranges they stand for.

Source: ICD 203 (2015), D.6.e.(2).(a); UK Professional Head of Intelligence Assessment yardstick.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.dossier import Yardstick

__all__ = ["YARDSTICKS", "Rung", "rung"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a yardstick."""

    words: tuple[str, ...]
    """The words that mean the same, lower case."""
    low: int
    """Per cent."""
    high: int
    """Per cent."""


YARDSTICKS: dict[Yardstick, tuple[Rung, ...]] = {
    Yardstick.ICD203: (
        Rung(("almost no chance", "remote"), 1, 5),
        Rung(("very unlikely", "highly improbable"), 5, 20),
        Rung(("unlikely", "improbable"), 20, 45),
        Rung(("roughly even chance", "roughly even odds"), 45, 55),
        Rung(("likely", "probable"), 55, 80),
        Rung(("very likely", "highly probable"), 80, 95),
        Rung(("almost certain", "nearly certain"), 95, 99),
    ),
    Yardstick.PHIA: (
        Rung(("remote chance",), 0, 5),
        Rung(("highly unlikely",), 10, 20),
        Rung(("unlikely",), 25, 35),
        Rung(("realistic possibility",), 40, 50),
        Rung(("likely", "probable"), 55, 75),
        Rung(("highly likely",), 80, 90),
        Rung(("almost certain",), 95, 100),
    ),
}


def rung(yardstick: Yardstick, word: str) -> Rung | None:
    """Return the step that a word stands for, None if the yardstick does not know the word."""
    folded = " ".join(word.casefold().split())
    return next((step for step in YARDSTICKS[yardstick] if folded in step.words), None)
