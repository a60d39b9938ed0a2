"""Fill the parts that a template asks for with items of the View, in order and within limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.compose.shown import items_shown
from briefgen.model.base import Priority
from briefgen.model.project import AS_DESIGNED, GivesWay, ItemName, Layout, PartRule, Place
from briefgen.view import Record, View, origin

__all__ = ["Arrangement", "arrange", "droppable", "how_to_supply", "wanted_by"]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The parts of one document."""

    parts: tuple[Record, ...]
    """Those that have something to show: name, id, title, items, place."""
    missing: tuple[PartRule, ...]
    """Required parts for which the dossier has nothing."""
    left_out: tuple[ItemName, ...]
    """What did not get in for a limit of the template."""
    for_space: tuple[ItemName, ...] = ()
    """What was left out so that the document fits."""
    limited: tuple[tuple[str, int], ...] = ()
    """(id of a part, number of items that its limit kept out), where there are any."""


def arrange(
    view: View,
    rules: tuple[PartRule, ...],
    terms: tuple[Record, ...],
    layout: Layout = AS_DESIGNED,
) -> Arrangement:
    """Return the parts of a document.

    `terms` are the glossary entries that the document uses; a part of terms shows only these.
    `layout` says which parts stand in the main column whatever the template says, and what is left
    out for space; what a limit kept out does not come in its place.
    """
    parts, missing, left_out, for_space, limited = [], [], [], [], []
    for rule in rules:
        matching: tuple[Record, ...] = ()
        items: tuple[Record, ...] = ()
        if rule.of is not None:
            family = terms if rule.of == "terms" else view.items(rule.of)
            matching = _matching(family, rule)
            items = _within_limit(matching, rule)
            left_out.extend(_names(rule.of, matching, items))
            if len(items) < len(matching):
                limited.append((rule.id or rule.part, len(matching) - len(items)))
            kept = tuple(item for item in items if (rule.of, item.id) not in layout.dropped)
            for_space.extend(_names(rule.of, items, kept))
            items = kept
        has_content = bool(items) if rule.of is not None else _has_field(view, rule)
        if has_content:
            parts.append(_part(rule, items, len(matching) - len(items), view, layout))
        elif rule.required:
            missing.append(rule)
    return Arrangement(
        tuple(parts), tuple(missing), tuple(left_out), tuple(for_space), tuple(limited)
    )


def droppable(
    view: View, rules: tuple[PartRule, ...], gives_way: tuple[GivesWay, ...]
) -> tuple[ItemName, ...]:
    """Return the items that may be left out for space, the first to go first.

    Lower priority goes first, then what is for deeper reading, then what comes last in its part,
    so that the longest part gives first, and of equals the later part. Of a part that the document
    needs the best item stays, and glossary entries go with the words that they explain.
    """
    priorities = set(Priority) - {Priority.REQUIRED}
    allowed = {Priority(step.value).rank for step in gives_way if step.value in priorities}
    ranks: dict[ItemName, tuple[int, ...]] = {}
    kept: set[ItemName] = set()
    for part, rule in enumerate(rules):
        if rule.of is None or rule.of == "terms":
            continue
        items = _within_limit(_matching(view.items(rule.of), rule), rule)
        best = sorted(range(len(items)), key=lambda place: _rank(items[place], place))
        if rule.required and items:
            kept.add((rule.of, items[best[0]].id))
        for place, number in enumerate(best):
            item = items[number]
            name, made_from = (rule.of, item.id), origin(item)
            if made_from is None:
                kept.add(name)
            else:
                rank = (made_from.priority, made_from.depth, place, part)
                ranks[name] = min(rank, ranks.get(name, rank))
    names = [name for name, rank in ranks.items() if rank[0] in allowed and name not in kept]
    return tuple(sorted(names, key=lambda name: (ranks[name], name), reverse=True))


def wanted_by(view: View, rules: tuple[PartRule, ...]) -> frozenset[ItemName]:
    """Return the items that parts ask for, whatever their limits, and what these refer to."""
    wanted = (
        item
        for rule in rules
        if rule.of is not None
        for item in _matching(view.items(rule.of), rule)
    )
    return frozenset(items_shown(tuple(wanted)))


def _part(
    rule: PartRule,
    items: tuple[Record, ...],
    not_shown: int,
    view: View,
    layout: Layout,
) -> Record:
    identifier = rule.id or rule.part
    place = Place.MAIN if identifier in layout.in_main else rule.place
    return Record(
        {
            "name": rule.part,
            "id": identifier,
            "title": rule.title.choose(view.language, "en") if rule.title is not None else None,
            "items": items,
            "not_shown": not_shown,
            "place": place.value,
        }
    )


_HEADING_PARTS: Mapping[str, tuple[str, ...]] = {
    "summary": ("summary",),
    "bottom-line": ("bottom_line", "summary"),
}
"""Parts that print a field of the dossier itself: they are there if one of the fields is."""


def _has_field(view: View, rule: PartRule) -> bool:
    fields = _HEADING_PARTS.get(rule.part)
    return fields is None or any(getattr(view.heading, name) for name in fields)


def _matching(items: tuple[Record, ...], rule: PartRule) -> tuple[Record, ...]:
    return tuple(item for item in items if _matches(item, rule))


def _matches(item: Record, rule: PartRule) -> bool:
    made_from = origin(item)
    if made_from is not None and made_from.depth > rule.depth.rank:
        return False
    return all(_is_wanted(getattr(item, name, None), wanted) for name, wanted in rule.where.items())


def _is_wanted(value: Any, wanted: tuple[str, ...] | str | bool) -> bool:
    if isinstance(wanted, bool):
        return bool(value) is wanted
    choices = (wanted,) if isinstance(wanted, str) else wanted
    return str(value) in choices


def _within_limit(items: tuple[Record, ...], rule: PartRule) -> tuple[Record, ...]:
    """Return as many items as the rule allows, the most important ones, in their own order."""
    if rule.limit is None or len(items) <= rule.limit:
        return items
    ranked = sorted(range(len(items)), key=lambda index: _rank(items[index], index))
    return tuple(items[index] for index in sorted(ranked[: rule.limit]))


def _rank(item: Record, place: int) -> tuple[int, int, int]:
    """Return what decides who stays: priority, depth, then the author's order.

    Of events that are past, the latest stay.
    """
    made_from = origin(item)
    order = -place if getattr(item, "time", None) == "past" else place
    if made_from is None:
        return (0, 0, order)
    return (made_from.priority, made_from.depth, order)


def _names(
    family: str, matching: tuple[Record, ...], kept: tuple[Record, ...]
) -> list[tuple[str, str]]:
    kept_ids = {item.id for item in kept}
    return [(family, item.id) for item in matching if item.id not in kept_ids]


def how_to_supply(rule: PartRule) -> str:
    """Return what a dossier needs for a part that it has nothing for."""
    if rule.of is None:
        return f"add `{rule.part.replace('-', '_')}` to dossier.yaml"
    if rule.where.get("time") == "past":
        return f"add an item to `{rule.of}` that lies before the dossier's date"
    wanted = ", ".join(f"`{name}: {value}`" for name, value in rule.where.items())
    return f"add an item to `{rule.of}`{f' with {wanted}' if wanted else ''}"
