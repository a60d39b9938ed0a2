"""Children that are copies, from the parent's side: who copies them, and each of them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
from threading import Lock

from briefgen.sandbox.limits import Ended
from briefgen.sandbox.zygote import MESSAGE

__all__ = ["Copied", "Copier"]

_HANGS_S = 30.0
"""A zygote that says nothing for so long hangs; else it may be reading what an order needs."""


class Copier:
    """The parent's end of a zygote."""

    def __init__(self, pid: int, control: socket.socket) -> None:
        self.pid = pid
        self.control = control
        self.lock = Lock()
        self.ended: dict[int, Ended] = {}

    def start(self, number: int, message: bytes) -> Copied:
        """Ask for a child with a message of that number. Raises: OSError when nobody copies."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.control, [message], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return Copied(self, number, ours)

    def wait(self, number: int, patience_s: float) -> Ended | None:
        """Return how a child ended, None when the zygote does not say so in time."""
        with self.lock:
            try:
                # another thread may have found that it is gone, and have closed its socket
                self.control.settimeout(patience_s)
                while number not in self.ended:
                    message = self.control.recv(MESSAGE)
                    if not message:
                        return None
                    said = json.loads(message)
                    gone = said.pop("ended")
                    self.ended[gone] = Ended(**said)
            except OSError:
                return None
            finally:
                with contextlib.suppress(OSError):
                    self.control.settimeout(None)
            return self.ended.pop(number)

    def close(self) -> None:
        """End the zygote at once, for it may be preparing what nobody needs any more.

        The system ends its children with it; what it would remove is removed by who closes it.
        """
        self.control.close()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


class Copied:
    """A child that a zygote has made."""

    def __init__(self, zygote: Copier, number: int, channel: socket.socket) -> None:
        self.orders = self.answers = channel.fileno()
        self.is_orphan = False
        self._zygote = zygote
        self._number = number
        self._channel = channel

    def kill(self, *, is_asked_for: bool = True) -> None:
        """End the child at once. Where nobody asks for it, the zygote says nothing of it."""
        said = {"kill": self._number, "is_asked_for": is_asked_for}
        try:
            self._zygote.control.send(json.dumps(said).encode())
        except OSError:
            # the zygote is gone, and its children with it
            return

    def wait(self, patience_s: float) -> Ended:
        """Return how the child ended; end it if it has not after a while."""
        self._channel.close()
        ended = self._zygote.wait(self._number, patience_s)
        if ended is None:
            # it has closed its end and lives on
            self.kill()
            ended = self._zygote.wait(self._number, _HANGS_S)
        if ended is None:
            # the zygote hangs, or was ended: with it go its children
            self._zygote.control.close()
            self.is_orphan = True
            return Ended(-int(signal.SIGKILL))
        return ended

    def leave(self) -> None:
        """End the child at once, and let the zygote bury it, which may be loading libraries now."""
        self.kill(is_asked_for=False)
        self._channel.close()
