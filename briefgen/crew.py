"""Several at work at once, and their results in the order in which they were asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event
from typing import Generic, TypeVar

__all__ = ["Rows", "in_order"]

Asked = TypeVar("Asked")
Done = TypeVar("Done")

_AHEAD = 2
"""So many more are asked for than can be at work, so that nobody waits while results are judged."""
_ROWS_EACH = 4
"""Of what is left, each thread would have at least so many rows."""
_AT_ONCE_S = 0.05
"""What takes no longer was not made but found."""


def in_order(
    asked: Iterable[Asked],
    do: Callable[[Asked], Done],
    at_once: int,
    meanwhile: Callable[[Asked], object] = lambda _: None,
    rows: Rows[Asked] | None = None,
) -> Generator[tuple[Asked, Done], None, None]:
    """Yield each thing that was asked for with what was done, `at_once` of them in threads.

    Few are asked for before their turn, so that memory does not grow with their number. When the
    caller closes it, or something raises, what has not begun is not done; what has begun is left to
    who does it. `meanwhile` is called with the first of them, here, when everybody is at work: for
    what is needed afterwards. It is not called if nothing has to be waited for. `rows` say what one
    thread does one after the other; else each thing is a row of its own.
    """
    rows = rows or Rows()
    if at_once <= 1:
        for row in rows.of(asked, at_once):
            try:
                for one in row:
                    yield one, do(one)
            finally:
                rows.after()
        return
    has_time, stopped = True, Event()
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="briefgen")
    waiting: deque[list[tuple[Asked, Future[Done]]]] = deque()
    try:
        for row in rows.of(asked, at_once):
            waiting.append([(one, Future()) for one in row])
            threads.submit(_do_in_a_row, waiting[-1], do, rows.after, stopped)
            if has_time and len(waiting) == at_once:
                _use_time(waiting[0][0], meanwhile)
                has_time = False
            if len(waiting) > at_once + _AHEAD:
                yield from _results(waiting.popleft())
        if has_time and waiting:
            _use_time(waiting[0][0], meanwhile)
        while waiting:
            yield from _results(waiting.popleft())
    except BaseException:
        stopped.set()
        threads.shutdown(wait=False, cancel_futures=True)
        raise
    threads.shutdown()


@dataclass(frozen=True)
class Rows(Generic[Asked]):
    """What is better done by one thread, one after the other, as it is alike."""

    key: Callable[[Asked], object] = id
    """What is the same for neighbours that are alike."""
    number: int = 0
    """How many things are asked for."""
    after: Callable[[], object] = lambda: None
    """Called by who has done a row."""

    def of(self, asked: Iterable[Asked], at_once: int) -> Iterator[list[Asked]]:
        """Yield rows, shorter ones when few are left, so that all threads end at once."""
        row: list[Asked] = []
        left, most = self.number, 1
        for one in asked:
            if row and (len(row) >= most or self.key(row[0]) != self.key(one)):
                yield row
                row = []
            if not row:
                most = max(1, left // (_ROWS_EACH * at_once))
            row.append(one)
            left -= 1
            if len(row) >= most:
                yield row
                row = []
        if row:
            yield row


def _do_in_a_row(
    row: Iterable[tuple[Asked, Future[Done]]],
    do: Callable[[Asked], Done],
    after: Callable[[], object],
    stopped: Event,
) -> None:
    try:
        for one, future in row:
            if stopped.is_set():
                return
            try:
                future.set_result(do(one))
            except BaseException as error:
                future.set_exception(error)
    finally:
        after()


def _use_time(waiting: tuple[Asked, Future[Done]], meanwhile: Callable[[Asked], object]) -> None:
    asked, future = waiting
    if not wait((future,), _AT_ONCE_S).done:
        meanwhile(asked)


def _results(row: Iterable[tuple[Asked, Future[Done]]]) -> Iterator[tuple[Asked, Done]]:
    for asked, future in row:
        yield asked, future.result()
