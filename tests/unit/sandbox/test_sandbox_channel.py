"""Messages between processes."""

from __future__ import annotations

import os
import threading

import pytest

from briefgen.sandbox.channel import LongMessageError, receive, send


def test_messages_come_whole_and_in_order() -> None:
    taker, giver = os.pipe()
    long = bytes(range(256)) * 20_000
    sender = threading.Thread(target=lambda: [send(giver, one) for one in (b"", b"x", long)])
    sender.start()
    assert [receive(taker, len(long)) for _ in range(3)] == [b"", b"x", long]
    sender.join()
    os.close(giver)
    with pytest.raises(EOFError):
        receive(taker, 1)
    os.close(taker)


def test_what_is_too_long_is_not_read() -> None:
    taker, giver = os.pipe()
    os.write(giver, (1 << 60).to_bytes(8, "big"))
    with pytest.raises(LongMessageError):
        receive(taker, 1 << 20)
    os.close(taker)
    os.close(giver)


def test_a_message_that_breaks_off_is_none() -> None:
    taker, giver = os.pipe()
    os.write(giver, (100).to_bytes(8, "big") + b"only this")
    os.close(giver)
    with pytest.raises(EOFError):
        receive(taker, 1 << 20)
    os.close(taker)
