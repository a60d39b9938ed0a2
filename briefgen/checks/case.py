"""What rules on a whole dossier look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from briefgen.archives import Examination, examine
from briefgen.checks.finding import THE_DOSSIER, Owner
from briefgen.checks.passages import Passage, passages_of
from briefgen.model.base import Item
from briefgen.model.clearance import marking_of
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.model.markings import Marking
from briefgen.model.settings import CheckSettings
from briefgen.project import Project
from briefgen.prose import Citation, find_citations
from briefgen.source_tree import SourceTree

__all__ = ["DossierCase"]


@dataclass(frozen=True)
class DossierCase:
    """A sound dossier, and all that its rules may ask about it. What is costly is made once."""

    dossier: Dossier
    tree: SourceTree
    """Where everything stands."""
    project: Project
    """Audiences, schemes, thresholds."""
    now: datetime
    """The time of the check, with a zone."""
    read: Callable[[str], bytes | None]
    """(path from the dossier's folder) → a file's bytes, None where there is no such file."""
    is_whole: bool = True
    """Whether nothing was left out for errors: a rule on what is missing looks at it first."""

    @property
    def settings(self) -> CheckSettings:
        """What `briefgen.yaml` says of the linter."""
        return self.project.file.checks

    @property
    def today(self) -> date:
        """The day that plans and deadlines are held against."""
        if self.settings.compare_with == "today":
            return self.now.astimezone(self.dossier.as_of.tzinfo).date()
        return self.dossier.as_of.date()

    def items(self) -> Iterator[tuple[Owner, Item]]:
        """Yield every item of every family, in the author's order."""
        for family in FAMILIES:
            for identifier, item in getattr(self.dossier, family).items():
                yield (family, identifier), item

    def marking(self, item: Item) -> Marking:
        """Return who may read an item, by its own marking and the dossier's.

        An embargo counts as long as it lasts: until the dossier's date, or the day of the check.
        """
        whole = self.project.schemes.parse(self.dossier.marking)
        return marking_of(item, whole, self.project.schemes).as_at(self._moment)

    @cached_property
    def default_marking(self) -> Marking:
        """Who may read what carries no marking of its own."""
        return self.project.schemes.parse(self.dossier.marking).as_at(self._moment)

    @property
    def _moment(self) -> datetime:
        return self.now if self.settings.compare_with == "today" else self.dossier.as_of

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the dossier in every language, its own fields first."""
        found = list(passages_of(THE_DOSSIER, self._heading, self.dossier.language))
        for owner, item in self.items():
            found += passages_of(owner, item, self.dossier.language)
        return tuple(found)

    @cached_property
    def citations(self) -> Mapping[Owner, tuple[Citation, ...]]:
        """The citations in the texts of each item, and of the dossier itself."""
        found: dict[Owner, list[Citation]] = {}
        for passage in self.passages:
            if "@" in passage.text.source:
                found.setdefault(passage.owner, []).extend(find_citations(passage.text))
        return {owner: tuple(citations) for owner, citations in found.items()}

    @cached_property
    def archives(self) -> Examination:
        """The archived texts, the quotes that were looked up in them, and the lock."""
        return examine(self.dossier, self.read)

    @cached_property
    def _heading(self) -> Heading:
        values = {name: getattr(self.dossier, name) for name in Heading.model_fields}
        return Heading.model_construct(**values)
