"""How long a child is waited for."""

from __future__ import annotations

from collections.abc import Callable
from threading import Timer
from typing import Protocol, Self

__all__ = ["Watch", "timer"]


class _Killed(Protocol):
    def kill(self) -> None: ...


def timer(seconds: float, act: Callable[[], None]) -> Timer:
    """Return a timer that does not keep an interrupted program alive."""
    made = Timer(seconds, act)
    made.daemon = True
    return made


class Watch:
    """Kills a child that takes too long."""

    def __init__(self, child: _Killed, seconds: float) -> None:
        self.has_fired = False
        self._child = child
        self._timer = timer(seconds, self._fire)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def begin(self, seconds: float) -> None:
        """Count anew."""
        self._timer.cancel()
        self._timer = timer(seconds, self._fire)
        self._timer.start()

    def _fire(self) -> None:
        self.has_fired = True
        self._child.kill()
