"""A process beside a Dask worker that fulfils one order at a time in the sandbox.

Why not the Dask worker itself: it has threads, and a process with threads cannot be copied.
"""

from __future__ import annotations

import os
import select
import sys
import threading

from briefgen.cluster.messages import Report, delivering, lacking, order_in, reporting
from briefgen.cluster.software import software_with
from briefgen.errors import BriefgenError
from briefgen.order import orders_of, packed
from briefgen.sandbox.channel import receive, send
from briefgen.workers import TASK, ConfinedWorker

__all__ = ["serve"]

_ANY_SIZE = 1 << 62


def serve(orders: int, answers: int) -> None:
    """Be the slot, until nobody can ask any more."""
    with ConfinedWorker() as worker:
        # not before: who has a thread cannot be copied
        threading.Thread(target=_end_with, args=(orders,), daemon=True).start()
        report: Report | None = None
        while True:
            try:
                message = receive(orders, _ANY_SIZE)
            except EOFError:
                return
            try:
                report = report or _report(worker)
                answer = _answer(worker, report, message)
            except (BriefgenError, OSError, RuntimeError) as error:
                answer = lacking(error)
            send(answers, answer)


def _end_with(pipe: int) -> None:
    """End this process when the other end of a pipe is closed, whatever it is doing."""
    if sys.platform != "win32":
        waiting = select.poll()
        waiting.register(pipe, 0)
        waiting.poll()
        os._exit(0)


def _report(worker: ConfinedWorker) -> Report:
    layers = worker.try_out(tuple(TASK.steps))
    native = worker.native_versions
    return Report(software_with(native), native, layers)


def _answer(worker: ConfinedWorker, report: Report, message: bytes) -> bytes:
    content = order_in(message, report)
    if content is None:
        return reporting(report)
    (order,) = orders_of(content)
    return delivering(packed(worker.make(order)))


if __name__ == "__main__":
    given, taken = os.dup(0), os.dup(1)
    # what a library prints is no answer
    os.dup2(2, 1)
    serve(given, taken)
