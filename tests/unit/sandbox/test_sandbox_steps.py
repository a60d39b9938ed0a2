"""What a process that is copied prepares: what, when, and how much of it at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.sandbox import Task
from briefgen.sandbox.audit import _CHANGES, _HARMLESS, _LISTS, _NEVER
from briefgen.sandbox.zygote import _Zygote

DONE: list[str] = []


def whole() -> None:
    DONE.append("whole")


def in_parts() -> Iterator[None]:
    for number in (1, 2):
        DONE.append(f"part {number}")
        yield


def failing() -> Iterator[None]:
    yield
    raise LookupError("no press")


TASK = Task(
    work=bytes,
    steps={"whole": whole, "in parts": in_parts, "of many": whole, "failing": failing},
    for_many={"of many": 3},
)


@pytest.fixture
def zygote(tmp_path: Path) -> Iterator[_Zygote]:
    DONE.clear()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield _Zygote(TASK, ours, tmp_path, prepares=True)


def taken_in_turn(zygote: _Zygote) -> list[str]:
    """Return what is prepared while nobody asks for anything."""
    names = []
    while (step := zygote._next_step()) is not None:
        names.append(step)
        zygote._prepare(step, whole=False)
    return names


def test_what_is_worth_it_is_prepared_part_by_part(zygote: _Zygote) -> None:
    # the last call of a step finds that nothing is left of it
    assert taken_in_turn(zygote) == ["whole", *["in parts"] * 3, *["failing"] * 2]
    assert DONE == ["whole", "part 1", "part 2"]
    assert list(zygote.left) == ["of many"]
    assert isinstance(zygote.failures["failing"], LookupError)


def test_what_is_needed_is_taken_to_its_end_and_once(zygote: _Zygote) -> None:
    zygote._prepare("whole")
    zygote._prepare("in parts", whole=False)
    assert DONE == ["whole", "part 1"]

    for step in ("in parts", "whole", "of many"):
        zygote._prepare(step)

    assert DONE == ["whole", "part 1", "part 2", "whole"]
    assert list(zygote.left) == ["failing"]


@pytest.mark.parametrize(
    ("children", "begun", "step"),
    [
        ((), 0, "whole"),
        (("trial",), 0, "whole"),
        (("order",), 1, None),
        (("order", "trial"), 2, None),
        ((), 2, "whole"),
        (("order",), 3, "whole"),
    ],
)
def test_the_first_orders_get_the_processors(
    zygote: _Zygote, children: tuple[str, ...], begun: int, step: str | None
) -> None:
    zygote.children = dict(enumerate(range(len(children))))
    zygote.trials = {pid for pid, kind in enumerate(children) if kind == "trial"}
    zygote.begun = begun
    assert zygote._next_step() == step


def test_what_only_many_orders_are_worth_waits_for_them(zygote: _Zygote) -> None:
    taken_in_turn(zygote)
    assert zygote._next_step() is None
    zygote.begun = 3
    assert taken_in_turn(zygote) == ["of many"]


def test_who_does_not_prepare_takes_what_is_needed_only(zygote: _Zygote) -> None:
    zygote.prepares = False
    assert zygote._next_step() is None
    zygote._prepare("whole")
    assert DONE == ["whole"]


def test_what_children_know_is_worked_out_again_after_each_step(zygote: _Zygote) -> None:
    zygote.known = object()  # type: ignore[assignment]
    zygote._prepare("whole")
    assert zygote.known is None


def test_nothing_that_is_refused_is_let_pass_first() -> None:
    refused = (*_NEVER, *_CHANGES, *_LISTS, "open")
    assert [event for event in _HARMLESS if event.startswith(refused)] == []


def test_what_is_taken_only_if_needed_waits_for_that(zygote: _Zygote) -> None:
    zygote.task = Task(work=bytes, steps=TASK.steps, if_needed=frozenset(TASK.steps))
    zygote.begun = 3
    assert zygote._next_step() is None
    zygote._prepare("whole")
    assert DONE == ["whole"]
