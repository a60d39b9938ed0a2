"""One child from the parent's side: hand it an order, take its answer, see it end."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, Protocol, Self

from briefgen import errors
from briefgen.sandbox.channel import LongMessageError, receive, send
from briefgen.sandbox.child import CRASHED
from briefgen.sandbox.limits import Ended, Limit, Limits, limit_of
from briefgen.sandbox.patience import Watch

__all__ = ["Answer", "Child", "Failure", "Ready", "Sitting"]

_START_S = 120.0
"""So long a child may take to be ready: its libraries come from a disk that may be slow."""
_END_S = 2.0
"""So long a child may take to be gone when it has answered, or was killed."""
_HELLO = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child made. It is not to be trusted: the child may have been taken over."""

    content: bytes = field(repr=False)
    layers: tuple[str, ...] = ()
    """What confined the child when it was given its order."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A child that gave no answer."""

    limit: Limit | None
    """The limit that ended it, if it was one."""
    how: str
    """How it ended, for people."""
    trace: str = ""
    """What Python said, if it was the child's own error."""


class Child(Protocol):
    """A process that does orders."""

    orders: int
    """The descriptor that leads to it."""
    answers: int
    """The descriptor that leads from it."""
    is_orphan: bool
    """Whether it ended because what made it did."""

    def kill(self) -> None: ...

    def wait(self, patience_s: float) -> Ended: ...

    def leave(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Ready:
    """A child that waits for an order, and rehearses meanwhile."""

    child: Child
    limits: Limits
    needs: tuple[str, ...]
    """Limits and steps of the order that it is for."""
    giving: Thread
    """Who gives it what it rehearses."""
    knows: object
    """What stands for all that it has come to know; None for nothing."""

    def is_like(self, limits: Limits, needs: tuple[str, ...], knows: object) -> bool:
        """Return whether it is for such orders, and has come to know just this."""
        return (self.limits, self.needs) == (limits, needs) and self.knows is knows


class _Nursery(Protocol):
    is_closed: bool

    def learn(self, facts: Mapping[str, str]) -> None: ...

    def ready(
        self, limits: Limits, needs: tuple[str, ...], may_have_known: Callable[[object], bool]
    ) -> Ready | None: ...

    def start(self, limits: Limits, needs: tuple[str, ...], *, is_trial: bool) -> Child: ...

    def forget(self, child: Child) -> None: ...


class Sitting:
    """Orders that are given one after the other, by one thread. At its end all its children end."""

    def __init__(self, nursery: _Nursery) -> None:
        self._nursery = nursery
        self._staying: _Staying | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def run(
        self,
        order: bytes,
        limits: Limits,
        needs: tuple[str, ...] = (),
        *,
        knows: object = None,
        may_have_known: Callable[[object], bool] = lambda _: False,
        meanwhile: Callable[[], object] = lambda: None,
        is_trial: bool = False,
    ) -> Answer | Failure:
        """Return what a child makes of an order, see `Nursery.run`.

        `may_have_known` says of what a child that is ready has come to know whether it may have.
        `meanwhile` is called when a child has its order; what it raises ends the child. An OSError
        or EOFError would be taken for the child's end.

        Where `knows` is given, the child stays, and gets the next order for which it is the same:
        it stands for all that the child may come to know. A child that stayed, or was ready, and
        does not do well is followed by a new one, for what it did before may be why.
        """
        known = self._known(limits, needs, knows, may_have_known, is_trial=is_trial)
        if known is not None:
            came = None
            # what it was prepared with, and this order does not need, may be what failed
            with suppress(errors.BriefgenError, RuntimeError):
                came = self._asked(known, order, meanwhile)
            if isinstance(came, Answer):
                return came
        self.end()
        while True:
            child = self._nursery.start(limits, needs, is_trial=is_trial)
            staying = self._staying = _Staying(child, limits, needs, knows)
            came = self._asked(staying, order, meanwhile)
            if came is not None:
                return came

    def _known(
        self,
        limits: Limits,
        needs: tuple[str, ...],
        knows: object,
        may_have_known: Callable[[object], bool],
        *,
        is_trial: bool,
    ) -> _Staying | None:
        """Return a child that has stayed, or that is ready, for such an order."""
        staying = self._staying
        if staying is not None and knows is not None and staying.is_for(knows, limits, needs):
            return staying
        self.end()
        ready = None if is_trial else self._nursery.ready(limits, needs, may_have_known)
        if ready is not None:
            # who knows something else besides does this order and no other
            stays_for = knows if ready.knows is None else None
            self._staying = _Staying(ready.child, limits, needs, stays_for)
        return self._staying

    def end(self) -> None:
        """End the child that stays, if one does."""
        if self._staying is not None:
            self._bury(self._staying, is_waited_for=False)

    def _asked(
        self, staying: _Staying, order: bytes, meanwhile: Callable[[], object]
    ) -> Answer | Failure | None:
        """Return what becomes of a child, which stays if it may; None if it ended with the zygote.

        Raises: what the child could not be prepared for, or what `meanwhile` raises.
        """
        child, limits, nursery = staying.child, staying.limits, self._nursery
        timer = Watch(child, _START_S)
        has_begun = staying.hello is not None
        try:
            with timer:
                if staying.hello is None:
                    staying.hello = _said(receive(child.answers, _HELLO))
                    nursery.learn(staying.hello["facts"])
                    has_begun = True
                timer.begin(limits.wall_s)
                send(child.orders, order)
                meanwhile()
                answer = receive(child.answers, (limits.answer_mib << 20) + 1)
        except LongMessageError:
            self._bury(staying)
            return Failure(Limit.ANSWER, "it had more to hand back than it may")
        except (EOFError, OSError):
            ended = self._bury(staying, has_ended=True)
            if child.is_orphan and not timer.has_fired and not nursery.is_closed:
                return None
            if timer.has_fired and not has_begun:
                return Failure(None, f"it had not begun after {_START_S} s")
            limit = limit_of(ended, limits, has_timed_out=timer.has_fired)
            return Failure(limit, _how(ended))
        except BaseException:
            self._bury(staying)
            raise
        if answer[:1] == CRASHED:
            self._bury(staying)
            trace = answer[1:].decode("utf-8", "replace").strip()
            return Failure(None, trace.rsplit("\n", 1)[-1], trace)
        if staying.knows is None:
            # it takes as long to be gone as to be started
            self._bury(staying, is_waited_for=False)
        return Answer(answer[1:], tuple(staying.hello["layers"]))

    def _bury(
        self, staying: _Staying, *, has_ended: bool = False, is_waited_for: bool = True
    ) -> Ended:
        """End a child: it may have more to do, and is not asked."""
        self._staying = None
        try:
            if not is_waited_for:
                staying.child.leave()
                return Ended(0)
            if not has_ended:
                staying.child.kill()
            return staying.child.wait(_END_S)
        finally:
            self._nursery.forget(staying.child)


@dataclass(slots=True)
class _Staying:
    """A child that is at work, or waits for its next order."""

    child: Child
    limits: Limits
    needs: tuple[str, ...]
    """What it was prepared for."""
    knows: object
    """What stands for all that it may come to know; None if it does not stay."""
    hello: dict[str, Any] | None = None
    """What it said first; None until then."""

    def is_for(self, knows: object, limits: Limits, needs: tuple[str, ...]) -> bool:
        """Return whether it may be given an order of this kind."""
        return self.knows is knows and (self.limits, self.needs) == (limits, needs)


def _how(ended: Ended) -> str:
    if ended.signal:
        return f"it was ended by {ended.signal}, after {ended.cpu_s:.1f} s of the processor"
    return f"it ended with status {ended.status} and gave no answer"


def _said(message: bytes) -> dict[str, Any]:
    """Return a child's first message. It knows no order yet, so that it can be believed.

    Raises: what the child could not be prepared for.
    """
    hello: dict[str, Any] = json.loads(message)
    if "error" not in hello:
        return hello
    known = getattr(errors, hello["error"], None)
    if isinstance(known, type) and issubclass(known, errors.BriefgenError):
        raise known(hello["message"], help=hello["help"])
    raise RuntimeError(f"a worker could not be prepared: {hello['message']}")
