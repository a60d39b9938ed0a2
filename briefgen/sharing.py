"""What a process may make besides one document, and what it may have made before."""

from __future__ import annotations

from briefgen.order import Order
from briefgen.view import View

__all__ = ["may_follow", "may_share"]


def may_share(order: Order) -> bool:
    """Return whether a process may make other documents of the order's View besides this one.

    It comes to know nothing by it that it did not know. But what it made before could change what
    it makes, so that nothing may have worked in it but what comes with us.
    """
    return not order.template.has_own(".j2", ".css")


def may_follow(order: Order, earlier: object) -> bool:
    """Return whether a process that has made an earlier order may make this one.

    It must be of the same document, and its readers must see every item still that they saw then,
    and be told the same of those that they do not see: what the process knows besides are words
    that an edit has taken out of these items. What may have taken it over, a picture, must be in
    the document still.
    """
    return (
        isinstance(earlier, Order)
        and earlier.name == order.name
        and may_share(earlier)
        and may_share(order)
        and earlier.materials.files == order.materials.files
        and earlier.materials.house == order.materials.house
        and earlier.view.restricted == order.view.restricted
        and _seen(earlier.view) <= _seen(order.view)
    )


def _seen(view: View) -> frozenset[tuple[str, str, bool]]:
    """Return (family, id, whether words stand in for it) of what its readers may see."""
    items = {
        (family, str(item.id), item.is_withheld)
        for family, items in view.families
        for item in items
    }
    sources = {("sources", name, source.is_withheld) for name, source in view.sources}
    others = {(one.family, one.identifier, False) for one in view.withheld}
    return frozenset(items | sources | others)
