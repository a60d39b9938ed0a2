"""What was found of one thing that a build needs, or that changes what it writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

__all__ = ["Finding", "Group", "State", "can_build", "sort_out"]


class State(StrEnum):
    """How a thing is."""

    GOOD = "good"
    MISSING = "missing"
    DIFFERENT = "different"


class Group(StrEnum):
    """What kind of thing it is, as a heading."""

    PROGRAM = "program"
    PACKAGES = "packages"
    LIBRARIES = "native libraries"
    FONTS = "fonts"
    SANDBOX = "sandbox"
    TOOLS = "tools"
    PLACES = "places"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing and how it is."""

    group: Group
    name: str
    state: State
    found: str = ""
    """Its version, or what it is in a few words; empty if it is not there."""
    is_needed: bool = False
    """Whether no document can be built while it is missing."""
    wanted: str | None = None
    """The version that it differs from."""
    wanted_by: str | None = None
    """Whose version that is: `last build` or `pinned`."""
    help: str | None = None
    """What to do."""

    @property
    def is_in_the_way(self) -> bool:
        """Return whether documents cannot be built for it."""
        return self.is_needed and self.state is State.MISSING


def can_build(findings: Iterable[Finding]) -> bool:
    """Return whether documents can be built."""
    return not any(finding.is_in_the_way for finding in findings)


def sort_out(
    findings: Iterable[Finding], last_build: Mapping[str, str], pins: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Return the findings, those that are of other versions than those wanted as different.

    The last build counts before the pins: its files are there, and are to come out again.
    """
    return tuple(_compared(finding, last_build, pins) for finding in findings)


def _numbers(version: str) -> list[str | int]:
    """Return the parts of a version; 4.004 is 4.4."""
    return [int(part) if part.isdecimal() else part for part in version.split(".")]


_VERSIONED = (Group.PROGRAM, Group.PACKAGES, Group.LIBRARIES)


def _compared(finding: Finding, last_build: Mapping[str, str], pins: Mapping[str, str]) -> Finding:
    if finding.group not in _VERSIONED or finding.state is not State.GOOD:
        return finding
    for wanted, whose, advice in (
        (last_build.get(finding.name), "last build", "build again here, or install that version"),
        (pins.get(finding.name.lower()), "pinned", f"python -m pip install {finding.name}=={{}}"),
    ):
        if wanted is not None and _numbers(wanted) == _numbers(finding.found):
            # what was built last came out with it
            return finding
        if wanted is not None:
            return replace(
                finding,
                state=State.DIFFERENT,
                wanted=wanted,
                wanted_by=whose,
                help=f"files may come out with other bytes: {advice.format(wanted)}",
            )
    return finding
