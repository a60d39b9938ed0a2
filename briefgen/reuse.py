"""What was made before need not be made again: the same order gives the same delivery.

A key is the digest of all that a delivery is a function of: the order, the program, its packages,
the libraries of the system. What comes from a store is judged and proved like what comes from a
worker. Only what this user's own machine remembers to have proved is not proved again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from briefgen.cache import Store
from briefgen.canonical import Digests
from briefgen.compose import Composition, HouseLook
from briefgen.diagnostics import Diagnostic, Span
from briefgen.model.markings import Marking, Schemes
from briefgen.order import Delivery, Order, UnreadableError, deliveries_of, packed
from briefgen.prove import Proof, Secrets
from briefgen.sandbox import Limits
from briefgen.templates import Template
from briefgen.view import Record, View, origin, records_in

__all__ = ["Came", "Delivered", "NoReuse", "Origin", "Reuse", "view_marking"]

_MOST_VIEWS = 16
_OF_WORKERS = ("BG615", "BG616", "BG617")
"""Codes that say that a document could not be made now; the next time it may."""


class Origin(StrEnum):
    """Where a delivery came from."""

    MADE = "made"
    KEPT = "kept"
    """This machine had it."""
    SHARED = "shared"
    """The shared cache had it."""
    SAME_PAGE = "same page"
    """Its page came out as the one of which it is known what becomes of it."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery, and where it came from."""

    delivery: Delivery
    origin: Origin = Origin.MADE
    seconds: float = 0.0
    """How long it took to come."""


@dataclass(slots=True)
class Came:
    """An order that is ready to be given, with what is needed to keep what comes of it."""

    order: Order
    key: str = ""
    """Empty until it is worked out."""
    first_key: str = ""
    """Says, with the digest of its first job, what else decides on what comes of it."""


class Make(Protocol):
    """Gives orders to who makes documents."""

    def __call__(self, order: Order, *, meanwhile: Callable[[], object] = ...) -> Delivery:
        """Return what was made of an order, see `Worker.make`."""


class _FoundError(Exception):
    """What is being made is in a store."""

    def __init__(self, found: Delivered) -> None:
        super().__init__()
        self.found = found


class NoReuse:
    """Makes everything anew, and keeps nothing."""

    not_shared: frozenset[str] = frozenset()
    native: Mapping[str, str] = MappingProxyType({})
    trouble: Exception | None = None

    def prepared(self, order: Order, *, is_hurried: bool = False) -> Came:
        """Return an order as it is."""
        return Came(order)

    def deliver(self, came: Came, make: Make) -> Delivered:
        """Return what is made of an order."""
        return Delivered(make(came.order))

    def keep(self, came: Came, delivered: Delivered, composition: Composition) -> None:
        """Keep nothing."""

    def be_ready(self, *evidence: object) -> None:
        """Do nothing: nothing is remembered."""

    def run(self, examine: Callable[[], Proof], *_evidence: object) -> Proof:
        """Return the proof, run now."""
        return examine()

    def close(self) -> None:
        """Do nothing."""


class Reuse:
    """Looks for deliveries in stores, and keeps there what is made."""

    def __init__(
        self,
        own: Store,
        program: str,
        shared: Store | None = None,
        may_be_shared: Callable[[Marking], bool] = lambda _: False,
        proved_with: object = (),
        native: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Use a store of this machine, and one that is shared if there is one.

        `program` stands for briefgen's own files, `native` are the versions of the system's
        libraries, `proved_with` stands for what else proofs depend on; `may_be_shared` says of a
        marking whether what carries it may lie in the shared store.
        """
        self.native = native
        """With what everything was made that is used again."""
        self._own, self._shared, self._may_be_shared = own, shared, may_be_shared
        self._digests = Digests(
            (View, Template, HouseLook, Schemes, Record, Secrets, Composition), ignored=(Span,)
        )
        self._made_with = self._digests.of((program, native))
        self._proved_with = self._digests.of((program, native), proved_with)
        self._writers = ThreadPoolExecutor(4) if shared is not None else None
        self._markings: dict[int, tuple[View, Marking]] = {}
        self._views: list[View] = []
        self.not_shared: set[str] = set()
        """Names of documents that were not put into the shared store, for their marking."""

    def prepared(self, order: Order, *, is_hurried: bool = False) -> Came:
        """Return an order with its keys. It says itself what is known, if it is not in a store.

        One that `is_hurried` gets its keys while it is made.
        """
        self._make_room(order.view)
        came = Came(order)
        if is_hurried:
            return came
        self._find_keys(came)
        last = self._last(order.name)
        known = last.get("first", "") if last.get("first_key") == came.first_key else ""
        came.order = replace(order, known=known)
        return came

    def _find_keys(self, came: Came) -> None:
        order = came.order
        decisive = replace(order, limits=Limits(), known="")
        came.key = self._digests.of("delivery", self._made_with, decisive)
        came.first_key = self._digests.of(
            self._made_with, order.template.file, order.formats, order.least_fill, order.layout
        )

    def deliver(self, came: Came, make: Make) -> Delivered:
        """Return what is in a store or else what is made of an order. For several threads."""
        if not came.key:
            return self._hurried(came, make)
        if (known := self._stored(came)) is not None:
            return known
        made = make(came.order)
        if made.is_known and came.order.known:
            last = self._last(came.order.name)
            found = _unpacked(self._own.get(str(last.get("key"))))
            if found is not None and found.first_job == came.order.known:
                # what is said of items that are not on the page may be another
                return Delivered(replace(found, faults=made.faults), Origin.SAME_PAGE)
            made = make(replace(came.order, known=""))
        return Delivered(made)

    def _hurried(self, came: Came, make: Make) -> Delivered:
        """Return what is made of an order unless it is found in a store meanwhile."""

        def look() -> None:
            self._find_keys(came)
            if (known := self._stored(came)) is not None:
                raise _FoundError(known)

        try:
            made = make(came.order, meanwhile=look)
        except _FoundError as found:
            return found.found
        if not came.key:  # nobody had the time
            self._find_keys(came)
        return Delivered(made)

    def _stored(self, came: Came) -> Delivered | None:
        """Return what is in a store."""
        found = _unpacked(self._own.get(came.key))
        if found is not None:
            return Delivered(found, Origin.KEPT)
        if self._shared is not None:
            found = _unpacked(self._shared.get(came.key))
            if found is not None:
                return Delivered(found, Origin.SHARED)
        return None

    def keep(self, came: Came, delivered: Delivered, composition: Composition) -> None:
        """Keep a delivery that was believed."""
        delivery, order = delivered.delivery, came.order
        if not _is_lasting(delivery):
            return
        content = packed(delivery)
        if delivered.origin is not Origin.KEPT:
            self._own.put(came.key, content)
        if self._shared is not None and delivered.origin is not Origin.SHARED:
            assert self._writers is not None
            if not self._may_be_shared(self._marking(order.view).join(composition.marking)):
                self.not_shared.add(order.name)
            else:
                self._writers.submit(_share, self._shared, came.key, content, delivered.origin)
        # what takes the place of an item that was dropped is not on the first page, nor is what a
        # template of the project prints only where something else has given way
        layout, is_ours = composition.layout, order.template.is_all_built_in
        lasts = not layout.dropped and (is_ours or layout == order.layout)
        self._own.put(
            _key_of_last(order.name),
            json.dumps(
                {
                    "key": came.key,
                    "first": delivery.first_job if lasts else "",
                    "first_key": came.first_key,
                }
            ).encode(),
        )

    def be_ready(self, *evidence: object) -> None:
        """Work out what later proofs on this evidence, among other, are remembered by."""
        self._digests.of(evidence)

    def run(self, examine: Callable[[], Proof], *evidence: object) -> Proof:
        """Return a proof; one that found nothing is not run again on the same evidence."""
        key = self._digests.of("proof", self._proved_with, evidence)
        known = self._own.get(key)
        if known is not None:
            said = json.loads(known)
            return Proof((), frozenset(map(tuple, said["passed"])), said["pages"])
        proof = examine()
        if not proof.faults:
            said = {"passed": sorted(proof.passed), "pages": proof.pages}
            self._own.put(key, json.dumps(said).encode())
        return proof

    def close(self) -> None:
        """Wait until everything is kept."""
        if self._writers is not None:
            self._writers.shutdown()

    @property
    def trouble(self) -> Exception | None:
        """Why the shared store could not be used."""
        return getattr(self._shared, "trouble", None)

    def _make_room(self, view: View) -> None:
        """Let go of earlier Views: there may be thousands in a run."""
        if self._views and self._views[-1] is view:
            return
        self._views.append(view)
        if len(self._views) > _MOST_VIEWS:
            self._views.clear()
            self._markings.clear()
            self._digests.forget()

    def _last(self, name: str) -> dict[str, str]:
        content = self._own.get(_key_of_last(name))
        said: dict[str, str] = json.loads(content) if content is not None else {}
        return said

    def _marking(self, view: View) -> Marking:
        known = self._markings.get(id(view))
        if known is None or known[0] is not view:
            known = self._markings[id(view)] = (view, view_marking(view))
        return known[1]


def view_marking(view: View) -> Marking:
    """Return the join of all that a View holds."""
    found = view.floor.join(view.marking)
    items = [record for _, records in view.families for record in records]
    for record in records_in((*items, *(source for _, source in view.sources))):
        made_from = origin(record)
        if made_from is not None:
            found = found.join(made_from.marking)
    return found


def _share(store: Store, key: str, content: bytes, origin: Origin) -> None:
    # what this machine had may be there already, or was made before the project named a cache
    if origin is not Origin.KEPT or not store.has(key):
        store.put(key, content)


def _key_of_last(name: str) -> str:
    return Digests().of("last", name)


def _unpacked(content: bytes | None) -> Delivery | None:
    if content is None:
        return None
    try:
        return deliveries_of(content, 1)[0]
    except UnreadableError:
        return None


def _is_lasting(delivery: Delivery) -> bool:
    """Return whether the same order would give the same again."""
    files = (*([delivery.laid_out] if delivery.laid_out else []), *delivery.files.values())
    faults: tuple[Diagnostic, ...] = delivery.faults
    faults += tuple(fault for file in files for fault in file.diagnostics)
    return delivery.written is not None and all(fault.code not in _OF_WORKERS for fault in faults)
