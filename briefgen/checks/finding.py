"""What a rule says, and what a rule is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from briefgen.codes import Code
from briefgen.diagnostics import Span
from briefgen.model.walk import Path

if TYPE_CHECKING:
    from briefgen.checks.case import DossierCase
    from briefgen.checks.document import DocumentCase
    from briefgen.checks.layout import LayoutCase

__all__ = ["THE_DOSSIER", "DocumentRule", "DossierRule", "Finding", "LayoutRule", "Owner", "Rule"]

C_contra = TypeVar("C_contra", contravariant=True)

Owner = tuple[str, str]
"""(family, id) of an item."""
THE_DOSSIER: Owner = ("", "")
"""The owner of the dossier's own fields."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found; its place and severity are worked out by whoever reports it."""

    owner: Owner
    """Whose fault it is: there an author may allow it."""
    message: str
    """What is wrong here, lower case, without a full stop."""
    path: Path = ()
    """The field, from the item down; the item's key if empty."""
    token: str = ""
    """Words of the field to point at; the whole field if empty."""
    help: str | None = None
    """What to do; the rule's `instead` if not given."""
    notes: tuple[str, ...] = ()
    """Facts that help to see why, one a line."""
    span: Span | None = None
    """Where it is, in a file that is none of the dossier's own; else worked out from the field."""
    related: tuple[tuple[Owner, Path, str], ...] = ()
    """Other places that explain it: owner, field, what is there."""


class Rule(Protocol[C_contra]):
    """A module that looks at a case of some kind."""

    RULE: Code

    def check(self, case: C_contra) -> Iterable[Finding]:
        """Yield what is wrong, in the order of the author or of the reader."""


DossierRule: TypeAlias = "Rule[DossierCase]"
"""Looks at a dossier as a whole."""
DocumentRule: TypeAlias = "Rule[DocumentCase]"
"""Looks at one composed document."""
LayoutRule: TypeAlias = "Rule[LayoutCase]"
"""Looks at the pages of one document."""
