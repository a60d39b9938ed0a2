"""Who fulfils orders: this process, or one for each order that can do nothing else."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Protocol, Self

from briefgen.compose import (
    CSS,
    HTML,
    MARKDOWN,
    is_cjk,
    prepare_composing,
    prepare_templates,
    sheets_as_designed,
)
from briefgen.diagnostics import Diagnostic
from briefgen.fulfil import fulfil
from briefgen.language_tag import primary
from briefgen.order import (
    Delivery,
    Order,
    UnreadableError,
    deliveries_of,
    orders_of,
    packed,
    sent,
)
from briefgen.render import (
    REHEARSED,
    declare_sizes,
    keep_fonts_in,
    prepare_fonts,
    prepare_layout,
    read_sheets,
    rehearse,
    renew_fonts,
)
from briefgen.sandbox import Answer, Failure, Limit, Limits, Nursery, Sitting, Task
from briefgen.sandbox.spawned import serve
from briefgen.sharing import may_follow, may_share
from briefgen.templates import read_files
from briefgen.versions import native_files, native_versions
from briefgen.view import View
from briefgen.world import MemoryWorld, builtin_world

__all__ = ["TASK", "ConfinedWorker", "Worker", "WorkerHere", "not_believed", "unfinished"]


class Worker(Protocol):
    """Makes documents. Whatever becomes of one, the next can be ordered."""

    @property
    def capacity(self) -> int:
        """How many orders it is good to give at once, from as many threads."""

    @property
    def libraries(self) -> tuple[str, ...]:
        """Paths of the system's libraries that make documents, as far as is known by now."""

    @property
    def native_versions(self) -> dict[str, str]:
        """The versions of the native libraries that shape text, if they were needed yet."""

    def make(
        self,
        order: Order,
        *,
        is_in_a_row: bool = False,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Delivery:
        """Return what was made of an order.

        One that is in a row may be followed by others of the same View, from the same thread, which
        `rest`s afterwards. `meanwhile` may be called while it is made, by a worker that
        `is_ready_for` it; what it raises ends that.

        Raises: BriefgenError when this machine lacks what every document needs.
        """

    def is_ready_for(self, order: Order) -> bool:
        """Return whether all that is left to do for an order is to give it."""

    def rest(self) -> None:
        """End what was kept for this thread's next order."""

    def be_ready(self, rehearsal: Callable[[], Order]) -> None:
        """Get ready for another order like the last ones, while nobody waits.

        One of them may be made again meanwhile, or else a rehearsal; what comes of it is not handed
        out.
        """

    def compose(self, orders: Sequence[Order]) -> Iterator[Delivery]:
        """Yield what was composed of each of several orders, which ask for no more.

        What one does may show in what is found in another; nothing of them is published.
        """

    def try_out(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """Return the layers that confine a worker which was prepared by steps of the task.

        Raises: BriefgenError when this machine lacks what a step needs; RuntimeError or OSError
        when no worker can be started.
        """


class WorkerHere:
    """Fulfils orders in this process: without limits, and with its rights."""

    capacity = 1
    """The engine is not made for several threads."""

    @property
    def libraries(self) -> tuple[str, ...]:
        """Paths of the system's libraries, if the engine was needed yet."""
        return native_files()

    @property
    def native_versions(self) -> dict[str, str]:
        """The versions of the native libraries, if they were needed yet."""
        return native_versions()

    def make(
        self,
        order: Order,
        *,
        is_in_a_row: bool = False,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Delivery:
        """Return what was made of an order."""
        return fulfil(order)

    def is_ready_for(self, order: Order) -> bool:
        """Return False: nothing is done beforehand."""
        return False

    def rest(self) -> None:
        """Do nothing: nothing is kept."""

    def be_ready(self, rehearsal: Callable[[], Order]) -> None:
        """Do nothing: all is loaded."""

    def compose(self, orders: Sequence[Order]) -> Iterator[Delivery]:
        """Yield what was composed of each order."""
        return map(fulfil, orders)

    def try_out(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """Take the steps in this process, which nothing confines."""
        for step in steps:
            deque(TASK.take(step), maxlen=0)
        return ()


class ConfinedWorker:
    """Fulfils each order in a process of its own, with limits, without files and network."""

    def __init__(self, nursery: Nursery | None = None, *, capacity: int = 1) -> None:
        """Make it before content is read, so that no process of it holds more than its order.

        `nursery` is one whose children do this module's task.

        Raises: OSError when there is no room for temporary files.
        """
        self.capacity = capacity
        self._nursery = nursery or Nursery(__name__)
        self._of_thread = threading.local()
        self._asked_for: tuple[Limits, tuple[str, ...]] | None = None
        """Limits and steps of the last order."""
        self._made_first: Order | None = None
        """What was made first since there was time, or earlier; its next version may come next."""
        self._expects_first = True
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
        return {name: said for name, said in self._nursery.facts.items() if name != _LIBRARIES}

    @property
    def libraries(self) -> tuple[str, ...]:
        """Paths of the system's libraries that make documents, as far as is known by now."""
        said = self._nursery.facts.get(_LIBRARIES, "")
        return tuple(said.split("\n")) if said else ()

    def make(
        self,
        order: Order,
        *,
        is_in_a_row: bool = False,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Delivery:
        """Return what was made of an order, or the fault that it could not be made.

        The process is kept for orders in a row of which it may see each, see `may_share`.
        """
        if is_in_a_row and may_share(order):
            with suppress(UnreadableError):
                return self._made(order, order.view, meanwhile)
            # it is made alone, and so are those after it
            self.rest()
        try:
            return self._made(order)
        except UnreadableError as error:
            return Delivery(faults=(not_believed(order, str(error)),))

    def is_ready_for(self, order: Order) -> bool:
        """Return whether a process waits that may be given an order."""
        follows = partial(may_follow, order)
        return self._nursery.is_ready(order.limits, _needs(order), follows) and may_share(order)

    def _made(
        self,
        order: Order,
        knows: View | None = None,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Delivery:
        """Return what came of an order. Raises: UnreadableError, and what `meanwhile` raises."""
        start = time.monotonic()
        came = self._run((order,), knows, meanwhile)
        if isinstance(came, Failure):
            return Delivery(faults=(_fault(order, came),))
        (delivery,) = deliveries_of(came.content, 1)
        if self._expects_first and may_share(order):
            is_short = time.monotonic() - start <= _SHORT_S
            self._made_first, self._expects_first = order if is_short else None, False
        return delivery

    def rest(self) -> None:
        """End the process that was kept for this thread's next order."""
        self._sitting.end()

    def be_ready(self, rehearsal: Callable[[], Order]) -> None:
        """Have a process wait for an order like the last ones.

        It has made what was made first of them, for its next version; see `may_follow`. Else it has
        made a rehearsal.
        """
        if self._asked_for is None:
            return
        earlier, self._expects_first = self._made_first, True
        limits, needs = self._asked_for
        if earlier is not None:
            limits, needs = earlier.limits, _needs(earlier)
        order = replace(earlier, known="") if earlier is not None else rehearsal()
        with suppress(OSError, RuntimeError):  # who gives an order is told
            self._nursery.be_ready(sent(order), limits, needs, _WORTH_IT, knows=earlier)

    @property
    def _sitting(self) -> Sitting:
        """What is this thread's alone."""
        if not hasattr(self._of_thread, "sitting"):
            self._of_thread.sitting = self._nursery.sitting()
        sitting: Sitting = self._of_thread.sitting
        return sitting

    def compose(self, orders: Sequence[Order]) -> Iterator[Delivery]:
        """Yield what was composed of each order.

        They share a process, for to compose takes less time than to start one. If one of them
        brings it down, each gets a process of its own.
        """
        for start in range(0, len(orders), _AT_ONCE):
            some = tuple(orders[start : start + _AT_ONCE])
            came = self._run(some)
            try:
                content = came.content if isinstance(came, Answer) else b""
                yield from deliveries_of(content, len(some))
            except UnreadableError:
                yield from map(self.make, some)

    def try_out(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """Return the layers that confine a worker, which gets no order."""
        came = self._nursery.run(sent(), Limits(), steps, is_trial=True)
        if isinstance(came, Answer):
            return came.layers
        raise RuntimeError(came.how)

    def _run(
        self,
        orders: tuple[Order, ...],
        knows: View | None = None,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Answer | Failure:
        self._asked_for = limits, needs = orders[0].limits, _needs(orders[0])
        if knows is None:
            came = self._nursery.run(sent(*orders), limits, needs)
        else:
            follows = partial(may_follow, orders[0])
            came = self._sitting.run(
                sent(*orders),
                limits,
                needs,
                knows=knows,
                may_have_known=follows,
                meanwhile=meanwhile,
            )
        if isinstance(came, Answer):
            self.layers = came.layers
        return came


_LIBRARIES = "libraries"
"""Among the facts of a process, the paths of its libraries; all others are versions."""


def _facts() -> dict[str, str]:
    return {**native_versions(), _LIBRARIES: "\n".join(native_files())}


_SHORT_S = 1.5
"""What takes longer is not made beforehand: the next order could come meanwhile, and would wait."""
_AT_ONCE = 32
"""So many documents are composed in one process."""


def _work(content: bytes) -> bytes:
    return packed(*map(fulfil, orders_of(content)))


def _compile(*endings: str) -> Iterator[None]:
    files = read_files(MemoryWorld({}), "", builtin_world())
    for ending in endings:
        yield from prepare_templates(files, ending)


def _read_sheets() -> Iterator[None]:
    for css in sheets_as_designed(read_files(MemoryWorld({}), "", builtin_world())):
        read_sheets(css)
        yield


_OTHERS = tuple(sorted(REHEARSED - {"en"}))


def _words(language: str) -> str:
    """Return the step that reads what is needed to part the words of a language."""
    return f"words of {language}"


_WORTH_IT = ("templates of pages", "templates of Markdown", "style sheets")
"""Steps that a document is quicker for, and does not wait for."""


TASK = Task(
    work=_work,
    steps={
        "layout": prepare_layout,
        "fonts": lambda: prepare_fonts(cjk=False),
        "composing": prepare_composing,
        "a page": partial(rehearse, "en"),
        "templates of pages": lambda: _compile(CSS, HTML),
        "style sheets": _read_sheets,
        "templates of Markdown": lambda: _compile(MARKDOWN),
        **{_words(name): partial(rehearse, name) for name in _OTHERS},
        "all fonts": lambda: prepare_fonts(cjk=True),
        "sizes": declare_sizes,
    },
    for_many={"style sheets": 3, "templates of Markdown": 3, "all fonts": 3, "sizes": 5},
    if_needed=frozenset(map(_words, _OTHERS)),
    keep_in=keep_fonts_in,
    begin=renew_fonts,
    facts=_facts,
)
"""What the processes do, and what can be done before any content is known."""


def _needs(order: Order) -> tuple[str, ...]:
    if order.formats is None:
        return ()
    # a document compiles the templates that it uses if that has not been done while nobody waited
    name = primary(order.view.language)
    words = (_words(name),) if name in _OTHERS else ()
    # in another language, a name may be written in such characters; most pages do not print it
    fonts = ("all fonts",) if is_cjk(name) else ()
    return ("layout", "fonts", "composing", *words, *fonts)


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
            "BG615",
            f"`{order.name}` would take {_LIMITS[failure.limit](order.limits)}",
            help="look for a loop, a very large table, deep nesting or a huge picture in its "
            "template and content; if all is as it should be, raise this limit under `limits` in "
            "briefgen.yaml",
        )
    return unfinished(
        order,
        "the process that made",
        (failure.how, *failure.trace.splitlines()[-8:-1]),
        "build it again; if it happens again, look at the last change to its template and "
        "pictures, and please report it",
    )


def unfinished(order: Order, who: str, notes: tuple[str, ...], help_text: str) -> Diagnostic:
    """Return the fault that `who`, such as "the process that made", has ended with nothing made."""
    message = f"{who} `{order.name}` ended before it was done"
    return Diagnostic("BG616", message, notes=notes, help=help_text)


def not_believed(order: Order, reason: str) -> Diagnostic:
    """Return the fault of a delivery that cannot be what was made of an order."""
    return Diagnostic(
        "BG617",
        f"what came back as `{order.name}` cannot be it",
        notes=(reason,),
        help="somebody may have written a template that attacks the program: look at the "
        "project's own templates, and please report it if there are none",
    )


if __name__ == "__main__":
    serve(TASK, sys.argv[1])
