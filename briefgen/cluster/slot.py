"""A process beside a Dask worker that fulfils one order at a time, from the Dask worker's side."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from briefgen.sandbox.channel import receive, send

__all__ = ["Slot", "SlotEndedError"]

_ANY_SIZE = 1 << 62
_GLANCE_S = 0.3


class SlotEndedError(Exception):
    """A slot is gone, or was ended since nobody wanted its answer any more."""


class Slot:
    """The end that asks. One thread at a time may."""

    def __init__(self) -> None:
        """Raises: OSError when no process can be started."""
        path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
        # `-P`: what lies in the folder of a Dask worker is no module
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefgen.cluster.serving"],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def ask(self, message: bytes, is_wanted: Callable[[], bool] = lambda: True) -> bytes:
        """Return the answer to a message. An answer that nobody wants is not waited for.

        Raises: SlotEndedError, and then the slot is of no more use.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        answers = self._process.stdout.fileno()
        try:
            send(self._process.stdin.fileno(), message)
            while sys.platform != "win32" and not select.select([answers], [], [], _GLANCE_S)[0]:
                if not is_wanted():
                    self._process.kill()
                    break
            return receive(answers, _ANY_SIZE)
        except (EOFError, OSError) as error:
            self.close()
            raise SlotEndedError(f"it ended with {self._process.returncode}") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process, and with it what it has started."""
        if self._process.poll() is None:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        self._process.wait()
