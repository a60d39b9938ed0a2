"""A client of Dask, as far as it is needed: bytes go out, bytes come back, errors have names."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from briefgen.cluster.messages import FailedError
from briefgen.errors import ToolMissingError

__all__ = ["Connection", "KilledError"]

_CONNECT_S = 10.0
_CLOSE_S = 5.0
_GLANCE_S = 2.0
_TALKATIVE = ("distributed", "distributed.client", "distributed.core", "distributed.comm")


class KilledError(Exception):
    """Several workers have died, one after the other, that had this to do."""


class Connection:
    """The way to a scheduler and its workers. Every method may be called from any thread."""

    def __init__(self, address: str) -> None:
        """Raises: ToolMissingError when Dask is not there, or no scheduler answers."""
        self.address = address
        try:
            import dask
            import distributed
        except ImportError as error:
            raise ToolMissingError(
                f"a cluster needs the package `{error.name}`, which is not installed",
                help="pip install 'briefgen[cluster]'",
            ) from error
        # an order may have large pictures in it, and a version is looked at by ourselves
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"})
        warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
        for name in _TALKATIVE:
            # what it has to say comes as an error too, which is put into words here
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._dask = distributed
        try:
            asyncio.run(_greeted(address))
            self._client: Any = distributed.Client(
                address, timeout=_CONNECT_S, set_as_default=False, name="briefgen"
            )
        except Exception as error:
            raise ToolMissingError(
                f"no scheduler of Dask answers at {address}: {str(error) or 'it keeps silent'}",
                help="see that it runs, that this machine may reach it, and that both use TLS, "
                "set up in the configuration of Dask, or both do not",
            ) from error

    def close(self) -> None:
        """Cancel what is not done, and leave."""
        with contextlib.suppress(Exception):
            # the scheduler lets go of all that a client wanted when that says goodbye
            self._client.close(timeout=_CLOSE_S)

    def threads(self) -> dict[str, int]:
        """Return (address → number of threads) of the workers that there are now."""
        with self._reachable():
            return dict(self._client.nthreads())

    def scheduler_versions(self) -> dict[str, str]:
        """Return (name → version) of Python, without the patch, and Dask where the scheduler is."""
        with self._reachable():
            said = self._client.get_versions()["scheduler"]
        python = ".".join(str(said["host"]["python"]).split(".")[:2])
        return {name: str(found) for name, found in said["packages"].items()} | {"python": python}

    def reports(self, workers: list[str]) -> dict[str, bytes | Exception]:
        """Return what slots of workers say of themselves, or why they say nothing."""
        from briefgen.cluster.task import report_there

        with self._reachable():
            return dict(self._client.run(report_there, workers=workers, on_error="return"))

    def ask(self, message: bytes, workers: list[str] | None, look: Callable[[], object]) -> bytes:
        """Return a slot's answer, of one of these workers, or of any. Calls `look` while it waits.

        Raises: KilledError. FailedError. ToolMissingError when the scheduler is gone.
        """

        # defined here so that it is sent as it is: the scheduler, which unpickles it, needs no
        # briefgen then, which `fulfil_there` could not be found without
        def fulfil(message: bytes) -> bytes:
            from briefgen.cluster.task import fulfil_there

            return fulfil_there(message)

        with self._reachable():
            future = self._client.submit(fulfil, message, pure=False, workers=workers)
            while not future.done():
                with contextlib.suppress(TimeoutError):
                    future.exception(timeout=_GLANCE_S)
                look()
            error = future.exception() if future.status == "error" else None
            if isinstance(error, self._dask.KilledWorker):
                deaths = error.allowed_failures + 1
                raise KilledError(f"{deaths} workers of the cluster that had it died, one by one")
            if error is not None:
                raise FailedError(f"{type(error).__name__}: {error}")
            answer = future.result()
        if not isinstance(answer, bytes):
            raise FailedError("what came is not bytes")
        return answer

    @contextlib.contextmanager
    def _reachable(self) -> Iterator[None]:
        """Turn what Dask raises when the scheduler is gone into a sentence."""
        try:
            yield
        except (CancelledError, OSError, RuntimeError, AttributeError) as error:
            why = "it was left" if self._client.status == "closed" else str(error)
            raise ToolMissingError(
                f"the scheduler at {self.address} no longer answers: {why}",
                help="what was made until then is written; see what became of the scheduler, and "
                "build again",
            ) from error


async def _greeted(address: str) -> None:
    """Return when what is at an address has greeted as Dask does.

    Why: a client that is greeted otherwise, or not at all, waits forever.
    """
    from distributed.comm.core import connect
    from distributed.security import Security

    given = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=_CONNECT_S, **given), _CONNECT_S)
    comm.abort()
