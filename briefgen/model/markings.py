"""Markings: who may read. A marking has at most one level of each scheme; schemes are data.

Markings of different schemes are never converted into one another: both are kept and printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["TLP", "Marking", "MarkingError", "Scheme", "Schemes"]


class MarkingError(ValueError):
    """A label that no scheme knows. `known` are the labels that would do."""

    def __init__(self, label: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown marking `{label}`")
        self.label = label
        self.known = known


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of labels in order."""

    name: str
    """The word before the colon, such as `TLP`."""
    levels: tuple[str, ...]
    """The words after the colon, from the widest readership to the narrowest."""
    colours: tuple[str, ...] = ()
    """Text colour of each label on black, as `#RRGGBB`; white where none is given."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels as they are written and printed."""
        return tuple(f"{self.name}:{level}" for level in self.levels)


TLP = Scheme(
    "TLP",
    ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"),
    ("#FFFFFF", "#33FF00", "#FFC000", "#FFC000", "#FF2B2B"),
)
"""Source: FIRST, Traffic Light Protocol 2.0, section 5 (colours) and 2 (labels)."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A level in each of some schemes; the empty marking restricts nothing."""

    levels: tuple[tuple[str, int], ...] = ()
    """(scheme, index of the level), sorted by scheme."""

    def join(self, other: Marking) -> Marking:
        """Return the least marking that protects what either protects."""
        merged = dict(self.levels)
        for scheme, level in other.levels:
            merged[scheme] = max(level, merged.get(scheme, 0))
        return Marking(tuple(sorted(merged.items())))

    def completed(self, default: Marking) -> Marking:
        """Return this marking, with the default's level in schemes that it does not name."""
        return Marking(tuple(sorted({**dict(default.levels), **dict(self.levels)}.items())))

    def is_within(self, clearance: Marking) -> bool:
        """Return whether a reader with `clearance` may read what carries this marking.

        A scheme that the clearance does not name is not cleared.
        """
        cleared = dict(clearance.levels)
        return all(level <= cleared.get(scheme, -1) for scheme, level in self.levels)


@dataclass(frozen=True, slots=True)
class Schemes:
    """The marking schemes of a project."""

    schemes: tuple[Scheme, ...] = (TLP,)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that may be written."""
        return tuple(label for scheme in self.schemes for label in scheme.labels)

    def parse(self, labels: str | Iterable[str]) -> Marking:
        """Return the marking that the labels name.

        Raises: MarkingError for a label that is not one of `labels`, letter for letter.
        """
        marking = Marking()
        for label in (labels,) if isinstance(labels, str) else labels:
            marking = marking.join(Marking((self._place(label),)))
        return marking

    def _place(self, label: str) -> tuple[str, int]:
        for scheme in self.schemes:
            if label in scheme.labels:
                return scheme.name, scheme.labels.index(label)
        raise MarkingError(label, self.labels)

    def describe(self, marking: Marking) -> tuple[tuple[str, str], ...]:
        """Return (label, text colour on black) for each scheme of the marking."""
        by_name: Mapping[str, Scheme] = {scheme.name: scheme for scheme in self.schemes}
        described = []
        for name, level in marking.levels:
            scheme = by_name[name]
            colour = scheme.colours[level] if level < len(scheme.colours) else "#FFFFFF"
            described.append((scheme.labels[level], colour))
        return tuple(described)

    def labels_of(self, marking: Marking) -> tuple[str, ...]:
        """Return the label for each scheme of the marking."""
        return tuple(label for label, _ in self.describe(marking))

    def is_lowest(self, marking: Marking) -> bool:
        """Return whether no level of the marking is above its scheme's widest readership."""
        return all(level == 0 for _, level in marking.levels)
