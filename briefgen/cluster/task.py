"""What runs in a Dask worker: it hands bytes to a slot, and the slot's answer back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Lock

from distributed import get_worker

from briefgen.cluster.messages import INQUIRY, failing
from briefgen.cluster.slot import Slot, SlotEndedError

__all__ = ["fulfil_there", "report_there"]

_FREE: list[Slot] = []
"""The slots of this process that have nothing to do; there are as many as it had tasks at once."""
_LOCK = Lock()
_AT_WORK = ("executing", "long-running")
"""The states of a task that somebody waits for."""


def fulfil_there(message: bytes) -> bytes:
    """Return a slot's answer to an order; end the slot when the order is cancelled."""
    worker = get_worker()
    key = worker.get_current_task()

    def is_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is not None and task.state in _AT_WORK

    return _ask(message, is_wanted)


async def report_there() -> bytes:
    """Return what a slot of this Dask worker says of itself, while the worker goes on."""
    return await asyncio.to_thread(_ask, INQUIRY, lambda: True)


def _ask(message: bytes, is_wanted: Callable[[], bool]) -> bytes:
    with _LOCK:
        slot = _FREE.pop() if _FREE else None
    try:
        slot = slot or Slot()
        answer = slot.ask(message, is_wanted)
    except (SlotEndedError, OSError) as error:
        return failing(error)
    with _LOCK:
        _FREE.append(slot)
    return answer
