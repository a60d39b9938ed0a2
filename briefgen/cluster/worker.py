"""A worker that has its orders fulfilled on a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Lock

from briefgen.cluster.connection import Connection, KilledError
from briefgen.cluster.messages import (
    INQUIRY,
    FailedError,
    LackingError,
    RefusedError,
    Report,
    asked,
    delivered,
    read_report,
)
from briefgen.cluster.slot import Slot
from briefgen.cluster.software import CARRIERS, differences
from briefgen.diagnostics import Diagnostic
from briefgen.errors import ToolMissingError
from briefgen.order import Delivery, Order, UnreadableError, deliveries_of, sent
from briefgen.versions import ABSENT
from briefgen.workers import not_believed, unfinished

__all__ = ["ClusterWorker", "on_cluster"]

_WAIT_S = 60.0
"""So long a cluster may be without any worker."""
_LOOK_S = 2.0
_PAUSE_S = 0.2
_NAMED = 4
"""So many differences of a worker are named."""
_TRIES = 3
"""So often an order is sent out on which a worker fails that is as it should be."""


@contextmanager
def on_cluster(
    address: str, say: Callable[[str], object] = lambda _: None
) -> Iterator[ClusterWorker]:
    """Give a worker when every one of the cluster has the software that is here; then leave.

    Raises: ToolMissingError when the cluster cannot be used.
    """
    # it begins to load the engine while the cluster is asked
    with closing(Slot()) as here:
        say(f"connecting to {address}")
        with closing(Connection(address)) as connection:
            say("waiting for workers, and comparing versions")
            with closing(ClusterWorker(connection, _own_report(here))) as worker:
                worker.compare()
                here.close()
                yield worker


def _own_report(here: Slot) -> Report:
    try:
        return read_report(here.ask(INQUIRY))
    except LackingError as lacking:
        raise lacking.error from None


class ClusterWorker:
    """Has orders fulfilled on a cluster, any number of them at once, from any thread.

    A Dask worker that dies costs nothing: the scheduler gives its orders to others. It calls an
    order off when several workers in a row have died that held it. As another order may be the one
    that kills, such orders are tried once more, one at a time.
    """

    def __init__(self, connection: Connection, report: Report) -> None:
        """`report` says what is here."""
        self.layers: tuple[str, ...] = ()
        """What confines the processes of every worker."""
        self._connection = connection
        self._report = report
        self._fit: set[str] = set()
        self._unfit: dict[str, str] = {}
        """What is wrong with a worker, by its address."""
        self._looking, self._alone = Lock(), Lock()
        self._looked = self._seen = time.monotonic()

    def compare(self) -> None:
        """See that every worker that there is has the software that is here; wait for the first.

        Raises: ToolMissingError when none comes, or one has other software.
        """
        while not self._connection.threads():
            self._look()
            time.sleep(_PAUSE_S)
        self._compare_scheduler()
        self._compare_workers()
        if self._unfit:
            raise self._no_worker()

    def close(self) -> None:
        """Cancel what was ordered and is not done, and leave the cluster. From any thread."""
        self._connection.close()

    @property
    def native_versions(self) -> dict[str, str]:
        """The versions of the native libraries, which are those of every worker."""
        return dict(self._report.native)

    @property
    def capacity(self) -> int:
        """How many orders keep the cluster busy: one in each thread, and one that waits there."""
        threads = self._connection.threads()
        return max(1, sum(threads.values()) + len(threads))

    @property
    def libraries(self) -> tuple[str, ...]:
        """Nothing: their files are on other machines."""
        return ()

    def make(
        self,
        order: Order,
        *,
        is_in_a_row: bool = False,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Delivery:
        """Return what was made of an order, or the fault that it could not be made.

        Raises: ToolMissingError when the cluster is gone, or none of its workers can be used.
        """
        message = asked(self._report, sent(order))
        try:
            try:
                content = self._delivered(message)
            except KilledError:
                with self._alone:
                    content = self._delivered(message)
            return deliveries_of(content, 1)[0]
        except (KilledError, FailedError) as error:
            return Delivery(faults=(_lost(order, str(error)),))
        except UnreadableError as error:
            return Delivery(faults=(not_believed(order, str(error)),))

    def is_ready_for(self, order: Order) -> bool:
        """Return False: each order travels."""
        return False

    def rest(self) -> None:
        """Do nothing: nothing is kept here."""

    def be_ready(self, rehearsal: Callable[[], Order]) -> None:
        """Do nothing: slots wait with what they need."""

    def compose(self, orders: Sequence[Order]) -> Iterator[Delivery]:
        """Yield what was composed of each order."""
        return map(self.make, orders)

    def try_out(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        """Return the layers that confine the processes of every worker, which know all steps."""
        return self.layers

    def _delivered(self, message: bytes) -> bytes:
        """Return a delivery, of a worker that has the software that is here."""
        failures = 0
        while True:
            try:
                return delivered(self._connection.ask(message, self._allowed(), self._look))
            except (RefusedError, LackingError, FailedError) as error:
                # it may have come later than the others, with other software or with none
                if not self._compare_workers():
                    failures += 1
                if failures == _TRIES:
                    raise FailedError(str(error)) from error

    def _allowed(self) -> list[str] | None:
        """Return the workers that may be asked, None for any."""
        if not self._unfit:
            return None
        allowed = self._connection.threads().keys() - self._unfit.keys()
        if not allowed:
            raise self._no_worker()
        return sorted(allowed)

    def _look(self) -> None:
        """See once in a while whether there is still a worker.

        Raises: ToolMissingError when there has been none for a long time.
        """
        with self._looking:
            now = time.monotonic()
            if now - self._looked < _LOOK_S:
                return
            self._looked = now
            if self._connection.threads().keys() - self._unfit.keys():
                self._seen = now
        if now - self._seen > _WAIT_S:
            if self._unfit:
                raise self._no_worker()
            address = self._connection.address
            raise ToolMissingError(
                f"the cluster at {address} has no workers, and got none in {_WAIT_S:.0f} s",
                help=f"start some, such as `dask worker {address} --nthreads 1`, and build again",
            )

    def _compare_scheduler(self) -> None:
        """Raises: ToolMissingError when the scheduler could not read what is sent through it."""
        there = self._connection.scheduler_versions()
        here = {name: self._report.software[name] for name in CARRIERS}
        here["python"] = ".".join(self._report.software["python"].split(".")[:2])
        if found := differences(here, {name: there.get(name, ABSENT) for name in here}):
            raise ToolMissingError(
                f"the scheduler at {self._connection.address} has {found[0]}",
                help="install the same versions there and here",
            )

    def _compare_workers(self) -> bool:
        """Look at the workers that are not known yet; return whether one of them is unfit."""
        with self._looking:
            new = self._connection.threads().keys() - self._fit - self._unfit.keys()
            if not new:
                return False
            before = len(self._unfit)
            for address, answer in self._connection.reports(sorted(new)).items():
                if isinstance(answer, bytes):
                    self._judge(address, answer)
                elif not isinstance(answer, OSError):  # else it is gone already
                    self._unfit[address] = f"cannot be asked: {answer!r}"
            return len(self._unfit) > before

    def _judge(self, address: str, answer: bytes) -> None:
        try:
            report = read_report(answer)
        except (LackingError, FailedError, UnreadableError) as error:
            self._unfit[address] = f"cannot make documents: {error}"
            return
        if found := differences(self._report.software, report.software):
            self._unfit[address] = f"has {'; '.join(map(str, found[:_NAMED]))}"
        else:
            self._fit.add(address)
            self.layers = report.layers

    def _no_worker(self) -> ToolMissingError:
        """Return the error that says what is wrong with a worker."""
        address, reason = next(iter(self._unfit.items()))
        more = len(self._unfit) - 1
        others = f", and {more} other{'s' * (more > 1)} cannot be used either" if more else ""
        return ToolMissingError(
            f"the worker {address} {reason}{others}",
            help="give all workers the same versions as here, best by one image, or with `pip "
            "install -c constraints.txt 'briefgen[cluster]'`; `briefgen doctor` says what is here",
        )


def _lost(order: Order, how: str) -> Diagnostic:
    return unfinished(
        order,
        "the workers of the cluster that were to make",
        (how,),
        "see in their logs why; build this document without `--workers` to see whether it is its "
        "template or its pictures",
    )
