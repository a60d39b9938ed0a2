"""Who fulfils orders: this process, or one for each order that can do nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from briefgen.compose import may_have_cjk, prepare_templates
from briefgen.diagnostics import Diagnostic
from briefgen.fulfil import fulfil
from briefgen.order import Delivery, Order, UnreadableError, delivery_of, order_of, packed, sent
from briefgen.render import prepare_fonts, prepare_layout, renew_fonts
from briefgen.sandbox import Failure, Limit, Limits, Nursery, Task
from briefgen.sandbox.spawned import serve
from briefgen.templates import read_files
from briefgen.versions import native_versions
from briefgen.world import MemoryWorld, builtin_world

__all__ = ["TASK", "ConfinedWorker", "Worker", "WorkerHere", "not_believed"]


class Worker(Protocol):
    """Makes documents. Whatever becomes of one, the next can be ordered."""

    @property
    def native_versions(self) -> dict[str, str]:
        """The versions of the native libraries that shape text, if they were needed yet."""

    def make(self, order: Order) -> Delivery:
        """Return what was made of an order.

        Raises: BriefgenError when this machine lacks what every document needs.
        """


class WorkerHere:
    """Fulfils orders in this process: without limits, and with its rights."""

    @property
    def native_versions(self) -> dict[str, str]:
        """The versions of the native libraries, if they were needed yet."""
        return native_versions()

    def make(self, order: Order) -> Delivery:
        """Return what was made of an order."""
        return fulfil(order)


class ConfinedWorker:
    """Fulfils each order in a process of its own, with limits, without files and network."""

    def __init__(self, *, renders: bool = True, may_fork: bool = True) -> None:
        """Make it before content is read, so that no process of it holds more than its order.

        One that `renders` loads the layout engine while nobody has ordered yet.
        """
        steps = {name: TASK.steps[name] for name in (TASK.steps if renders else ("templates",))}
        self._nursery = Nursery(replace(TASK, steps=steps), may_fork=may_fork)
        self.layers: tuple[str, ...] = ()
        """What confined the last process."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._nursery.close()

    @property
    def native_versions(self) -> dict[str, str]:
        """The versions of the native libraries, if they were needed yet."""
        return dict(self._nursery.facts)

    def make(self, order: Order) -> Delivery:
        """Return what was made of an order, or the fault that it could not be made."""
        came = self._nursery.run(sent(order), order.limits, _needs(order))
        if isinstance(came, Failure):
            return Delivery(faults=(_fault(order, came),))
        self.layers = came.layers
        try:
            return delivery_of(came.content)
        except UnreadableError as error:
            return Delivery(faults=(not_believed(order, str(error)),))


def _work(content: bytes) -> bytes:
    return packed(fulfil(order_of(content)))


TASK = Task(
    module="briefgen.workers",
    work=_work,
    steps={
        "templates": lambda: prepare_templates(read_files(MemoryWorld({}), "", builtin_world())),
        "layout": prepare_layout,
        "fonts": lambda: prepare_fonts(cjk=False),
        "all fonts": lambda: prepare_fonts(cjk=True),
    },
    begin=renew_fonts,
    facts=native_versions,
)
"""What the processes do, and what can be done before any content is known."""


def _needs(order: Order) -> tuple[str, ...]:
    if order.formats is None:
        return ("templates",)
    return ("templates", "layout", "fonts", *(("all fonts",) if may_have_cjk(order.view) else ()))


_LIMITS: dict[Limit, Callable[[Limits], str]] = {
    Limit.CPU: lambda limits: f"more than {limits.cpu_s} s of the processor (`cpu_seconds`)",
    Limit.WALL: lambda limits: f"more than {limits.wall_s} s (`wall_seconds`)",
    Limit.MEMORY: lambda limits: f"more than {limits.memory_mib} MiB of memory (`memory_mib`)",
    Limit.FILE: lambda limits: f"a temporary file of more than {limits.file_mib} MiB (`file_mib`)",
    Limit.ANSWER: lambda limits: f"files of more than {limits.answer_mib} MiB (`answer_mib`)",
}


def _fault(order: Order, failure: Failure) -> Diagnostic:
    if failure.limit is not None:
        return Diagnostic(
            "BG640",
            f"`{order.name}` would take {_LIMITS[failure.limit](order.limits)}",
            help="look for a loop, a very large table, deep nesting or a huge picture in its "
            "template and content; if all is as it should be, raise this limit under `limits` in "
            "briefgen.yaml",
        )
    return Diagnostic(
        "BG641",
        f"the process that made `{order.name}` ended before it was done",
        notes=(failure.how, *failure.trace.splitlines()[-8:-1]),
        help="build it again; if it happens again, look at the last change to its template and "
        "pictures, and please report it",
    )


def not_believed(order: Order, reason: str) -> Diagnostic:
    """Return the fault of a delivery that cannot be what was made of an order."""
    return Diagnostic(
        "BG642",
        f"what came back as `{order.name}` cannot be it",
        notes=(reason,),
        help="somebody may have written a template that attacks the program: look at the "
        "project's own templates, and please report it if there are none",
    )


if __name__ == "__main__":
    serve(TASK, sys.argv[1])
