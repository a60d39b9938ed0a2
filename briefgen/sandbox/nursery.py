"""Where children come from, from the parent's side: start them, and end them all."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from briefgen.sandbox.channel import send
from briefgen.sandbox.copied import Copier
from briefgen.sandbox.limits import Limits
from briefgen.sandbox.scratch import Scratch
from briefgen.sandbox.sitting import Answer, Child, Failure, Ready, Sitting
from briefgen.sandbox.spawned import Spawned
from briefgen.sandbox.zygote import can_fork, request, start_zygote

__all__ = ["Nursery"]


class Nursery:
    """Starts a child for each order, from any thread: copies of a zygote, or new interpreters.

    Why a zygote: libraries are loaded once, and while the parent still reads. Why a child each: no
    state goes from one order to the next, and what a child has taken is free when it ends. Only in
    a `Sitting` may one child get several orders, where who gives them says so of each.
    """

    def __init__(
        self,
        module: str,
        *,
        prepares: bool = True,
        may_fork: bool = True,
        kept: str | None = None,
    ) -> None:
        """Make it before anything is loaded that children must not see.

        `module` is the name of the one whose `TASK` the children do; this process does not load it.
        A nursery that `prepares` takes the task's steps while nobody asks for a child. What they
        work out alike in each run lies in the folder `kept`, if there is one. Raises: OSError when
        there is no room for a folder for temporary files.
        """
        self._module = module
        self._scratch = Scratch()
        self._numbers = count(1)
        self._zygote: Copier | None = None
        self._lock = Lock()
        self.is_closed = False
        self._spawned: set[Spawned] = set()
        """Children at work that no zygote ends."""
        self._ready: Ready | None = None
        """A child that waits for an order."""
        self.facts: Mapping[str, str] = {}
        """What the last child said of its libraries."""
        if may_fork and can_fork():
            try:
                begun = start_zygote(module, self._scratch, prepares=prepares, kept=kept)
                self._zygote = Copier(*begun)
            except OSError:
                self._scratch.remove()
                raise

    def _lose(self, zygote: Copier) -> None:
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
                zygote.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every child, and leave nothing behind; none can be started any more."""
        self._send_away()
        with self._lock:
            self.is_closed = True
            zygote, self._zygote = self._zygote, None
            for child in self._spawned:
                child.kill()
        if zygote is not None:
            zygote.close()
        self._scratch.remove()

    def run(
        self,
        order: bytes,
        limits: Limits,
        needs: tuple[str, ...] = (),
        *,
        is_trial: bool = False,
    ) -> Answer | Failure:
        """Return what a new child makes of an order. `needs` are the task's steps that it takes.

        A trial has nothing to do: who prepares meanwhile need not wait until it has ended.

        A child that ends only because the zygote did is followed by one that has its own
        interpreter. Raises: BriefgenError when the machine lacks what the steps need; OSError when
        no process can be started; RuntimeError when this is closed.
        """
        with self.sitting() as one:
            return one.run(order, limits, needs, is_trial=is_trial)

    def sitting(self) -> Sitting:
        """Return what gives one child after another its order, or the same one if it may stay."""
        return Sitting(self)

    def forget(self, child: Child) -> None:
        """Take note that a child has ended."""
        if isinstance(child, Spawned):
            with self._lock:
                self._spawned.discard(child)

    def be_ready(
        self,
        rehearsal: bytes,
        limits: Limits,
        needs: tuple[str, ...],
        also: tuple[str, ...] = (),
        knows: object = None,
    ) -> None:
        """Start a child for the next order that asks for such a one, unless one waits already.

        It does a rehearsal, an order of which nothing is wanted, so that it has touched what it
        will need. `knows` stands for what it comes to know by that, None for nothing. `also` are
        steps that it does not need, and that are worth their time while nobody waits.

        Raises: OSError when no process can be started; RuntimeError when this is closed.
        """
        with self._lock:
            waits = self._ready
        if waits is not None and waits.is_like(limits, needs, knows):
            return
        self._send_away()
        child = self.start(limits, (*needs, *also), rehearses=True)
        # one that still loads takes little at once
        giving = Thread(target=_give, args=(os.dup(child.orders), rehearsal), daemon=True)
        with self._lock:
            self._ready = Ready(child, limits, needs, giving, knows)
        giving.start()

    def learn(self, facts: Mapping[str, str]) -> None:
        """Note what a child has said of its libraries."""
        self.facts = facts

    def _send_away(self) -> None:
        """End the child that is ready, if one is."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.child.leave()
            self.forget(ready.child)

    def ready(
        self, limits: Limits, needs: tuple[str, ...], may_have_known: Callable[[object], bool]
    ) -> Ready | None:
        """Return the child that is ready for such an order, if there is one and nobody took it."""
        with self._lock:
            found = self._fitting(limits, needs, may_have_known)
            if found is None:
                return None
            self._ready = None
            return found

    def is_ready(
        self, limits: Limits, needs: tuple[str, ...], may_have_known: Callable[[object], bool]
    ) -> bool:
        """Return whether a child is ready for such an order; another thread may take it."""
        with self._lock:
            return self._fitting(limits, needs, may_have_known) is not None

    def _fitting(
        self, limits: Limits, needs: tuple[str, ...], may_have_known: Callable[[object], bool]
    ) -> Ready | None:
        found = self._ready
        if found is None or (found.limits, found.needs) != (limits, needs):
            return None
        if found.giving.is_alive():
            # it has not even begun
            return None
        return found if found.knows is None or may_have_known(found.knows) else None

    def start(
        self,
        limits: Limits,
        needs: tuple[str, ...],
        *,
        is_trial: bool = False,
        rehearses: bool = False,
    ) -> Child:
        """Return a new child. Raises: OSError when no process can be started."""
        number = next(self._numbers)
        with self._lock:
            zygote = self._zygote
        if zygote is not None:
            try:
                message = request(number, limits, needs, is_trial=is_trial, rehearses=rehearses)
                return zygote.start(number, message)
            except OSError:
                # somebody has ended it; what is loaded by now must not be copied
                self._lose(zygote)
        folder = self._scratch.path / f"child-{number}"
        with self._lock:
            # who is closed has nobody who would end it, nor its folder
            if self.is_closed:
                raise RuntimeError("no child is started any more")
            child = Spawned(self._module, limits, needs, folder, rehearses=rehearses)
            self._spawned.add(child)
        return child


def _give(orders: int, rehearsal: bytes) -> None:
    """Give a rehearsal through a descriptor of this thread's own: the child's may be another's."""
    try:
        # who asks it next sees that it is gone
        with suppress(OSError):
            send(orders, rehearsal)
    finally:
        os.close(orders)
