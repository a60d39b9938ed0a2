"""Ways to break the selection, each a mistake that somebody could make: each must be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import briefgen.compose.environment as environment_module
import briefgen.outcome as outcome_module
import briefgen.session as session_module
from briefgen.model.base import Item
from briefgen.model.clearance import clearance_of
from briefgen.model.dossier import FAMILIES, Dossier
from briefgen.model.markings import Schemes
from briefgen.select import Reader, selection
from briefgen.select.clearance import Clearance
from briefgen.select.stand_ins import StandIns
from briefgen.view import Origin, Record, View, origin

__all__ = ["MUTATIONS", "UNCONFINED"]

Seen = Callable[[View, Dossier, Reader, Schemes], View]


def _clearance(dossier: Dossier, reader: Reader, schemes: Schemes) -> Clearance:
    cleared = clearance_of(reader.audience, schemes, None)
    return Clearance(schemes, schemes.parse(dossier.marking), cleared)


def hidden_items(
    dossier: Dossier, reader: Reader, schemes: Schemes
) -> Iterator[tuple[str, str, Item]]:
    """Yield what a reader may not see."""
    clearance = _clearance(dossier, reader, schemes)
    for family in FAMILIES:
        for identifier, item in getattr(dossier, family).items():
            if not clearance.may_see(item):
                yield family, identifier, item


def _changing_views(change: Seen) -> Callable[[], None]:
    """Return what makes each View another one."""

    def apply() -> None:
        whole = session_module.select

        def select(dossier: Dossier, tree: Any, reader: Reader, schemes: Schemes, now: Any) -> Any:
            view, faults = whole(dossier, tree, reader, schemes, now)
            changed = view and change(view, dossier, reader, schemes)
            return changed, faults

        session_module.select = select

    return apply


def _family_unfiltered(kind: str) -> Callable[[], None]:
    def apply() -> None:
        may_see = Clearance.may_see
        Clearance.may_see = lambda self, item: (  # type: ignore[method-assign]
            type(item) is FAMILIES[kind] or may_see(self, item)
        )

    return apply


def _count(view: View, dossier: Dossier, reader: Reader, schemes: Schemes) -> int:
    return len(list(hidden_items(dossier, reader, schemes)))


def _counts(view: View, *rest: Any) -> View:
    number = _count(view, *rest)
    return replace(view, restricted=(("events", number),) if number else ())


def _heading(view: View, *rest: Any) -> View:
    return replace(view, heading=Record({**dict(view.heading), "number": str(_count(view, *rest))}))


def _order(view: View, *rest: Any) -> View:
    step = -1 if _count(view, *rest) % 2 else 1
    return replace(view, families=tuple((name, items[::step]) for name, items in view.families))


def _banner(view: View, dossier: Dossier, reader: Reader, schemes: Schemes) -> View:
    clearance = _clearance(dossier, reader, schemes)
    floor = view.floor
    for _, _, item in hidden_items(dossier, reader, schemes):
        floor = floor.join(clearance.marking(item))
    return replace(view, floor=floor)


def _manifest(view: View, dossier: Dossier, reader: Reader, schemes: Schemes) -> View:
    names = tuple(
        replace_reason(family, identifier)
        for family, identifier, _ in hidden_items(dossier, reader, schemes)
    )
    return replace(view, withheld=(*view.withheld, *names))


def replace_reason(family: str, identifier: str) -> Any:
    """Return the record of an item as if its reader may know of it."""
    from briefgen.view import Withheld

    return Withheld(family, identifier, "depth")


def _figures(view: View, dossier: Dossier, reader: Reader, schemes: Schemes) -> View:
    """Every figure's file goes with the document, though nothing prints it."""
    families = []
    for name, items in view.families:
        shown = items
        for family, _, item in hidden_items(dossier, reader, schemes):
            if name == family == "figures" and items:
                mark = origin(items[0])
                blank = {**dict(items[0]), "file": vars(item)["file"], "id": "blank"}
                where = Origin("figures", "blank", mark.marking if mark else view.floor)
                shown = (*shown, Record(blank, where))
        families.append((name, shown))
    return replace(view, families=tuple(families))


def _sources(view: View, dossier: Dossier, reader: Reader, schemes: Schemes) -> View:
    """Each item says of how many that are hidden it is one."""
    number = _count(view, dossier, reader, schemes)
    families = []
    for name, items in view.families:
        changed = tuple(
            Record({**dict(item), "depth_of_hidden": number}, origin(item)) for item in items
        )
        families.append((name, changed))
    return replace(view, families=tuple(families))


def _stand_in_words() -> None:
    whole = selection._Selection._stand_in

    def stand_in(self: Any, family: str, identifier: str, item: Item, *rest: Any) -> Any:
        record = whole(self, family, identifier, item, *rest)
        words = vars(item).get("name") or vars(item).get("text") or vars(item).get("title")
        if record is None or words is None:
            return record
        text = words if isinstance(words, str) else words.choose("en", "en").source
        shown = replace(dict(record)["title"], source=text)
        names = dict.fromkeys(("name", "title", "text", "proposition"), shown)
        return Record({**dict(record), **names}, origin(record))

    selection._Selection._stand_in = stand_in  # type: ignore[method-assign]


def _stand_in_numbers() -> None:
    whole = StandIns.__init__

    def begin(self: Any, dossier: Dossier, clearance: Clearance, *rest: Any) -> None:
        whole(self, dossier, clearance, *rest)
        for family in FAMILIES:
            for identifier, item in getattr(dossier, family).items():
                if not clearance.may_see(item):
                    self._id((family, identifier))

    StandIns.__init__ = begin  # type: ignore[method-assign]


def _places_in_log() -> None:
    whole = selection._Selection._check_text

    def check(self: Any, text: Any, owner: Any, path: Any, printed: Any = None) -> None:
        whole(self, text, owner, path)

    selection._Selection._check_text = check  # type: ignore[method-assign]


def _files_in_entry() -> None:
    whole = outcome_module.document_entry
    dossiers: dict[str, str] = {}

    def entry(document: Any, view: View, composition: Any, **rest: Any) -> dict[str, Any]:
        made = whole(document, view, composition, **rest)
        return {**made, "dossier_digest": dossiers.get(document.dossier, "")}

    def remember(view: View, dossier: Dossier, *_: Any) -> View:
        dossiers[view.dossier] = str(hash(repr(dossier)))
        return view

    _changing_views(remember)()
    outcome_module.document_entry = entry


MUTATIONS: dict[str, Callable[[], None]] = {
    "events are not filtered": _family_unfiltered("events"),
    "terms are not filtered": _family_unfiltered("terms"),
    "figures are not filtered": _family_unfiltered("figures"),
    "sources are not filtered": _family_unfiltered("sources"),
    "what is hidden is counted": _changing_views(_counts),
    "the heading counts what is hidden": _changing_views(_heading),
    "what is hidden changes the order": _changing_views(_order),
    "the banner knows what is hidden": _changing_views(_banner),
    "the manifest names what is hidden": _changing_views(_manifest),
    "the files of hidden figures are copied": _changing_views(_figures),
    "a field that only a hostile template prints": _changing_views(_sources),
    "a stand-in has the words of the item": _stand_in_words,
    "stand-ins are numbered with what is hidden": _stand_in_numbers,
    "the log shows a line of a hidden item": _places_in_log,
    "the manifest has a digest of the whole dossier": _files_in_entry,
}
"""What is wrong → what makes it so, in the process that builds."""


def _unconfined() -> None:
    import jinja2

    class Loose(jinja2.Environment):
        def lend(self, name: str, function: Any) -> None:
            self.globals[name] = function

    environment_module.Confined = Loose


UNCONFINED: dict[str, Callable[[], None]] = {"templates run without a sandbox": _unconfined}
