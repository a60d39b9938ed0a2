"""For whom a document is made, and whether they may have any of a dossier."""

from __future__ import annotations

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
    found = []
    if not default.without_embargo().is_within(clearance):
        found.append(
            Diagnostic(
                "BG406",
                f"the dossier is marked {schemes.named(default)}, above what `{name}` may see",
                tree.heading_span("marking"),
                help=f"leave `{name}` out in briefgen.yaml, or mark items one by one",
            )
        )
    for embargo, path in (
        (dossier.embargo, ("embargo",)),
        (default.embargo, ("marking", "embargo")),
    ):
        if embargo is not None and not Marking(embargo=embargo).is_within(clearance):
            found.append(
                Diagnostic(
                    "BG404",
                    f"under embargo for `{name}` until {embargo.isoformat()}",
                    tree.heading_span(*path),
                    help="build it for other audiences with `-a`, or wait",
                )
            )
    return found
