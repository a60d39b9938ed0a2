"""What a dossier allows, with its places: enough to say in the end what of it nobody needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from briefgen.checks.finding import Owner
from briefgen.codes import Code
from briefgen.diagnostics import Diagnostic, Span

__all__ = ["Allowance", "Exemptions"]

Allowance = tuple[Owner, str]
"""(owner, code): an entry of an item's `allow` that something was found for."""


@dataclass(frozen=True, slots=True)
class Exemptions:
    """What items allow. It outlives the dossier, of which few are in memory at once."""

    allowed: tuple[tuple[Allowance, str, Span], ...] = ()
    """(allowance, the rule as it is written, place) of each rule that is not switched off."""
    public_words: tuple[tuple[tuple[str, str, str], Span], ...] = ()
    """((family, id, words), place) of each item's `public_words`."""

    def stale(self, used: Collection[Allowance], checked: Iterable[Code]) -> Iterator[Diagnostic]:
        """Yield each allowance of the checked rules that nothing was found for."""
        codes = {rule.code for rule in checked}
        for allowance, name, span in self.allowed:
            if allowance[1] in codes and allowance not in used:
                yield Diagnostic(
                    "BG131",
                    f"`{name}` is allowed here, and nothing of the kind is found",
                    span,
                    help="remove the allowance",
                )

    def stale_words(self, passed: Collection[tuple[str, ...]]) -> Iterator[Diagnostic]:
        """Yield each of an item's `public_words` that no finished file needed.

        `passed` holds (family, id, words) of those that were needed.
        """
        for named, span in self.public_words:
            if named not in passed:
                yield Diagnostic(
                    "BG131",
                    f"`{named[2]}` may be public, and no file needs it",
                    span,
                    help="remove it from `public_words`; only words that a file holds, and that"
                    " are long enough to be looked for, have to be there",
                )
