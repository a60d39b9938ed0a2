"""What a build does when workers of a cluster die, fail, or are others than it looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.cluster import worker as policy
from briefgen.cluster.connection import KilledError
from briefgen.cluster.messages import (
    FailedError,
    Report,
    asked,
    delivering,
    failing,
    lacking,
    reporting,
)
from briefgen.cluster.worker import ClusterWorker
from briefgen.errors import ToolMissingError
from briefgen.order import Delivery, packed

SOFTWARE = {
    "briefgen": "0.1.0", "dask": "2", "distributed": "2", "pydyf": "1", "python": "3.11.2",
}  # fmt: skip
HERE = Report(SOFTWARE, {"python": "3.11.2"}, ("limits",))
OTHER = Report(SOFTWARE | {"pydyf": "2", "python": "3.11.3"}, {}, ("limits",))
MADE = delivering(packed(Delivery()))
ORDER: Any = SimpleNamespace(name="d/timeline/public/en")


class Cluster:
    """Stands in for a connection: what each worker answers is said beforehand."""

    address = "tcp://there:8786"

    def __init__(self, *answers: bytes | Exception, **workers: bytes | Exception) -> None:
        self.answers = iter(answers)
        self.workers = workers or {"a": reporting(HERE)}
        self.asked: list[list[str] | None] = []

    def threads(self) -> dict[str, int]:
        return dict.fromkeys(self.workers, 2)

    def scheduler_versions(self) -> dict[str, str]:
        return {"dask": "2", "distributed": "2", "python": "3.11", "toolz": "1"}

    def reports(self, workers: list[str]) -> dict[str, bytes | Exception]:
        return {name: self.workers[name] for name in workers}

    def ask(self, message: bytes, workers: list[str] | None, look: Callable[[], object]) -> bytes:
        assert message[:33] == asked(HERE, b"")
        self.asked.append(workers)
        answer = next(self.answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def worker_on(cluster: Any) -> ClusterWorker:
    worker = ClusterWorker(cluster, HERE)
    worker.compare()
    return worker


def test_an_order_is_asked_for_and_made() -> None:
    cluster = Cluster(MADE, MADE, a=reporting(HERE), b=reporting(HERE))
    worker = worker_on(cluster)
    assert worker.make(ORDER) == Delivery()
    assert list(worker.compose([ORDER])) == [Delivery()]
    assert cluster.asked == [None, None]
    assert worker.capacity == 6
    assert worker.try_out(("fonts",)) == worker.layers == ("limits",)
    assert worker.native_versions == {"python": "3.11.2"}


def test_an_order_whose_workers_died_is_tried_once_more() -> None:
    assert worker_on(Cluster(KilledError(""), MADE)).make(ORDER) == Delivery()
    (fault,) = worker_on(Cluster(KilledError("4 died"), KilledError("8 died"))).make(ORDER).faults
    assert (fault.code, fault.notes) == ("BG616", ("8 died",))
    assert ORDER.name in fault.message


def test_orders_whose_workers_died_are_tried_one_at_a_time() -> None:
    """Or the one that kills would take the other along again."""

    class Suspicious(Cluster):
        def __init__(self) -> None:
            super().__init__()
            self.all_at_once, self.first, self.lock = Barrier(3), set[int](), Lock()
            self.most = self.now = 0

        def ask(self, message: bytes, workers: object, look: object) -> bytes:
            with self.lock:
                is_first = len(self.first) < 3
                self.first.add(len(self.first)) if is_first else None
            if is_first:
                self.all_at_once.wait(10)
                raise KilledError("")
            with self.lock:
                self.now += 1
                self.most = max(self.most, self.now)
            with self.lock:
                self.now -= 1
            return MADE

    cluster: Any = Suspicious()
    worker = worker_on(cluster)
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(worker.make, [ORDER] * 3)) == [Delivery()] * 3
    assert cluster.most == 1


@pytest.mark.parametrize("failure", [failing(OSError("no room")), FailedError("OSError: no room")])
def test_a_worker_that_fails_is_asked_again_and_not_for_ever(failure: bytes | Exception) -> None:
    assert worker_on(Cluster(failure, failure, MADE)).make(ORDER) == Delivery()
    (fault,) = worker_on(Cluster(*[failure] * 3)).make(ORDER).faults
    assert (fault.code, fault.notes) == ("BG616", ("OSError: no room",))


@pytest.mark.parametrize("answer", [b"", b"x", b"d", b"dx", b"rx", b"r[]", b"l{}"])
def test_what_is_no_answer_is_not_believed(answer: bytes) -> None:
    (fault,) = worker_on(Cluster(answer)).make(ORDER).faults
    assert fault.code == "BG617"


LATE = {
    "with other software": (reporting(OTHER), reporting(OTHER)),
    "without what it needs": (
        lacking(ToolMissingError("no Pango")),
        lacking(ToolMissingError("no Pango")),
    ),
    "without briefgen": (FailedError("ModuleNotFoundError"), ModuleNotFoundError("briefgen")),
}


@pytest.mark.parametrize("late", LATE)
def test_a_worker_that_comes_late_and_is_unfit_gets_no_more_orders(late: str) -> None:
    answer, report = LATE[late]
    cluster = Cluster(answer, MADE, MADE)
    worker = worker_on(cluster)
    cluster.workers = cluster.workers | {"late": report}
    assert worker.make(ORDER) == Delivery()
    assert worker.make(ORDER) == Delivery()
    assert cluster.asked == [None, ["a"], ["a"]]


def test_unfit_workers_only_end_the_build() -> None:
    cluster = Cluster(reporting(OTHER))
    worker = worker_on(cluster)
    cluster.workers = {"late": reporting(OTHER)}
    with pytest.raises(ToolMissingError, match="the worker late has pydyf 2, and 1 is here"):
        worker.make(ORDER)


def test_every_worker_is_looked_at_before_the_first_order() -> None:
    cluster = Cluster(a=reporting(HERE), b=reporting(OTHER), c=reporting(OTHER))
    with pytest.raises(ToolMissingError) as caught:
        worker_on(cluster)
    assert caught.value.message == (
        "the worker b has pydyf 2, and 1 is here; python 3.11.3, and 3.11.2 is here, "
        "and 1 other cannot be used either"
    )
    assert caught.value.status == 4
    assert not cluster.asked


def test_a_worker_that_goes_while_it_is_looked_at_is_no_fault() -> None:
    worker_on(Cluster(a=reporting(HERE), b=ConnectionResetError("gone")))
    with pytest.raises(ToolMissingError, match="b cannot be asked: KeyError"):
        worker_on(Cluster(a=reporting(HERE), b=KeyError("x")))


@pytest.mark.parametrize(
    ("name", "there"), [("python", "3.12"), ("distributed", "1"), ("dask", "-")]
)
def test_a_scheduler_with_another_dask_is_told_of(
    name: str, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Cluster()
    versions = cluster.scheduler_versions() | {name: there}
    monkeypatch.setattr(cluster, "scheduler_versions", lambda: versions)
    with pytest.raises(ToolMissingError, match=f"scheduler at .* has {name} {there}, and"):
        worker_on(cluster)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no time pass, and seconds be gone."""
    clock = iter(range(0, 10_000, 7))
    stub = SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda _: None)
    monkeypatch.setattr(policy, "time", stub)
    return iter(())


@pytest.mark.usefixtures("impatient")
def test_a_cluster_without_workers_is_not_waited_for_for_ever() -> None:
    cluster = Cluster(MADE)
    cluster.workers = {}
    with pytest.raises(ToolMissingError, match="has no workers, and got none in 60 s") as caught:
        worker_on(cluster)
    assert "dask worker tcp://there:8786" in (caught.value.help or "")


@pytest.mark.usefixtures("impatient")
def test_a_cluster_that_loses_its_workers_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask(message: bytes, workers: object, look: Callable[[], object]) -> bytes:
        for _ in range(100):
            look()
        return MADE

    cluster = Cluster()
    monkeypatch.setattr(cluster, "ask", ask)
    worker = worker_on(cluster)
    assert worker.make(ORDER) == Delivery()
    cluster.workers = {}
    with pytest.raises(ToolMissingError, match="has no workers"):
        worker.make(ORDER)
