"""Several at work at once, and their results in the order in which they were asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

__all__ = ["in_order"]

Asked = TypeVar("Asked")
Done = TypeVar("Done")

_AHEAD = 2
"""So many more are asked for than can be at work, so that nobody waits while results are judged."""
_AT_ONCE_S = 0.05
"""What takes no longer was not made but found."""


def in_order(
    asked: Iterable[Asked],
    do: Callable[[Asked], Done],
    at_once: int,
    meanwhile: Callable[[Asked], object] = lambda _: None,
) -> Generator[tuple[Asked, Done], None, None]:
    """Yield each thing that was asked for with what was done, `at_once` of them in threads.

    Few are asked for before their turn, so that memory does not grow with their number. When the
    caller closes it, or something raises, what has not begun is not done; what has begun is left to
    who does it. `meanwhile` is called with the first of them, here, when everybody is at work: for
    what is needed afterwards. It is not called if nothing has to be waited for.
    """
    if at_once <= 1:
        for one in asked:
            yield one, do(one)
        return
    has_time = True
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="briefgen")
    waiting: deque[tuple[Asked, Future[Done]]] = deque()
    try:
        for one in asked:
            waiting.append((one, threads.submit(do, one)))
            if has_time and len(waiting) == at_once:
                _use_time(waiting[0], meanwhile)
                has_time = False
            if len(waiting) > at_once + _AHEAD:
                yield _first(waiting)
        if has_time and waiting:
            _use_time(waiting[0], meanwhile)
        while waiting:
            yield _first(waiting)
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        raise
    threads.shutdown()


def _use_time(waiting: tuple[Asked, Future[Done]], meanwhile: Callable[[Asked], object]) -> None:
    asked, future = waiting
    if not wait((future,), _AT_ONCE_S).done:
        meanwhile(asked)


def _first(waiting: deque[tuple[Asked, Future[Done]]]) -> tuple[Asked, Done]:
    asked, future = waiting.popleft()
    return asked, future.result()
