"""For whom a document is made, and whether they may have any of a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefgen.diagnostics import Diagnostic
from briefgen.model.clearance import clearance_of
from briefgen.model.dossier import Dossier
from briefgen.model.markings import Marking, Schemes
from briefgen.model.project import Audience
from briefgen.source_tree import SourceTree

__all__ = ["Reader", "heading_faults"]


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a document is made."""

    name: str
    """The audience's id."""
    audience: Audience
    language: str
    """The language of the document."""


def heading_faults(
    dossier: Dossier, tree: SourceTree, reader: Reader, schemes: Schemes, now: datetime
) -> list[Diagnostic]:
    """Return why this reader may have no document of the dossier at all."""
    name, audience = reader.name, reader.audience
    clearance = clearance_of(audience, schemes, now)
    default = schemes.parse(dossier.marking)
    floor = default if dossier.floor_marking is None else schemes.parse(dossier.floor_marking)
    found: list[Diagnostic] = []
    for field, marking in (("marking", default), ("floor_marking", floor)):
        if not found and not marking.without_embargo().is_within(clearance):
            verb = "is marked" if field == "marking" else "has the floor"
            found.append(
                Diagnostic(
                    "BG406",
                    f"the dossier {verb} {schemes.named(marking)}, above what `{name}` may see",
                    tree.heading_span(field),
                    notes=tuple(_lacking(marking, clearance, name)),
                    help=f"leave `{name}` out in briefgen.yaml, or "
                    + ("mark items one by one" if field == "marking" else "lower the floor"),
                )
            )
    for embargo, path in (
        (dossier.embargo, ("embargo",)),
        (default.embargo, ("marking", "embargo")),
        (floor.embargo if dossier.floor_marking else None, ("floor_marking", "embargo")),
    ):
        if embargo is not None and not Marking(embargo=embargo).is_within(clearance):
            found.append(
                Diagnostic(
                    "BG404",
                    f"under embargo for `{name}` until {_here(embargo, dossier).isoformat()}",
                    tree.heading_span(*path),
                    help="build it for other audiences with `-a`, or wait",
                )
            )
    return found


def _lacking(marking: Marking, clearance: Marking, name: str) -> Iterator[str]:
    known = dict(clearance.levels)
    for scheme, _ in marking.levels:
        if scheme not in known:
            yield f"the clearance of `{name}` says nothing of the scheme {scheme}"


def _here(moment: datetime, dossier: Dossier) -> datetime:
    """Return a moment in the zone of the dossier's date, as its pages have it."""
    try:
        return moment.astimezone(dossier.as_of.tzinfo)
    except OverflowError:
        return moment
