"""Several at work at once: in order, few ahead, and an end in good time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefgen import crew
from briefgen.crew import Rows, in_order

pytestmark = pytest.mark.parametrize("at_once", [1, 3])


def test_results_come_in_the_order_in_which_they_were_asked_for(at_once: int) -> None:
    """The first is ready last: it waits until others, as many as may, have begun."""
    begun = threading.Barrier(at_once)

    def do(number: int) -> int:
        if number < at_once:
            begun.wait(10)
        return number * 10

    assert list(in_order(range(20), do, at_once)) == [(one, one * 10) for one in range(20)]


def test_nothing_asked_gives_nothing(at_once: int) -> None:
    assert list(in_order((), str, at_once)) == []


def test_few_are_asked_for_before_their_turn(at_once: int) -> None:
    asked = 0

    def numbers() -> Iterator[int]:
        nonlocal asked
        for number in range(100):
            asked += 1
            yield number

    most = 1 if at_once == 1 else at_once + 3
    for number, _ in in_order(numbers(), str, at_once):
        assert asked <= number + most
    assert asked == 100


def test_what_is_done_is_done_in_so_many_threads(at_once: int) -> None:
    names: set[str] = set()
    list(in_order(range(50), lambda _: names.add(threading.current_thread().name), at_once))
    assert len(names) <= at_once
    assert (threading.current_thread().name in names) == (at_once == 1)


def test_an_exception_comes_in_its_turn_and_ends_it(at_once: int) -> None:

    def do(number: int) -> int:
        if number == 5:
            raise ValueError("five")
        return number

    results = in_order(range(100), do, at_once)
    assert [next(results)[0] for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ValueError, match="five"):
        next(results)


def test_an_exception_of_who_asks_comes_too(at_once: int) -> None:
    def numbers() -> Iterator[int]:
        yield 0
        raise KeyError("asked")

    with pytest.raises(KeyError):
        list(in_order(numbers(), str, at_once))


@pytest.mark.parametrize("way", ["stop", "raise"])
def test_what_has_not_begun_when_the_caller_stops_is_not_done(
    at_once: int, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ThreadPoolExecutor] = []

    class Noted(ThreadPoolExecutor):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)  # type: ignore[arg-type]
            made.append(self)

    monkeypatch.setattr(crew, "ThreadPoolExecutor", Noted)
    begun: list[int] = []
    go_on = threading.Event()

    def do(number: int) -> None:
        begun.append(number)
        if number:
            go_on.wait(10)

    results = in_order(range(100), do, at_once)
    assert next(results) == (0, None)
    if way == "stop":
        results.close()
    else:
        with pytest.raises(ZeroDivisionError):
            results.throw(ZeroDivisionError)
    go_on.set()
    for threads in made:
        threads.shutdown(wait=True)
    assert len(begun) <= 1 + at_once


def test_what_is_needed_afterwards_is_done_once_while_the_first_are_at_work(at_once: int) -> None:
    readied: list[int] = []
    ready = threading.Event()

    def meanwhile(number: int) -> None:
        readied.append(number)
        ready.set()

    def do(number: int) -> bool:
        return at_once == 1 or ready.wait(10)

    assert all(done for _, done in in_order(range(5), do, at_once, meanwhile))
    assert readied == ([] if at_once == 1 else [0])


def test_nothing_is_done_meanwhile_when_everything_is_there_at_once(at_once: int) -> None:
    readied: list[int] = []
    list(in_order(range(20), lambda number: number, at_once, readied.append))
    assert readied == []


def test_fewer_than_can_be_at_work_leave_time_too(at_once: int) -> None:
    ready = threading.Event()
    done = list(
        in_order([0], lambda _: ready.wait(10 * (at_once > 1)), at_once, lambda _: ready.set())
    )
    assert done == [(0, at_once > 1)]


def test_neighbours_that_are_alike_are_done_by_one_thread_in_their_order(at_once: int) -> None:
    done: list[tuple[int, str]] = []
    ended: list[str] = []

    def do(number: int) -> int:
        done.append((number, threading.current_thread().name))
        return number

    rows = Rows[int](
        lambda number: number // 5, 200, lambda: ended.append(threading.current_thread().name)
    )
    assert [one for one, _ in in_order(range(200), do, at_once, rows=rows)] == list(range(200))
    thread_of = dict(done)
    for start in range(0, 25, 5):
        assert len({thread_of[number] for number in range(start, start + 5)}) == 1
    mine = [number for number, name in done if name == done[0][1]]
    assert mine == sorted(mine)
    assert len(ended) == len(list(rows.of(range(200), at_once)))


def test_rows_are_shorter_at_the_end_so_that_nobody_waits_long(at_once: int) -> None:
    lengths = [len(row) for row in Rows[int](lambda _: 0, 100).of(range(100), at_once)]
    assert sum(lengths) == 100
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == 100 // (4 * at_once)
    assert lengths[-1] == 1


def test_of_a_row_nothing_more_is_done_when_the_caller_stops(at_once: int) -> None:
    begun: list[int] = []
    go_on = threading.Event()

    def do(number: int) -> None:
        begun.append(number)
        if number:
            go_on.wait(10)

    ended = threading.Event()
    results = in_order(range(100), do, at_once, rows=Rows(lambda _: 0, 100, ended.set))
    assert next(results) == (0, None)
    results.close()
    go_on.set()
    assert ended.wait(10)
    assert len(begun) <= 1 + at_once
