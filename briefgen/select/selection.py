"""What one audience may see of a dossier: the security boundary.

Nothing that is dropped here exists for anything after it. A marking says who may read, and decides
alone what is a secret; `audiences` and `depth` say for whom it is worth reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import Any

from pydantic import BaseModel

from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.language_tag import same_language
from briefgen.located import find
from briefgen.model.base import Item, LocalText, Ref
from briefgen.model.clearance import clearance_of, floor_of
from briefgen.model.dates import EventDate
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.model.events import Event
from briefgen.model.markings import Schemes
from briefgen.model.sources import Source
from briefgen.model.text import Text
from briefgen.model.walk import Path, field_references, local_texts
from briefgen.model.yardsticks import YARDSTICKS, rung
from briefgen.prose import find_citations
from briefgen.select.clearance import Clearance
from briefgen.select.faults import untranslated, withheld_reference
from briefgen.select.reader import Reader, heading_faults
from briefgen.select.records import (
    MOST_OF_A_FAMILY,
    NOT_FOR_TEMPLATES,
    depth_in,
    lacks_a_reference,
    order_of,
    time_of,
    without_place_in_withheld,
)
from briefgen.select.stand_ins import StandIns
from briefgen.source_tree import SourceTree
from briefgen.view import Origin, Record, View, Withheld

__all__ = ["select"]


def select(
    dossier: Dossier, tree: SourceTree, reader: Reader, schemes: Schemes, now: datetime
) -> tuple[View | None, tuple[Diagnostic, ...]]:
    """Return what the reader may see, None when an error was found, with every fault.

    `tree` gives the places of faults, `now` is held against the embargo.
    """
    faults = heading_faults(dossier, tree, reader, schemes, now)
    if faults:
        return None, tuple(faults)
    clearance = Clearance(
        schemes, schemes.parse(dossier.marking), clearance_of(reader.audience, schemes, now)
    )
    selection = _Selection(dossier, tree, reader, schemes, clearance)
    view, found = selection.view(), tuple(selection.faults.values())
    return (None if any(one.severity is Severity.ERROR for one in found) else view), found


class _Selection:
    """One pass over a dossier for one reader."""

    def __init__(
        self,
        dossier: Dossier,
        tree: SourceTree,
        reader: Reader,
        schemes: Schemes,
        clearance: Clearance,
    ) -> None:
        self.dossier = dossier
        self.tree = tree
        self.reader = reader
        self.schemes = schemes
        self.clearance = clearance
        self.faults: dict[tuple[Any, ...], Diagnostic] = {}
        self._checked: set[tuple[str, str]] = set()
        self._records: dict[tuple[str, str, int], Record] = {}
        self._stand_ins = StandIns(dossier, clearance, reader.language)

    def view(self) -> View:
        families, withheld, restricted = [], [], []
        for family in FAMILIES:
            shown, hidden = [], 0
            for identifier, item in getattr(self.dossier, family).items():
                if not self.clearance.may_see(item):
                    hidden += 1
                    continue
                reason = self._why_not(item)
                if reason and family != "sources":
                    withheld.append(Withheld(family, identifier, reason))
                else:
                    shown.append(self._record(family, identifier, ()))
            families.append((family, tuple(sorted(shown, key=order_of))))
            if hidden and self.reader.audience.placeholder:
                restricted.append((family, hidden))
        return View(
            dossier=self.tree.name,
            audience=self.reader.name,
            language=self.reader.language,
            heading=self._heading(),
            families=tuple(families),
            marking=self.clearance.default,
            floor=floor_of(self.dossier, self.schemes),
            sources=tuple(self._citable_sources()),
            as_of=self.dossier.as_of,
            withheld=tuple(withheld),
            restricted=tuple(restricted),
        )

    def _citable_sources(self) -> Iterator[tuple[str, Record]]:
        for identifier, source in self.dossier.sources.items():
            if self.clearance.may_see(source):
                yield identifier, self._record("sources", identifier, ())
            elif (stand_in := self._stand_ins.known("sources", identifier)) is not None:
                yield stand_in.id, stand_in

    def _why_not(self, item: Item) -> str | None:
        """Return why an item that the reader may see is not worth their while."""
        if item.audiences is not None and self.reader.name not in item.audiences:
            return "audience"
        if item.depth.rank > self.reader.audience.depth.rank:
            return "depth"
        return None

    def _heading(self) -> Record:
        fields = {}
        for name in Heading.model_fields:
            if name in ("allow", "marking", "floor_marking", "format"):
                continue
            value = getattr(self.dossier, name)
            fields[name] = self._plain(value, (), (name,), None, ("", ""))
        for path, text in local_texts(self.dossier, Heading):
            self._check_text(text, ("", ""), path)
        fields["yardstick_rows"] = tuple(
            Record({"words": step.labels(self.reader.language), "low": step.low, "high": step.high})
            for step in YARDSTICKS[self.dossier.yardstick]
        )
        return Record(fields)

    def _record(self, family: str, identifier: str, above: tuple[tuple[str, str], ...]) -> Record:
        """Return an item as plain data, with the records of what it refers to in place of ids.

        `above` are the items on the way here: a circle of references ends where it would close.
        """
        key = (family, identifier)
        # what a record refers to depends only on how many of its own family stand above it
        place = (*key, depth_in(family, above))
        if place in self._records:
            return self._records[place]
        item: Item = getattr(self.dossier, family)[identifier]
        fields: dict[str, Any] = {}
        within = (*above, key)
        values = vars(item)
        for name, ref in field_references(type(item)):
            if name not in NOT_FOR_TEMPLATES:
                value = values[name]
                # a source has many fields, and most of them are empty
                fields[name] = (
                    None if value is None else self._plain(value, within, (name,), ref, key)
                )
        if key not in self._checked:
            self._checked.add(key)
            for path, text in local_texts(item):
                if path != ("stand_in",):
                    self._check_text(text, key, path)
        fields |= {"id": identifier, "is_withheld": False}
        if isinstance(item, Event):
            fields["time"] = time_of(item, self.dossier.as_of.date())
        word = fields.get("likelihood") or ""
        step = rung(self.dossier.yardstick, word) if word else None
        if step is not None:
            fields["likelihood_range"] = Record({"low": step.low, "high": step.high})
            labels = step.labels(self.reader.language)
            fields["likelihood"] = word if word in labels else labels[0]
        source = item if isinstance(item, Source) else None
        marking = self.clearance.marking(item)
        record = Record(
            without_place_in_withheld(fields),
            Origin(family, identifier, marking, item.priority.rank, item.depth.rank, source),
        )
        self._records[place] = record
        return record

    def _plain(
        self,
        value: Any,
        above: tuple[tuple[str, str], ...],
        path: Path,
        ref: Ref | None,
        owner: tuple[str, str],
    ) -> Any:
        """Return a value as plain immutable data in the reader's language."""
        if value is None or isinstance(value, EventDate):
            return value
        if isinstance(value, LocalText):
            return self._stand_ins.text(value)
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, str):
            return self._referred(ref.family, value, above, path, owner) if ref else value
        if isinstance(value, BaseModel):
            model: type[BaseModel] = type(value)
            fields = {
                name: self._plain(getattr(value, name), above, (*path, name), inner, owner)
                for name, inner in field_references(model)
            }
            if lacks_a_reference(value, fields):
                return None
            return Record(without_place_in_withheld(fields))
        if isinstance(value, tuple):
            plain = (
                self._plain(element, above, (*path, index), ref, owner)
                for index, element in enumerate(value)
            )
            return tuple(element for element in plain if element is not None)
        if isinstance(value, dict):
            return tuple(
                (
                    self._plain(key, above, (*path, key), ref, owner),
                    self._plain(element, above, (*path, key), None, owner),
                )
                for key, element in value.items()
            )
        return value

    def _referred(
        self,
        family: str,
        identifier: str,
        above: tuple[tuple[str, str], ...],
        path: Path,
        owner: tuple[str, str],
    ) -> Record | None:
        """Return the record of what is referred to, or of the words that stand in for it."""
        item = getattr(self.dossier, family)[identifier]
        if not self.clearance.may_see(item):
            return self._stand_in(family, identifier, item, self._span(owner, path), owner)
        if depth_in(family, above) >= MOST_OF_A_FAMILY or (family, identifier) in above:
            return None
        return self._record(family, identifier, above)

    def _stand_in(
        self, family: str, identifier: str, item: Item, span: Span, owner: tuple[str, str]
    ) -> Record | None:
        known = self._stand_ins.known(family, identifier)
        if known is not None:
            return known
        made = self._stand_ins.make(family, identifier, item)
        if made is not None and item.stand_in is not None:
            self._check_text(item.stand_in, (family, identifier), ("stand_in",), span)
            return made
        target = self.tree.item_span(family, identifier)
        self._report(withheld_reference(owner[1], identifier, self.reader, span, target))
        return None

    def _check_text(
        self, text: LocalText, owner: tuple[str, str], path: Path, printed: Span | None = None
    ) -> None:
        """Report citations of sources that the reader may not see, and missing translations.

        `printed` is where words that stand in are printed: the log of a document that can be made
        shows no line of an item that its reader may not see.
        """
        chosen = text.choose(self.reader.language, self.dossier.language)
        for citation in find_citations(chosen):
            source = self.dossier.sources[citation.key]
            if not self.clearance.may_see(source):
                span = self._span(owner, path)
                place = find(self.tree.lines(span.path), span, f"@{citation.key}")
                self._stand_in("sources", citation.key, source, place, owner)
        if not text.is_native and not same_language(chosen.language, self.reader.language):
            self._missing_translation(chosen, owner, path, printed)

    def _missing_translation(
        self, text: Text, owner: tuple[str, str], path: Path, printed: Span | None
    ) -> None:
        title = self.dossier.title.choose(self.reader.language, self.dossier.language)
        is_title = (owner, path) == (("", ""), ("title",))
        if not is_title and not same_language(title.language, self.reader.language):
            # the dossier is not in this language at all: said once, at its title
            return
        span, is_stand_in = printed or self._span(owner, path), printed is not None
        self._report(untranslated(text, self.reader, span, is_stand_in=is_stand_in))

    def _span(self, owner: tuple[str, str], path: Path) -> Span:
        return self.tree.item_span(*owner, *path) if owner[0] else self.tree.heading_span(*path)

    def _report(self, fault: Diagnostic) -> None:
        self.faults.setdefault((fault.code, fault.message, fault.span), fault)
