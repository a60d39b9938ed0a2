"""An Order: everything that one document is made of, to be made anywhere. A Delivery: what came.

An order holds what the document's audience may see and nothing else. A delivery may come from a
process that hostile content has taken over, so it is read as data and judged by who ordered it.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter

from briefgen.compose import Materials, Written
from briefgen.diagnostics import Diagnostic
from briefgen.model.project import Layout
from briefgen.render import RENDERERS, Rendered
from briefgen.sandbox import Limits
from briefgen.templates import Template
from briefgen.view import View

__all__ = ["Delivery", "Order", "UnreadableError", "delivery_of", "order_of", "packed", "sent"]


class UnreadableError(Exception):
    """Bytes that are no delivery."""


@dataclass(frozen=True, slots=True)
class Order:
    """One document to be made."""

    name: str
    """`dossier/template/audience/language`, for messages."""
    view: View
    template: Template
    materials: Materials
    formats: tuple[str, ...] | None = None
    """What it is rendered as; None to compose it and no more."""
    layout: Layout = field(default_factory=Layout)
    """The layout to begin with; an order that is only composed has no other."""
    least_fill: float = 0.0
    """How full the last page of several must be, from 0 to 1."""
    limits: Limits = field(default_factory=Limits)
    """What making it may take."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was made of an order."""

    written: Written | None = None
    """The pages of the layout that was chosen; None where an error was found."""
    faults: tuple[Diagnostic, ...] = ()
    """What was found while it was composed, or why nothing came."""
    laid_out: Rendered | None = None
    """Its pages; without content unless a PDF was asked for."""
    rendered: tuple[tuple[str, Rendered], ...] = ()
    """(format, file) of the other formats."""


def order_of(content: bytes) -> Order:
    """Return an order that was sent. Only for bytes from the parent: they can do anything."""
    order = pickle.loads(content)
    assert isinstance(order, Order)
    return order


def sent(order: Order) -> bytes:
    """Return an order as bytes."""
    return pickle.dumps(order, protocol=pickle.HIGHEST_PROTOCOL)


_SMALL = 4 << 20
"""Bytes that all of a delivery may have but for its long texts and files."""
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Packed:
    """A delivery without its long texts and files, and the length of each of these."""

    delivery: Delivery
    lengths: tuple[int, ...] = field(default=())


_PACKED: TypeAdapter[_Packed] = TypeAdapter(_Packed)


def packed(delivery: Delivery) -> bytes:
    """Return a delivery as bytes: a small head as JSON, then what is long, as it is."""
    written, laid_out = delivery.written, delivery.laid_out
    blobs = [
        *(text.encode() for text in _texts(written)),
        *([laid_out.content] if laid_out else []),
        *(result.content for _, result in delivery.rendered),
    ]
    small = replace(
        delivery,
        written=replace(written, html="", markdown="", page_css="") if written else None,
        laid_out=replace(laid_out, content=b"") if laid_out else None,
        rendered=tuple((name, replace(one, content=b"")) for name, one in delivery.rendered),
    )
    head = _PACKED.dump_json(_Packed(small, tuple(map(len, blobs))))
    return b"".join([len(head).to_bytes(_LENGTH, "big"), head, *blobs])


def delivery_of(content: bytes) -> Delivery:
    """Return the delivery that bytes say; whoever wrote them, nothing is done but read.

    Raises: UnreadableError when they say none.
    """
    try:
        return _delivery_of(memoryview(content))
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error


def _delivery_of(content: memoryview) -> Delivery:
    length = int.from_bytes(content[:_LENGTH], "big")
    if length > _SMALL:
        raise ValueError("its head is too long")
    head = _PACKED.validate_json(bytes(content[_LENGTH : _LENGTH + length]), strict=True)
    at, blobs = _LENGTH + length, []
    for size in head.lengths:
        if not 0 <= size <= len(content) - at:
            raise ValueError("its parts do not fit")
        blobs.append(bytes(content[at : at + size]))
        at += size
    return _filled(head.delivery, iter(blobs))


def _filled(small: Delivery, blobs: Any) -> Delivery:
    written, laid_out = small.written, small.laid_out
    if written is not None:
        html, markdown, page_css = (str(next(blobs), "utf-8") for _ in range(len(_texts(written))))
        written = replace(written, html=html, markdown=markdown, page_css=page_css)
    if laid_out is not None:
        laid_out = replace(laid_out, content=next(blobs))
    rendered = tuple((name, replace(one, content=next(blobs))) for name, one in small.rendered)
    if not {name for name, _ in rendered} <= RENDERERS.keys():
        raise ValueError("it has a format that there is not")
    return replace(small, written=written, laid_out=laid_out, rendered=rendered)


def _texts(written: Written | None) -> tuple[str, ...]:
    return (written.html, written.markdown, written.page_css) if written is not None else ()
