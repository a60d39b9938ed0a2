"""An Order: everything that one document is made of, to be made anywhere. A Delivery: what came.

An order holds what the document's audience may see and nothing else. A delivery may come from a
process that hostile content has taken over, so it is read as data and judged by who ordered it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from briefgen.codes import CODES
from briefgen.compose import Materials, Written
from briefgen.diagnostics import Diagnostic
from briefgen.model.project import Layout
from briefgen.render import RENDERERS, Rendered
from briefgen.sandbox import Limits
from briefgen.templates import Template
from briefgen.view import View

__all__ = ["Delivery", "Order", "UnreadableError", "deliveries_of", "orders_of", "packed", "sent"]


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
    known: str = ""
    """The digest of a page, as designed, of which it is known what comes of it: if this order gives
    the same, that is all the answer. Of an order with nothing else changed."""


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
    first_job: str = ""
    """The digest of the page as designed, before anything gave way."""
    is_known: bool = False
    """Whether that is the one that the order calls known; it has no more than its faults then."""

    @property
    def files(self) -> Mapping[str, Rendered]:
        """The files of the other formats, by format."""
        return dict(self.rendered)


def orders_of(content: bytes) -> tuple[Order, ...]:
    """Return orders that were sent. Only for bytes from the parent: they can do anything."""
    orders = pickle.loads(content)
    assert isinstance(orders, tuple)
    return orders


def sent(*orders: Order) -> bytes:
    """Return orders as bytes; what they share is in it once."""
    return pickle.dumps(orders, protocol=pickle.HIGHEST_PROTOCOL)


_SMALL = 4 << 20
"""Bytes that all of a delivery may have but for its long texts and files."""
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Packed:
    """A delivery without its long texts and files, and the length of each of these."""

    delivery: Delivery
    lengths: tuple[int, ...] = field(default=())


_PACKED: TypeAdapter[_Packed] = TypeAdapter(_Packed)


def packed(*deliveries: Delivery) -> bytes:
    """Return deliveries as bytes: of each a small head as JSON, then what is long, as it is."""
    return b"".join(piece for delivery in deliveries for piece in _pieces(delivery))


def _pieces(delivery: Delivery) -> tuple[bytes, ...]:
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
    return (len(head).to_bytes(_LENGTH, "big"), head, *blobs)


def deliveries_of(content: bytes, number: int) -> tuple[Delivery, ...]:
    """Return the deliveries that bytes say; whoever wrote them, nothing is done but read.

    Raises: UnreadableError when they do not say so many.
    """
    try:
        return tuple(_deliveries_of(memoryview(content), number))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error


def _deliveries_of(content: memoryview, number: int) -> Iterator[Delivery]:
    at = 0

    def take(size: int, most: int) -> bytes:
        nonlocal at
        if not 0 <= size <= min(most, len(content) - at):
            raise ValueError("its parts do not fit")
        at += size
        return bytes(content[at - size : at])

    for _ in range(number):
        length = int.from_bytes(take(_LENGTH, _LENGTH), "big")
        head = _PACKED.validate_json(take(length, _SMALL), strict=True)
        blobs = [take(size, len(content)) for size in head.lengths]
        if len(blobs) != _number_of_blobs(head.delivery):
            raise ValueError("its parts are not those of its head")
        yield _filled(head.delivery, iter(blobs))
    if at != len(content):
        raise ValueError("there is more of it than was ordered")


def _number_of_blobs(small: Delivery) -> int:
    return 3 * bool(small.written) + bool(small.laid_out) + len(small.rendered)


def _filled(small: Delivery, blobs: Iterator[bytes]) -> Delivery:
    written, laid_out = small.written, small.laid_out
    if written is not None:
        html, markdown, page_css = (str(next(blobs), "utf-8") for _ in range(len(_texts(written))))
        written = replace(written, html=html, markdown=markdown, page_css=page_css)
    if laid_out is not None:
        laid_out = replace(laid_out, content=next(blobs))
    rendered = tuple((name, replace(one, content=next(blobs))) for name, one in small.rendered)
    if not {name for name, _ in rendered} <= RENDERERS.keys():
        raise ValueError("it has a format that there is not")
    if laid_out is not None and not laid_out.laid_out.is_possible:
        raise ValueError("its pages are as no paper is")
    files = [*([laid_out] if laid_out else []), *(one for _, one in rendered)]
    faults = [*small.faults, *(fault for one in files for fault in one.diagnostics)]
    if not {fault.code for fault in faults} <= CODES.keys():
        raise ValueError("it reports what no code stands for")
    return replace(small, written=written, laid_out=laid_out, rendered=rendered)


def _texts(written: Written | None) -> tuple[str, ...]:
    return (written.html, written.markdown, written.page_css) if written is not None else ()
