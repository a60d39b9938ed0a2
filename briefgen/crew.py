"""Several at work at once, and their results in the order in which they were asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

__all__ = ["in_order"]

Asked = TypeVar("Asked")
Done = TypeVar("Done")

_AHEAD = 2
"""So many more are asked for than can be at work, so that nobody waits while results are judged."""


def in_order(
    asked: Iterable[Asked], do: Callable[[Asked], Done], at_once: int
) -> Iterator[tuple[Asked, Done]]:
    """Yield each thing that was asked for with what was done, `at_once` of them in threads.

    Few are asked for before their turn, so that memory does not grow with their number. When the
    caller stops, or something raises, what has not begun is not done; what has begun is left to who
    does it.
    """
    if at_once <= 1:
        for one in asked:
            yield one, do(one)
        return
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="briefgen")
    waiting: deque[tuple[Asked, Future[Done]]] = deque()
    try:
        for one in asked:
            waiting.append((one, threads.submit(do, one)))
            if len(waiting) > at_once + _AHEAD:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        raise
    threads.shutdown()


def _first(waiting: deque[tuple[Asked, Future[Done]]]) -> tuple[Asked, Done]:
    asked, future = waiting.popleft()
    return asked, future.result()
