"""Addresses, versions, messages and slots of a cluster."""

from __future__ import annotations

import os
import select
import sys
from contextlib import closing

import pytest

from briefgen.cluster.address import checked_address
from briefgen.cluster.connection import Connection
from briefgen.cluster.messages import (
    INQUIRY,
    FailedError,
    LackingError,
    RefusedError,
    Report,
    asked,
    delivered,
    delivering,
    failing,
    lacking,
    order_in,
    read_report,
    reporting,
)
from briefgen.cluster.slot import Slot, SlotEndedError
from briefgen.cluster.software import CODE, differences, digest_of, software_with
from briefgen.errors import OutputError, ToolMissingError
from briefgen.order import UnreadableError
from briefgen.sandbox import LAYERS
from briefgen.surroundings import program_digest
from briefgen.versions import output_versions

HERE = Report({"a": "1", "b": "2"}, {"b": "2"}, ("limits",))
OTHER = Report({"a": "1", "b": "3"}, {"b": "3"})


@pytest.mark.parametrize(
    "text", ["tcp://scheduler:8786", "tls://10.0.0.1:1", "tcp://[::1]:8786", "wss://a.b:443/"]
)
def test_addresses(text: str) -> None:
    assert checked_address(text) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "begin with one of tcp://"),
        ("scheduler:8786", "begin with one of tcp://"),
        ("http://scheduler:8786", "begin with one of tcp://"),
        ("tcp:/scheduler:8786", "begin with one of tcp://"),
        ("tcp://:8786", "names no machine"),
        ("tcp://a b:8786", "names no machine"),
        ("tcp://scheduler", "names no port; that of a scheduler is 8786"),
        ("tcp://scheduler:0", "names no port"),
        ("tcp://scheduler:port", "is no address"),
        ("tcp://scheduler:99999", "is no address"),
        ("tcp://[::1:8786", "is no address"),
        ("tcp://me:secret@scheduler:8786", "has more in it"),
        ("tcp://scheduler:8786/path", "has more in it"),
        ("tcp://scheduler:8786?a=b", "has more in it"),
    ],
)
def test_what_is_no_address(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        checked_address(text)


def test_what_differs_is_named_with_both_versions() -> None:
    assert differences({"a": "1"}, {"a": "1"}) == ()
    found = differences({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "4", "d": "5"})
    assert [str(one) for one in found] == [
        "b 4, and 2 is here",
        "c -, and 3 is here",
        "d 5, and - is here",
    ]
    assert (
        str(*differences({"a": "0" * 64}, {"a": "1" * 64}))
        == f"a {'1' * 12}, and {'0' * 12} is here"
    )


def test_the_digest_of_software_is_that_of_all_of_it_in_any_order() -> None:
    assert digest_of({"a": "1", "b": "2"}) == digest_of({"b": "2", "a": "1"})
    assert len({digest_of({"a": "1"}), digest_of({"a": "2"}), digest_of({"b": "1"})}) == 3


def test_all_that_documents_are_made_with_is_compared() -> None:
    software = software_with({"pango": "1.50"})
    assert software.keys() == {*dict(output_versions()), CODE, "dask", "distributed", "pango"}
    assert software[CODE] == program_digest()


def test_messages_come_through() -> None:
    message = asked(HERE, b"order")
    assert order_in(message, HERE) == b"order"
    assert order_in(message, OTHER) is None
    assert order_in(INQUIRY, HERE) is None
    assert delivered(delivering(b"made")) == b"made"
    assert read_report(reporting(HERE)) == HERE
    with pytest.raises(RefusedError):
        delivered(reporting(HERE))
    with pytest.raises(FailedError, match="OSError: why"):
        delivered(failing(OSError("why")))


@pytest.mark.parametrize(
    ("error", "kind", "help_text"),
    [
        (ToolMissingError("no Pango", help="install it"), ToolMissingError, "install it"),
        (OutputError("no room"), OutputError, None),
        (RuntimeError("no room"), ToolMissingError, None),
    ],
)
def test_what_a_machine_lacks_comes_through(
    error: Exception, kind: type[Exception], help_text: str | None
) -> None:
    with pytest.raises(LackingError, match="no ") as caught:
        read_report(lacking(error))
    assert type(caught.value.error) is kind
    assert caught.value.error.help == help_text


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"x{}", b"r", b"r[]", b"r{}", b'r{"software": {"a": 1}, "native": {}, "layers": []}',
        b"l[]", b"l{}", b'l{"error": "UsageError", "message": "m"}', b"\xff",
    ],
)  # fmt: skip
def test_what_is_no_report(answer: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_report(answer)


def test_dask_that_is_not_there_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ToolMissingError, match="a cluster needs the package `distributed`") as told:
        Connection("tcp://127.0.0.1:8786")
    assert (told.value.help, told.value.status) == ("pip install 'briefgen[cluster]'", 4)


def test_a_slot_reports_refuses_and_ends() -> None:
    with closing(Slot()) as slot:
        report = read_report(slot.ask(INQUIRY))
        assert set(report.layers) <= set(LAYERS)
        assert report.layers
        assert report.software == software_with(report.native)
        assert report.native["pango"]
        # an order for other software is not even read
        with pytest.raises(RefusedError):
            delivered(slot.ask(asked(OTHER, b"no order")))
        ended = os.pidfd_open(slot.pid)
        with pytest.raises(SlotEndedError):
            # what is no order ends it
            slot.ask(asked(report, b"no order"))
    waiting = select.poll()
    waiting.register(ended, select.POLLIN)
    assert waiting.poll(20_000)


def test_an_answer_that_nobody_wants_is_not_waited_for() -> None:
    slot = Slot()
    with pytest.raises(SlotEndedError):
        slot.ask(INQUIRY, lambda: False)
