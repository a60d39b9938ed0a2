"""Children from the parent's side: start one, hand it an order, take its answer, see it end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from types import TracebackType
from typing import Any, Protocol, Self

from briefgen import errors
from briefgen.sandbox.channel import LongMessageError, receive, send
from briefgen.sandbox.child import CRASHED
from briefgen.sandbox.copied import Copier
from briefgen.sandbox.limits import Ended, Limit, Limits, limit_of
from briefgen.sandbox.patience import Watch
from briefgen.sandbox.scratch import Scratch
from briefgen.sandbox.spawned import Spawned
from briefgen.sandbox.zygote import can_fork, request, start_zygote

__all__ = ["Answer", "Failure", "Nursery"]

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


class _Child(Protocol):
    orders: int
    answers: int
    is_orphan: bool
    """Whether it ended because what made it did."""

    def kill(self) -> None: ...

    def wait(self, patience_s: float) -> Ended: ...

    def leave(self) -> None: ...


class Nursery:
    """Starts a child for each order, from any thread: copies of a zygote, or new interpreters.

    Why a zygote: libraries are loaded once, and while the parent still reads. Why a child each: no
    state goes from one order to the next, and what a child has taken is free when it ends.
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
        self._is_closed = False
        self._spawned: set[Spawned] = set()
        """Children at work that no zygote ends."""
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
        with self._lock:
            self._is_closed = True
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
        while True:
            child = self._start(limits, needs, is_trial)
            try:
                came = self._raised(child, order, limits, is_trial=is_trial)
            finally:
                self._forget(child)
            if came is not None:
                return came

    def _forget(self, child: _Child) -> None:
        if isinstance(child, Spawned):
            with self._lock:
                self._spawned.discard(child)

    def _raised(
        self, child: _Child, order: bytes, limits: Limits, *, is_trial: bool
    ) -> Answer | Failure | None:
        """Return what becomes of a child; None if it ended with the zygote."""
        timer, has_begun = Watch(child, _START_S), False
        with timer:
            try:
                hello = _said(receive(child.answers, _HELLO))
                self.facts = hello["facts"]
                has_begun = True
                timer.begin(limits.wall_s)
                send(child.orders, order)
                answer = receive(child.answers, (limits.answer_mib << 20) + 1)
            except LongMessageError:
                child.kill()
                child.wait(_END_S)
                return Failure(Limit.ANSWER, "it had more to hand back than it may")
            except (EOFError, OSError):
                ended = child.wait(_END_S)
                if child.is_orphan and not timer.has_fired and not self._is_closed:
                    return None
                if timer.has_fired and not has_begun:
                    return Failure(None, f"it had not begun after {_START_S} s")
                limit = limit_of(ended, limits, has_timed_out=timer.has_fired)
                return Failure(limit, _how(ended))
            except BaseException:
                child.kill()
                child.wait(_END_S)
                raise
        # it may have more to do, and is not asked
        child.kill()
        if is_trial:
            child.leave()
        else:
            child.wait(_END_S)
        if answer[:1] == CRASHED:
            trace = answer[1:].decode("utf-8", "replace").strip()
            return Failure(None, trace.rsplit("\n", 1)[-1], trace)
        return Answer(answer[1:], tuple(hello["layers"]))

    def _start(self, limits: Limits, needs: tuple[str, ...], is_trial: bool) -> _Child:
        number = next(self._numbers)
        with self._lock:
            zygote = self._zygote
        if zygote is not None:
            try:
                return zygote.start(number, request(number, limits, needs, is_trial=is_trial))
            except OSError:
                # somebody has ended it; what is loaded by now must not be copied
                self._lose(zygote)
        folder = self._scratch.path / f"child-{number}"
        with self._lock:
            # who is closed has nobody who would end it, nor its folder
            if self._is_closed:
                raise RuntimeError("no child is started any more")
            child = Spawned(self._module, limits, needs, folder)
            self._spawned.add(child)
        return child


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
