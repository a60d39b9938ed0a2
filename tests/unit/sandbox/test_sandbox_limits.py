"""Which limit ended a child."""

from __future__ import annotations

import signal

import pytest

from briefgen.sandbox.limits import MEMORY_STATUS, ROOM_STATUS, Ended, Limit, Limits, limit_of

LIMITS = Limits(cpu_s=10, memory_mib=100)


@pytest.mark.parametrize(
    ("ended", "limit"),
    [
        (Ended(-signal.SIGXCPU), Limit.CPU),
        (Ended(-signal.SIGKILL, cpu_s=10.1), Limit.CPU),
        (Ended(-signal.SIGKILL, cpu_s=9.9), None),
        (Ended(-signal.SIGXFSZ), Limit.FILE),
        (Ended(ROOM_STATUS), Limit.FILE),
        (Ended(MEMORY_STATUS), Limit.MEMORY),
        (Ended(-signal.SIGABRT, peak_mib=60), Limit.MEMORY),
        (Ended(-signal.SIGABRT, peak_mib=40), None),
        (Ended(1), None),
        (Ended(0), None),
    ],
)
def test_the_way_it_ended_names_the_limit(ended: Ended, limit: Limit | None) -> None:
    assert limit_of(ended, LIMITS, has_timed_out=False) is limit


def test_whoever_was_killed_for_the_clock_had_too_much_time() -> None:
    assert limit_of(Ended(-signal.SIGKILL), LIMITS, has_timed_out=True) is Limit.WALL


def test_signals_have_names() -> None:
    assert Ended(-signal.SIGSEGV).signal == "SIGSEGV"
    assert Ended(-250).signal == "signal 250"
    assert Ended(3).signal == ""
