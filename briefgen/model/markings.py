"""Markings: who may read. A marking is a product of axes, each of which has a join of its own.

Markings of different schemes are never converted into one another: both are kept and printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from briefgen.model.base import LocalText, MarkingAxes, Path
from briefgen.model.communities import COUNTRIES

__all__ = [
    "FOREVER", "TLP", "Marking", "MarkingError", "Scheme", "Schemes", "WrittenMarking", "moment_of",
]  # fmt: skip

FOREVER = datetime.max.replace(tzinfo=UTC)
"""As the embargo of a clearance: its reader is bound by none."""

WrittenMarking = str | tuple[str, ...] | MarkingAxes
"""A marking as an author writes it."""


class MarkingError(ValueError):
    """A word of a marking that means nothing here, or a marking that says nothing clear."""

    def __init__(
        self, axis: str, word: str, known: tuple[str, ...] = (), path: Path = (), why: str = ""
    ) -> None:
        super().__init__(why or f"unknown {axis} `{word}`")
        self.axis = axis
        """`marking`, `caveat` or `community`."""
        self.label = word
        """Empty where a word is missing."""
        self.known = known
        """The words that would do."""
        self.path = path
        """Where it stands, from the marking down."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A set of labels in order."""

    name: str
    """The word before the colon, such as `TLP`."""
    levels: tuple[str, ...]
    """The words after the colon, from the widest readership to the narrowest."""
    colours: tuple[str, ...] = ()
    """Text colour of each label on black, as `#RRGGBB`; white where none is given."""
    abbreviations: tuple[str, ...] = ()
    """What portion marks say for each label; the label itself where none is given."""

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
    """Four axes; the empty marking restricts nothing.

    A clearance is a marking too: the highest that its reader may read. There `releasable_to` is who
    reads, and None means a public, which only what is releasable to everybody may reach; `embargo`
    is the moment of reading.
    """

    levels: tuple[tuple[str, int], ...] = ()
    """(scheme, index of the level), sorted by scheme."""
    caveats: frozenset[str] = frozenset()
    """Names of caveats."""
    releasable_to: frozenset[str] | None = None
    """Codes of countries, all of whose readers may have it; None for everybody."""
    embargo: datetime | None = None
    """In UTC; not to be read before it."""

    def join(self, other: Marking) -> Marking:
        """Return the least marking that protects what either protects."""
        merged = dict(self.levels)
        for scheme, level in other.levels:
            merged[scheme] = max(level, merged.get(scheme, 0))
        return Marking(
            tuple(sorted(merged.items())),
            self.caveats | other.caveats,
            _common(self.releasable_to, other.releasable_to),
            max(filter(None, (self.embargo, other.embargo)), default=None),
        )

    def is_within(self, clearance: Marking) -> bool:
        """Return whether a reader with `clearance` may read what carries this marking.

        Between two markings it is the order that belongs to `join`. A scheme that the clearance
        does not name is not cleared.
        """
        cleared = dict(clearance.levels)
        return (
            all(level <= cleared.get(scheme, -1) for scheme, level in self.levels)
            and self.caveats <= clearance.caveats
            and _is_released(self.releasable_to, clearance.releasable_to)
            and (
                self.embargo is None
                or (clearance.embargo is not None and self.embargo <= clearance.embargo)
            )
        )

    def as_at(self, moment: datetime) -> Marking:
        """Return this marking as it is at a moment: an embargo that has passed is gone."""
        is_over = self.embargo is not None and self.embargo <= moment
        return replace(self, embargo=None) if is_over else self

    def without_embargo(self) -> Marking:
        """Return this marking with no embargo."""
        return replace(self, embargo=None)


def _common(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _is_released(to: frozenset[str] | None, readers: frozenset[str] | None) -> bool:
    return to is None or (readers is not None and readers <= to)


def moment_of(value: datetime) -> datetime:
    """Return a moment in UTC; one at the edge of time stays inside it."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return FOREVER if value.year > 1 else datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Schemes:
    """All words that the markings of a project are made of."""

    schemes: tuple[Scheme, ...] = (TLP,)
    caveats: tuple[tuple[str, LocalText], ...] = ()
    """(name, what is printed), in the order in which they are printed."""
    groups: tuple[tuple[str, frozenset[str]], ...] = ()
    """(name, codes of its countries)."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that may be written."""
        return tuple(label for scheme in self.schemes for label in scheme.labels)

    def parse(self, written: WrittenMarking, default: Marking = Marking()) -> Marking:
        """Return the marking that an author wrote; axes that it does not name are the default's.

        Of the levels each scheme is named or not. Raises: MarkingError for what `problems` finds.
        """
        for problem in self.problems(written):
            raise problem
        axes = _axes(written)
        own = Marking()
        for label in _words(axes.level):
            own = own.join(Marking((self._place(label),)))
        caveats, released, embargo = default.caveats, default.releasable_to, default.embargo
        if axes.caveats is not None:
            caveats = frozenset(_words(axes.caveats))
        if axes.releasable_to is not None:
            is_free = axes.releasable_to == "all"
            released = None if is_free else self.expanded(_words(axes.releasable_to))
        if axes.embargo is not None:
            embargo = None if axes.embargo == "none" else moment_of(axes.embargo)
        levels = tuple(sorted({**dict(default.levels), **dict(own.levels)}.items()))
        return Marking(levels, caveats, released, embargo)

    def problems(self, written: WrittenMarking) -> Iterator[MarkingError]:
        """Yield what is wrong with a marking: nothing in it is guessed."""
        axes = _axes(written)
        is_by_axes = isinstance(written, MarkingAxes)
        named: dict[str, str] = {}
        for index, label in enumerate(_words(axes.level)):
            path: Path = ("level", index) if is_by_axes else (index,)
            if label not in self.labels:
                yield MarkingError("marking", label, self.labels, path)
                continue
            scheme, _ = self._place(label)
            if scheme in named:
                why = f"`{label}` and `{named[scheme]}` are of one scheme, `{scheme}`"
                yield MarkingError("marking", label, (), path, why)
            named.setdefault(scheme, label)
        known = tuple(name for name, _ in self.caveats)
        for index, name in enumerate(_words(axes.caveats)):
            if name not in known:
                yield MarkingError("caveat", name, known, ("caveats", index))
        if axes.releasable_to == ():
            why = "this is releasable to nobody"
            yield MarkingError("community", "", (), ("releasable_to",), why)
        if axes.releasable_to != "all":
            yield from self.unknown_communities(_words(axes.releasable_to), ("releasable_to",))

    def unknown_communities(self, names: Iterable[str], path: Path = ()) -> Iterator[MarkingError]:
        """Yield each name that is neither a country's nor a group's."""
        groups = tuple(name for name, _ in self.groups)
        for index, name in enumerate(names):
            if name not in COUNTRIES and name not in groups:
                yield MarkingError("community", name, (*groups, *sorted(COUNTRIES)), (*path, index))

    def expanded(self, names: Iterable[str]) -> frozenset[str]:
        """Return the countries that known names stand for."""
        members = dict(self.groups)
        return frozenset(chain.from_iterable(members.get(name, (name,)) for name in names))

    def contracted(self, countries: frozenset[str]) -> tuple[str, ...]:
        """Return the shortest names for countries: groups that are wholly among them, then codes.

        Of several groups the largest is taken first, and none for a country alone.
        """
        left, names = countries, []
        for name, members in sorted(self.groups, key=lambda group: -len(group[1])):
            if members <= countries and len(members & left) > 1:
                names.append(name)
                left -= members
        return (*names, *sorted(left))

    def _place(self, label: str) -> tuple[str, int]:
        for scheme in self.schemes:
            if label in scheme.labels:
                return scheme.name, scheme.labels.index(label)
        raise MarkingError("marking", label, self.labels)

    def describe(self, marking: Marking) -> tuple[tuple[str, str], ...]:
        """Return (label, text colour on black) for each scheme of the marking, in their order."""
        return tuple(
            (scheme.labels[level], "".join(scheme.colours[level : level + 1]) or "#FFFFFF")
            for scheme, level in self._levels(marking)
        )

    def labels_of(self, marking: Marking) -> tuple[str, ...]:
        """Return the label for each scheme of the marking."""
        return tuple(label for label, _ in self.describe(marking))

    def abbreviations_of(self, marking: Marking) -> tuple[str, ...]:
        """Return what portion marks say for each scheme of the marking."""
        return tuple(
            "".join(scheme.abbreviations[level : level + 1]) or scheme.labels[level]
            for scheme, level in self._levels(marking)
        )

    def _levels(self, marking: Marking) -> Iterator[tuple[Scheme, int]]:
        levels = dict(marking.levels)
        return ((scheme, levels[scheme.name]) for scheme in self.schemes if scheme.name in levels)

    def caveats_of(self, marking: Marking) -> tuple[str, ...]:
        """Return the names of the caveats, in the project's order."""
        return tuple(name for name, _ in self.caveats if name in marking.caveats)

    def axes_of(self, marking: Marking) -> dict[str, Any]:
        """Return a marking as it could be written; without the axes that say nothing."""
        axes: dict[str, Any] = {"level": list(self.labels_of(marking))}
        if marking.caveats:
            axes["caveats"] = list(self.caveats_of(marking))
        if marking.releasable_to is not None:
            axes["releasable_to"] = sorted(marking.releasable_to)
        if marking.embargo is not None:
            axes["embargo"] = marking.embargo.isoformat()
        return axes

    def named(self, marking: Marking) -> str:
        """Return all axes in a few English words, for messages."""
        words = [*self.labels_of(marking), *self.caveats_of(marking)]
        if marking.releasable_to is not None:
            to = ", ".join(self.contracted(marking.releasable_to)) or "nobody"
            words.append(f"releasable to {to}")
        if marking.embargo is not None:
            words.append(f"embargoed until {marking.embargo.isoformat()}")
        return ", ".join(words)

    def is_lowest(self, marking: Marking) -> bool:
        """Return whether no level of the marking is above its scheme's widest readership."""
        return all(level == 0 for _, level in marking.levels)

    def is_open(self, marking: Marking) -> bool:
        """Return whether everybody may read it, sooner or later."""
        return self.is_lowest(marking) and not marking.caveats and marking.releasable_to is None


def _axes(written: WrittenMarking) -> MarkingAxes:
    return written if isinstance(written, MarkingAxes) else MarkingAxes(level=written)


def _words(written: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return a word or several as several; nothing for none."""
    if written is None:
        return ()
    return (written,) if isinstance(written, str) else written
